using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Varamail.EndToEnd;

/// <summary>Microsoft's Office.js, unaltered, asked about a draft: what the rehearsed Outlook answers it, call by call.</summary>
[TestFixture]
internal sealed class OfficeJsTests : OnStage
{
    private ComposeWindow window = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        var outlook = await Stage.OutlookAsync("henrik.strand@vara.se", "bygglov@vara.se");
        await outlook.Row("Yttrande").ClickAsync();
        await outlook.Page.GetByRole(AriaRole.Button, new() { Name = "Svara alla" }).ClickAsync();
        window = new(outlook.Page);
        await Expect(window.Body).ToBeVisibleAsync();
        await Assert.ThatAsync(async () => (await window.AskAsync("item.subject.getAsync(done)")).Status, Is.EqualTo("succeeded").After(10_000, 100));
    }

    [TestCase("item.subject.getAsync(done)", "SV: Yttrande såsom rågranne")]
    [TestCase("item.to.getAsync(done)", "externalUser")]
    [TestCase("item.from.getAsync(done)", "bygglov@vara.se")]
    [TestCase("item.getSharedPropertiesAsync(done)", "bygglov@vara.se")]
    [TestCase("item.getComposeTypeAsync(done)", "reply")]
    [TestCase("item.body.getTypeAsync(done)", "html")]
    [TestCase("item.body.getAsync('html', done)", "divRplyFwdMsg")]
    [TestCase("item.body.getAsync('text', done)", @"Skickat: ")]
    [TestCase("item.body.setSignatureAsync('<p>Bygglov, Vara kommun</p>', { coercionType: 'html' }, () => item.body.getAsync('html', done))", @"<div id=\""Signature\""><p>Bygglov")]
    [TestCase("item.bcc.setAsync([{ displayName: 'Eva', emailAddress: 'eva@example.org' }], () => item.bcc.getAsync(done))", "eva@example.org")]
    [TestCase("item.internetHeaders.setAsync({ 'X-A': 'å' }, () => item.internetHeaders.getAsync(['x-a', 'x-b'], done))", @"{""x-a"":""å""}")]
    [TestCase("item.sessionData.setAsync('a', '1', () => item.sessionData.getAsync('a', done))", "1")]
    [TestCase("item.addFileAttachmentFromBase64Async('aGVq', 'a.txt', r => item.getAttachmentContentAsync(r.value, done))", "aGVq")]
    [TestCase("item.saveAsync(() => item.getItemIdAsync(done))", "AAMk")]
    [TestCase("item.isClientSignatureEnabledAsync(done)", "false")]
    [TestCase("item.disableClientSignatureAsync(done)", "")]
    [TestCase("item.notificationMessages.replaceAsync('a', { type: 'informationalMessage', message: 'Hej', icon: 'icon16', persistent: false }, () => item.notificationMessages.getAllAsync(done))", "informationalMessage")]
    [TestCase("item.body.prependOnSendAsync('först', done)", "")]
    [TestCase("item.getItemClassAsync(done)", "IPM.Note")]
    [TestCase("done({ status: 'succeeded', value: [Office.context.requirements.isSetSupported('Mailbox', '1.15'), Office.MailboxEnums.SendModeOverride.PromptUser] })", @"[true,""promptUser""]")]
    public async Task It_answers(string call, string expected)
    {
        var (status, value, error) = await window.AskAsync(call);

        Assert.That((status, error), Is.EqualTo(("succeeded", 0)));
        Assert.That(value, Does.Contain(expected));
    }

    [TestCase("item.removeAttachmentAsync('none', done)", 9008)]
    [TestCase("item.getAttachmentContentAsync('none', done)", 9003)]
    [TestCase("item.sessionData.getAsync('none', done)", 9050)]
    [TestCase("item.notificationMessages.removeAsync('none', done)", 9024)]
    [TestCase("item.categories.addAsync(['x'], done)", 5001)]
    [TestCase("item.closeAsync(done)", 9032)]
    [TestCase("item.sendAsync(done)", 9032)]
    public async Task It_refuses_with_outlooks_own_error(string call, int error) => Assert.That(await window.AskAsync(call), Is.EqualTo(("failed", "null", error)));
}
