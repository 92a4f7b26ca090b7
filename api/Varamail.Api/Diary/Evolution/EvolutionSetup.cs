using Microsoft.Extensions.Options;
using Varamail.Api.Diary.Outside;

namespace Varamail.Api.Diary.Evolution;

/// <summary>Both ways to Evolution. A way that an authority uses must be set up, or the start stops and says what is missing.</summary>
internal static class EvolutionSetup
{
    public static void Add(IServiceCollection services)
    {
        services
            .AddOptions<EvolutionFolderOptions>()
            .BindConfiguration("DiarySystems:EvolutionFolder")
            .Validate<IOptions<DiarySystemOptions>>(
                (o, systems) => !DiarySystems.IsUsed(systems.Value, DiarySystems.EvolutionFolder) || Path.IsPathRooted(o.Folder),
                "DiarySystems:EvolutionFolder:Folder must name a folder, from its root."
            )
            .ValidateOnStart();
        services
            .AddOptions<EvolutionHttpOptions>()
            .BindConfiguration("DiarySystems:EvolutionHttp")
            .Validate<IOptions<DiarySystemOptions>>(
                (o, systems) => !DiarySystems.IsUsed(systems.Value, DiarySystems.EvolutionHttp) || o.IsReachable,
                "DiarySystems:EvolutionHttp:BaseAddress must be an https address that ends with a slash."
            )
            .ValidateOnStart();
        services.AddKeyedScoped<IDiarySystem, EvolutionFolder>(DiarySystems.EvolutionFolder);
        OutsideHttp.Add<EvolutionHttp, EvolutionHttpOptions>(services, DiarySystems.EvolutionHttp);
    }
}
