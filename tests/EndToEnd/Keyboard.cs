using Microsoft.Playwright;

namespace Varamail.EndToEnd;

/// <summary>Somebody who works without a mouse.</summary>
internal static class Keyboard
{
    private const int Patience = 150;

    /// <summary>Moves the focus as a person does, through everything between; a trap fails the test.</summary>
    public static async Task TabToAsync(this IPage page, ILocator target, bool back = false)
    {
        for (var step = 0; step < Patience; step++)
        {
            if (await HasFocusAsync(target))
                return;
            await page.Keyboard.PressAsync(back ? "Shift+Tab" : "Tab");
        }
        Assert.Fail($"Tab never came to {target}.");
    }

    public static async Task TabToAndPressAsync(this IPage page, ILocator target, string key = "Enter")
    {
        await page.TabToAsync(target);
        await page.Keyboard.PressAsync(key);
    }

    /// <summary>Scrolls the queue to a message: only what is near stands in the page.</summary>
    public static async Task ShowItemAsync(this IPage desk, string id)
    {
        var item = desk.Locator($"[data-item='{id}']");
        var list = desk.Locator(".list");
        await list.Locator(".item:not(.waiting)").First.WaitForAsync();
        for (var screen = 0; screen < Patience && await item.CountAsync() == 0; screen++)
        {
            await list.EvaluateAsync(
                "list => { list.scrollTop = list.scrollTop + list.clientHeight >= list.scrollHeight - 1 ? 0 : list.scrollTop + list.clientHeight; }"
            );
            await list.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        }
        await item.WaitForAsync();
    }

    private static Task<bool> HasFocusAsync(ILocator target) =>
        target.EvaluateAsync<bool>("element => element === element.ownerDocument.activeElement && element.ownerDocument.hasFocus()");
}
