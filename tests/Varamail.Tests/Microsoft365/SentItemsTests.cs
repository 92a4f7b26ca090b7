using System.Net;
using System.Text;
using Varamail.Api.Desk;
using Varamail.Api.Diary;
using Varamail.Api.Registrations;
using Varamail.Api.Sent;
using Varamail.Rehearsal;
using Varamail.Tests.Api;
using Varamail.Tests.Rehearsals;

namespace Varamail.Tests.Microsoft365;

/// <summary>With whose right sent messages are found, also when their writer has gone or the server was restarted.</summary>
internal sealed class SentItemsTests : RehearsedTests
{
    private const string Shared = "bygglov@vara.se";
    private const string Own = "karin.ekdahl@vara.se";
    private const int Patience = 40_000;

    [SetUp]
    public void Limit() => World.ApplicationMailboxes = [Shared];

    [Test]
    public async Task The_writers_right_outlives_her_call()
    {
        using var karin = Rehearsed.As(Own);
        var dispatch = await BeginAsync(karin, Own);
        Send(Own, dispatch.Id);

        await Assert.ThatAsync(() => StoredAsync(karin, dispatch.Title), Is.True.After(Patience, 200));
    }

    [Test]
    public async Task After_a_restart_the_application_finds_in_named_mailboxes_and_the_writer_herself_in_hers()
    {
        var data = NewFolder();
        DispatchView shared;
        DispatchView own;
        await using (var before = ApiHost.Start(Rehearsed.Outlook.Address, 0, data))
        {
            using var karin = before.Client(Rehearsed.Outlook.Tokens.ForApi(Own, null));
            shared = await BeginAsync(karin, Shared);
            own = await BeginAsync(karin, Own);
        }
        Send(Own, own.Id);
        Send(Shared, shared.Id);

        await using var after = ApiHost.Start(Rehearsed.Outlook.Address, 0, data);
        using var again = after.Client(Rehearsed.Outlook.Tokens.ForApi(Own, null));
        await Assert.ThatAsync(() => StoredAsync(again, shared.Title), Is.True.After(Patience, 200));
        Assert.That(await StoredAsync(again, own.Title), Is.False, "nobody's right reaches that mailbox yet");

        var found = await (await again.PostAsync($"/api/v1/sent/{own.Id}/look", null)).ReadAsync<DispatchView>();
        Assert.That(found.Registration!.State, Is.EqualTo(RegistrationState.Entered));
    }

    private void Send(string mailbox, Guid dispatch) =>
        World
            .Mailbox(mailbox)
            .Add(
                Encoding.UTF8.GetBytes(
                    $"From: {mailbox}\r\nTo: Ulla Berg <ulla@example.se>\r\nSubject: Besked\r\nMessage-ID: <{dispatch:N}@vara.se>\r\nX-Varamail-Dispatch: {dispatch}\r\n"
                        + "Date: Wed, 25 Nov 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nBeskedet kommer i december.\r\n"
                ),
                DateTimeOffset.UtcNow,
                "sentitems"
            );

    private static async Task<DispatchView> BeginAsync(HttpClient who, string mailbox)
    {
        DispatchRequest request = new(mailbox, new CaseChoice(NewTitle: $"Besked {Guid.NewGuid():N}"), "BYN", $"Besked {Guid.NewGuid():N}");
        return await (await who.PostAsync("/api/v1/sent", request)).ReadAsync<DispatchView>(HttpStatusCode.Created);
    }

    // Without looking in Sent Items: only what the server found by itself counts.
    private static async Task<bool> StoredAsync(HttpClient who, string title)
    {
        var cases = await who.GetAsync<CasePage>("/api/v1/diary/cases?authority=BYN");
        foreach (var found in cases.Items)
            if ((await who.GetAsync<CaseDetail>($"/api/v1/diary/cases/BYN/{found.Year}/{found.Ordinal}")).Entries.Any(e => e.Title == title))
                return true;
        return false;
    }
}
