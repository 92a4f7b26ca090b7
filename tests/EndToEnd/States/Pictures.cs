using Microsoft.Playwright;

namespace Varamail.EndToEnd.States;

/// <summary>Pictures of all states, for people to look at: where <c>VARAMAIL_PICTURES</c> names a folder.</summary>
internal static class Pictures
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("VARAMAIL_PICTURES");

    public static async Task TakeAsync(IPage page, string name, ILocator? part = null)
    {
        if (Folder is null)
            return;
        foreach (var (look, scheme, forced) in new[] { ("light", ColorScheme.Light, ForcedColors.None), ("dark", ColorScheme.Dark, ForcedColors.None), ("forced", ColorScheme.Light, ForcedColors.Active) })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme, ForcedColors = forced });
            var file = Path.Combine(Folder, look, $"{name}.png");
            if (part is null)
                await page.ScreenshotAsync(new() { Path = file });
            else
                await part.ScreenshotAsync(new() { Path = file });
        }
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ForcedColors = ForcedColors.None });
    }
}
