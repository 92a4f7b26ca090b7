using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Varamail.EndToEnd;

/// <summary>WCAG 2.2 AA as far as a machine can tell, in light and dark.</summary>
internal static class Accessibility
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // Frame by frame: a letter's frame runs no scripts, so axe would wait for its answer for ever.
    private const string Run = """
        async () => (await axe.run(document, {
          iframes: false,
          resultTypes: ["violations"],
          runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        })).violations.flatMap(v => v.nodes.map(n => `${v.id}: ${v.help}: ${n.target} ${n.html.slice(0, 160)}`))
        """;

    /// <summary>What axe objects to on the page and in the frames of its panes, one line each; empty when nothing.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        List<string> found = [];
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            foreach (var frame in page.Frames.Where(f => f.Url.StartsWith("https://", StringComparison.Ordinal)))
            {
                // Where an add-in's events run, there is a page that nobody ever sees.
                if (frame.ParentFrame is not null && !await (await frame.FrameElementAsync()).IsVisibleAsync())
                    continue;
                await frame.EvaluateAsync($"() => {{ {Axe}; return null; }}").WaitAsync(TimeSpan.FromSeconds(30));
                var violations = await frame.EvaluateAsync(Run).WaitAsync(TimeSpan.FromSeconds(60));
                found.AddRange(violations!.Value.EnumerateArray().Select(v => $"{scheme}: {v.GetString()}"));
            }
        }
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        return found;
    }

    /// <summary>Whether everything is reached without scrolling sideways (WCAG 1.4.10).</summary>
    public static Task<bool> FitsAsync(IFrame frame) =>
        frame.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth");
}
