namespace Varamail.Api.Microsoft365;

/// <summary>The border to Microsoft Graph.</summary>
internal static class Setup
{
    public static void AddMicrosoft365(this IServiceCollection services)
    {
        GraphClients.AddHttpClient(services);
        services.AddScoped<BorrowedRight>();
        services.AddScoped<GraphClients>(); // a person's token belongs to the request
        services.AddScoped<IMailboxes, GraphMailboxes>();
        services.AddScoped<IMailboxMarking, GraphMarking>();
    }
}
