using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Varamail.Api;

/// <summary>The API's own description: <c>openapi.json</c> is committed, a test compares it whole, and the add-in's types come from it.</summary>
internal static class ApiDocument
{
    public static IServiceCollection AddApiDocument(this IServiceCollection services) =>
        services
            .AddEndpointsApiExplorer()
            .AddSwaggerGen(options =>
            {
                options.SwaggerDoc("v1", new OpenApiInfo { Title = "Varamail", Version = "v1" });
                options.SupportNonNullableReferenceTypes();
                options.NonNullableReferenceTypesAsRequired();
                options.SchemaFilter<NullableReferences>();
                foreach (var documentation in Directory.EnumerateFiles(AppContext.BaseDirectory, "Varamail.*.xml"))
                    options.IncludeXmlComments(documentation);
                options.AddSecurityDefinition(
                    "entra",
                    new OpenApiSecurityScheme
                    {
                        Type = SecuritySchemeType.Http,
                        Scheme = "bearer",
                        BearerFormat = "JWT",
                        Description = "Access token of Entra ID, scope access_as_user",
                    }
                );
                options.AddSecurityRequirement(document => new() { [new OpenApiSecuritySchemeReference("entra", document)] = [] });
            });

    public static void UseApiDocument(this WebApplication app)
    {
        app.UseSwagger(options => options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1);
        app.UseSwaggerUI(options => options.DocumentTitle = "Varamail");
    }

    /// <summary>The body is a message's bytes; the framework can't see that in the handler, which streams them.</summary>
    public static RouteHandlerBuilder AcceptsMessage(this RouteHandlerBuilder route) =>
        route.Accepts<byte[]>("message/rfc822").WithMetadata(new RequestSizeLimitAttribute(MessageBytes));

    // Above the largest message that is taken in: what comes is counted, and the answer then is ours, in words.
    private const long MessageBytes = 512L * 1024 * 1024;

    /// <summary>Says ”or null” of a property that is another record: the generator says it of plain values only.</summary>
    private sealed class NullableReferences : ISchemaFilter
    {
        public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
        {
            if (schema is not OpenApiSchema { Properties: { } properties })
                return;
            var nullability = new NullabilityInfoContext();
            foreach (var property in context.Type.GetProperties())
            {
                var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
                var isNullable =
                    Nullable.GetUnderlyingType(property.PropertyType) is not null
                    || nullability.Create(property).ReadState is NullabilityState.Nullable;
                if (isNullable && properties.TryGetValue(name, out var value) && value is OpenApiSchemaReference reference)
                    properties[name] = new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, reference] };
            }
        }
    }
}
