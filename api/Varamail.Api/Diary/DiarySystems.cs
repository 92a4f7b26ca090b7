using Microsoft.Extensions.Options;
using Varamail.Api.Diary.Erms;
using Varamail.Api.Diary.Evolution;
using Varamail.Api.Diary.Platina;
using Varamail.Guideline;

namespace Varamail.Api.Diary;

/// <summary>Section <c>DiarySystems</c>: which system holds each authority's diary. How each is set up stands in docs/diary-systems.md.</summary>
public sealed class DiarySystemOptions
{
    /// <summary>The system of every authority that isn't named: <c>BuiltIn</c>, <c>EvolutionFolder</c>, <c>EvolutionHttp</c>, <c>Platina</c> or <c>Erms</c>.</summary>
    public string Default { get; set; } = DiarySystems.BuiltIn;

    /// <summary>Diary series → system, where it isn't the default: <c>DiarySystems:Authorities:BYN</c> = <c>EvolutionHttp</c>.</summary>
    public IDictionary<string, string> Authorities { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    internal bool AreAllBuiltIn => Authorities.Values.Append(Default).All(system => system.Equals(DiarySystems.BuiltIn, StringComparison.OrdinalIgnoreCase));

    internal string Of(string authority) => Authorities.TryGetValue(authority, out var system) ? system : Default;
}

/// <summary>Finds the system that holds an authority's diary.</summary>
internal sealed class DiarySystems(IOptions<DiarySystemOptions> options, IServiceProvider services)
{
    public const string BuiltIn = nameof(BuiltIn);
    public const string EvolutionFolder = nameof(EvolutionFolder);
    public const string EvolutionHttp = nameof(EvolutionHttp);
    public const string Platina = nameof(Platina);
    public const string Erms = nameof(Erms);

    public IDiarySystem Of(string authority) => Named(options.Value.Of(authority));

    /// <summary>By its setting's name.</summary>
    public IDiarySystem Named(string system) => services.GetRequiredKeyedService<IDiarySystem>(Known(system));

    /// <summary>Whether Varamail itself gives the numbers: then they are there at once.</summary>
    public bool IsBuiltIn(string authority) => Known(options.Value.Of(authority)) == BuiltIn;

    public static void Add(WebApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<DiarySystemOptions>()
            .BindConfiguration("DiarySystems")
            .Validate<Municipality>(
                (o, municipality) => o.Authorities.Keys.All(authority => municipality.FindAuthority(authority) is not null),
                "DiarySystems:Authorities names a diary series that the municipality's directory doesn't know."
            )
            .Validate(
                o => o.Authorities.Values.Append(o.Default).All(system => Names.Contains(system)),
                "DiarySystems names a system that doesn't exist. There are: " + string.Join(", ", Names) + "."
            )
            .ValidateOnStart();
        builder.Services.AddScoped<DiarySystems>();
        builder.Services.AddKeyedScoped<IDiarySystem, BuiltInDiary>(BuiltIn);
        EvolutionSetup.Add(builder.Services);
        PlatinaSetup.Add(builder.Services);
        ErmsFolder.Add(builder.Services);
    }

    /// <summary>Whether any authority has this system: only then need it be set up.</summary>
    public static bool IsUsed(DiarySystemOptions options, string system) =>
        options.Authorities.Values.Append(options.Default).Any(name => name.Equals(system, StringComparison.OrdinalIgnoreCase));

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase) { BuiltIn, EvolutionFolder, EvolutionHttp, Platina, Erms };

    public static bool IsKnown(string system) => Names.Contains(system);

    private static string Known(string name) => Names.TryGetValue(name, out var known) ? known : name;
}
