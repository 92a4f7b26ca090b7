using System.Text;
using Varamail.Api.Desk;
using Varamail.Api.Microsoft365;
using Varamail.Api.Registrations;
using Varamail.Rehearsal;
using Varamail.Rehearsal.Evolution;
using Varamail.Tests.Api;

namespace Varamail.Tests.Rehearsals;

[TestFixture]
internal sealed class EvolutionRehearsalTests
{
    [Test]
    public async Task A_message_entered_at_the_desk_stands_in_Evolution_and_its_number_comes_back()
    {
        var folder = Directory.CreateTempSubdirectory("varamail-rehearsal-").FullName;
        try
        {
            await using var evolution = await EvolutionHost.StartAsync(Path.Combine(folder, "evolution"));
            evolution.Evolution.Faults.Queue(EvolutionFault.DiesAfter); // the first answer is lost: it is asked for, and entered once
            await using var rehearsed = await Rehearsed.StartAsync(World.Load(withCorpus: false), folder, configure: evolution.Configure);
            using var henrik = rehearsed.As("henrik.strand@vara.se");
            using var karin = rehearsed.As("karin.ekdahl@vara.se", "Registrar");
            var letter = rehearsed.World.Mailbox("bygglov@vara.se").Add(Encoding.UTF8.GetBytes(Calls.Letter()), DateTimeOffset.UtcNow.AddMinutes(-5));
            var sent = await henrik.RegisterAsync(new ItemRef("bygglov@vara.se", letter.Id));

            await karin.EnterAsync(sent.Id, Calls.Entry());

            var number = await NumberAsync(karin, sent.Id);
            var entered = evolution.Evolution.Register.Documents.Single();
            Assert.That(number, Is.EqualTo(entered.Number));
            using HttpClient anybody = new() { BaseAddress = evolution.Address };
            Assert.That(await anybody.GetStringAsync(new Uri("/", UriKind.Relative)), Does.Contain(number).And.Contain("Bygglov f&#246;r carport"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The delivery works by itself; the number is there when its receipt is.</summary>
    private static async Task<string> NumberAsync(HttpClient karin, Guid id)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(1));
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(100));
        while (await timer.WaitForNextTickAsync(patience.Token))
            if ((await karin.GetAsync<QueueDetail>($"/api/v1/desk/queue/{id}")).Item is { State: RegistrationState.Entered, Outcome.DiaryNumber: { } number })
                return number;
        return "";
    }
}
