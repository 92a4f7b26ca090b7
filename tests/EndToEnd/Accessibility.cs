using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Varamail.EndToEnd;

/// <summary>WCAG 2.2 AA as far as a machine can tell: axe in light and dark, nothing sideways at 320 px, a visible focus that is never lost.</summary>
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

    // What a keyboard reaches must show it (2.4.7). What lies behind an open dialog takes no focus.
    private const string WithoutRing = """
        () => {
          const before = document.activeElement, found = [];
          for (const one of document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")) {
            if (one.disabled || one.getClientRects().length === 0) continue;
            one.focus();
            const style = getComputedStyle(one);
            if (document.activeElement === one && (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2)) found.push(one.outerHTML.slice(0, 160));
          }
          if (before === document.body) document.activeElement.blur(); else before.focus();
          return found;
        }
        """;

    private const string Wide = """
        () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? []
          : [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 120)).slice(0, 3)
        """;

    /// <summary>What axe objects to on the page and in the frames of its panes, one line each; empty when nothing.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        List<string> found = [];
        foreach (var frame in page.Frames.Where(f => f.Url.StartsWith("https://", StringComparison.Ordinal)))
        {
            // Where an add-in's events run, there is a page that nobody ever sees.
            if (frame.ParentFrame is null || await (await frame.FrameElementAsync()).IsVisibleAsync())
                found.AddRange(await ViolationsAsync(page, frame));
        }
        return found;
    }

    /// <summary>What axe objects to in one document, in light and dark.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page, IFrame frame)
    {
        List<string> found = [];
        foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            if (!await frame.EvaluateAsync<bool>("() => 'axe' in window"))
                await frame.EvaluateAsync($"() => {{ {Axe}; return null; }}").WaitAsync(TimeSpan.FromSeconds(30));
            found.AddRange(Lines(await frame.EvaluateAsync(Run).WaitAsync(TimeSpan.FromSeconds(60))).Select(line => $"{scheme}: {line}"));
        }
        return found;
    }

    /// <summary>Everything that speaks against a document as it stands now.</summary>
    /// <param name="page">Its tab.</param>
    /// <param name="frame">The document.</param>
    /// <param name="worked">Somebody has worked in it with the keyboard, so the focus must be somewhere.</param>
    public static async Task<IReadOnlyList<string>> ComplaintsAsync(IPage page, IFrame frame, bool worked)
    {
        List<string> found = [];
        if (worked && !await KeepsFocusAsync(frame))
            found.Add("The focus is lost.");
        found.AddRange(Lines(await frame.EvaluateAsync(Wide)).Select(line => $"Too wide: {line}"));
        found.AddRange(await ViolationsAsync(page, frame));
        await page.Keyboard.PressAsync("F8"); // from now on the browser shows the focus as to somebody without a mouse
        found.AddRange(Lines(await frame.EvaluateAsync(WithoutRing)).Select(line => $"No visible focus: {line}"));
        return found;
    }

    // A window that just changed its size tells the page a moment later.
    private static async Task<bool> KeepsFocusAsync(IFrame frame)
    {
        try
        {
            await frame.WaitForFunctionAsync("() => !document.hasFocus() || document.activeElement !== document.body", null, new() { Timeout = 5_000 });
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Whether everything is reached without scrolling sideways (WCAG 1.4.10).</summary>
    public static async Task<bool> FitsAsync(IFrame frame) => !Lines(await frame.EvaluateAsync(Wide)).Any();

    private static IEnumerable<string> Lines(JsonElement? list) => list!.Value.EnumerateArray().Select(line => line.GetString()!);
}
