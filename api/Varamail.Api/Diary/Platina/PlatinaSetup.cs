using Microsoft.Extensions.Options;
using Varamail.Api.Diary.Outside;

namespace Varamail.Api.Diary.Platina;

internal static class PlatinaSetup
{
    public static void Add(IServiceCollection services)
    {
        services
            .AddOptions<PlatinaOptions>()
            .BindConfiguration("DiarySystems:Platina")
            .Validate<IOptions<DiarySystemOptions>>(
                (o, systems) => !DiarySystems.IsUsed(systems.Value, DiarySystems.Platina) || (o.IsReachable && o.Diaries.Count > 0 && o.TakesDocuments),
                "DiarySystems:Platina needs BaseAddress (https, with a slash at its end), Diaries, DeedsPath and FilesPath."
            )
            .ValidateOnStart();
        OutsideHttp.Add<Platina, PlatinaOptions>(services, DiarySystems.Platina);
    }
}
