using Microsoft.OpenApi;

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
    public static RouteHandlerBuilder AcceptsMessage(this RouteHandlerBuilder route) => route.Accepts<byte[]>("message/rfc822");
}
