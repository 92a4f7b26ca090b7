using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Varamail.Tests.Api;

/// <summary>Every route of the server, as it stands in its endpoint table.</summary>
internal static class Routes
{
    public static IReadOnlyList<RouteEndpoint> All(IServiceProvider services) => [.. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    public static bool IsGuarded(this RouteEndpoint route) =>
        route.Metadata.GetMetadata<IAuthorizeData>()?.Policy is not null && route.Metadata.GetMetadata<IAllowAnonymous>() is null;

    public static string Method(this RouteEndpoint route) => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Single() ?? "GET";

    public static string Path(this RouteEndpoint route) => "/" + route.RoutePattern.RawText!.Trim('/');

    /// <summary>Calls a route with values that it takes, whatever the answer, and doesn't wait for the end of one that never ends.</summary>
    public static async Task<HttpResponseMessage> CallAsync(this HttpClient client, RouteEndpoint route)
    {
        var path = string.Join('/', route.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(Value))));
        using HttpRequestMessage request = new(new HttpMethod(route.Method()), "/" + path);
        if (request.Method != HttpMethod.Get)
            request.Content = new StringContent("{}", Encoding.UTF8, route.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes[0] ?? "application/json");
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static string Value(RoutePatternPart part) =>
        part switch
        {
            RoutePatternParameterPart { Name: "id" } => $"{Guid.NewGuid()}",
            RoutePatternParameterPart { Name: "day" } => "2026-11-25",
            RoutePatternParameterPart => "1",
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            _ => throw new NotSupportedException(part.ToString()),
        };
}
