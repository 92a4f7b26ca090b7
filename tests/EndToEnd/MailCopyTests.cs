using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Varamail.EndToEnd;

/// <summary>A municipality that wants mail beside the queue.</summary>
[TestFixture]
internal sealed partial class MailCopyTests() : OnStage(("Registration:MailCopyToRegistrar", "true"))
{
    [Test]
    public async Task The_copys_link_opens_the_message_in_the_queue()
    {
        const string Subject = "Yttrande såsom rågranne";
        var outlook = await Stage.OutlookAsync("henrik.strand@vara.se", "bygglov@vara.se");
        await outlook.OpenAsync(Subject);
        await outlook.Pane.GetByRole(AriaRole.Button, new() { Name = "Skicka till registrator" }).ClickAsync();
        await outlook.SeesAsync("En kopia har gått till registratorns brevlåda.");

        var copy = Stage.World.Mailbox("vara.kommun@vara.se").Messages.Single(m => m.Mime.Subject?.StartsWith("Registrering BYN:", StringComparison.Ordinal) is true);
        Assert.That(copy.Mime.Attachments.Count(), Is.EqualTo(1));
        var desk = await Stage.DeskAsync("Karin Ekdahl", message: Link().Match(copy.Mime.TextBody!).Value);

        await Expect(desk.GetByRole(AriaRole.Heading, new() { NameRegex = new(Subject) })).ToBeVisibleAsync();
    }

    [Test]
    public async Task What_may_not_be_mailed_says_so_and_waits_in_the_queue()
    {
        var outlook = await Stage.OutlookAsync("maria.hedberg@vara.se", "alleskolan@vara.se");
        await outlook.OpenAsync("Lea 6B");
        await outlook.Pane.GetByRole(AriaRole.Button, new() { Name = "Skicka till registratorns kö" }).ClickAsync();

        await outlook.SeesAsync("I kö hos registrator");
        await outlook.SeesAsync("Ingen kopia har gått med e-post.");
    }

    [GeneratedRegex("#[0-9a-f-]{36}")]
    private static partial Regex Link();
}
