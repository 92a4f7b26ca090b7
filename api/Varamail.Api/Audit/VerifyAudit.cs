using System.Data.Common;
using Varamail.Api.Desk;
using Varamail.Api.Storage;

namespace Varamail.Api.Audit;

/// <summary>The command <c>verify-audit</c>: reads the trail in the database of the settings, and says whether it is whole.</summary>
internal static class VerifyAudit
{
    public const string Name = "verify-audit";

    /// <summary>Runs as <c>verify-audit [--noted NUMBER:HASH]</c>; settings may stand on the line as well.</summary>
    /// <returns>0 whole, 1 broken, 2 could not be checked.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var builder = WebApplication.CreateBuilder(args[1..]);
        var written = builder.Configuration["noted"];
        var noted = written is null ? null : NotedRow.Parse(written);
        if (written is not null && noted is null)
        {
            await output.WriteLineAsync("--noted wants NUMBER:HASH, as this command printed it earlier.");
            return 2;
        }
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<DeskBell>(); // what the storage asks for
        builder.AddStorage();
        await using var app = builder.Build();
        await using var scope = app.Services.CreateAsyncScope();
        try
        {
            var found = await AuditChain.VerifyAsync(scope.ServiceProvider.GetRequiredService<VaramailDb>(), noted, CancellationToken.None);
            await output.WriteLineAsync(found.Fault is { } fault ? $"Broken at row {found.Row}: {TextOf(fault)} Rows before it: {found.Rows}." : $"Whole: {found.Rows} rows. Keep this line: {found.Rows}:{found.Hash}");
            return found.Fault is null ? 0 : 1;
        }
        catch (Exception e) when ((e as DbException ?? e.InnerException) is DbException)
        {
            await output.WriteLineAsync("The database could not be read.");
            return 2;
        }
    }

    private static string TextOf(AuditFault fault) =>
        fault switch
        {
            AuditFault.Missing => "it is gone.",
            AuditFault.Altered => "it says something else than when it was written.",
            AuditFault.OutOfOrder => "it doesn't follow the row before it.",
            AuditFault.Uncounted => "the trail never counted it.",
            _ => "it isn't the row that was noted.",
        };
}
