using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Varamail.EndToEnd;

/// <summary>WCAG 2.2 AA as far as a machine can tell, in light and dark.</summary>
internal static class Accessibility
{
    private static readonly AxeRunOptions Wcag = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    /// <summary>What axe objects to on the page and in its frames, one line each; empty when nothing.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        List<string> found = [];
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            var result = await page.RunAxe(Wcag);
            found.AddRange(result.Violations.SelectMany(violation =>
                violation.Nodes.Select(node => $"{scheme}: {violation.Id}: {violation.Help}: {node.Target} {node.Html}")));
        }
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        return found;
    }

    /// <summary>Whether everything is reached without scrolling sideways (WCAG 1.4.10).</summary>
    public static Task<bool> FitsAsync(IFrame frame) =>
        frame.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth");
}
