using Microsoft.Extensions.Options;
using Varamail.Api.Diary.Outside;
using Varamail.Guideline;

namespace Varamail.Api.Diary.Erms;

/// <summary>Section <c>DiarySystems:Erms</c>: a system or an archive that imports FGS packages (E-ARK CSIP 2.1.0 with CITS ERMS 3.0.2) from a folder.</summary>
public sealed class ErmsOptions
{
    /// <summary>What people call the system.</summary>
    public string Name { get; set; } = "E-arkivet";

    /// <summary>The folder that it watches; all servers and the other system must reach the same one, and it must be one volume.</summary>
    public string Folder { get; set; } = "";

    /// <summary>The archival creator's identity, for example the organisation number; empty: the municipality's name.</summary>
    public string ArchivalCreator { get; set; } = "";

    /// <summary>Folder with more schemas to send in each package, above all ERMS_v3.xsd; empty: only METS' own.</summary>
    public string SchemaFolder { get; set; } = "";

    /// <summary>Hours until a package that was taken and never answered is left to a person.</summary>
    public int UncertainAfterHours { get; set; } = 24;

    internal ErmsCreator Creator(Municipality municipality) =>
        new(ArchivalCreator.Length > 0 ? ArchivalCreator : municipality.Name, municipality.Name);
}

/// <summary>A watched folder for FGS packages. Receipts are the same as for Evolution's folder.</summary>
internal sealed class ErmsFolder(IOptions<ErmsOptions> options, Municipality municipality, TimeProvider clock)
    : WatchedFolder(
        options.Value.Name,
        new DropFolder(
            options.Value.Folder,
            new ErmsForm(options.Value.Creator(municipality), options.Value.SchemaFolder, clock),
            TimeSpan.FromHours(options.Value.UncertainAfterHours),
            clock
        )
    )
{
    private sealed class ErmsForm(ErmsCreator creator, string schemaFolder, TimeProvider clock) : IPackageForm
    {
        public Task WriteAsync(NewDocument document, string folder, CancellationToken ct) =>
            ErmsPackages.WriteAsync(
                document.Key.ToString(),
                new FolderSink(folder),
                new[] { ErmsRecords.Of(document) }.ToAsyncEnumerable(),
                creator,
                schemaFolder,
                clock.GetUtcNow(),
                ct
            );
    }

    public static void Add(IServiceCollection services)
    {
        services
            .AddOptions<ErmsOptions>()
            .BindConfiguration("DiarySystems:Erms")
            .Validate<IOptions<DiarySystemOptions>>(
                (o, systems) => !DiarySystems.IsUsed(systems.Value, DiarySystems.Erms) || Path.IsPathRooted(o.Folder),
                "DiarySystems:Erms:Folder must name a folder, from its root."
            )
            .ValidateOnStart();
        services.AddKeyedScoped<IDiarySystem, ErmsFolder>(DiarySystems.Erms);
    }
}
