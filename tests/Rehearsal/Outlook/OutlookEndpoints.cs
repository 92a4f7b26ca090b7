namespace Varamail.Rehearsal.Outlook;

/// <summary>Outlook on the web: the host page and what it asks of the world.</summary>
internal static class OutlookEndpoints
{
    public static void MapOutlook(this WebApplication app) =>
        app.MapGet("/", (Addresses addresses) => Results.Text($"Outlook. API: {addresses.Api}"));
}
