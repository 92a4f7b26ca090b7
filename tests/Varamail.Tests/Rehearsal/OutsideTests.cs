using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Varamail.Api.Microsoft365;
using Varamail.Api.Registrations;
using Varamail.Rehearsal;
using Varamail.Tests.Api;

namespace Varamail.Tests.Rehearsals;

internal sealed class OutsideTests : RehearsedTests
{
    private const string Shared = "va@vara.se";

    [Test]
    public async Task The_rehearsal_works_where_the_outside_answers_unhelpfully()
    {
        // Whoever takes the usual way out meets this proxy, which knows no tenant of ours.
        await using Unhelpful outside = new();
        var usual = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy(outside.Address);
        try
        {
            await using var rehearsed = await Rehearsed.StartAsync(World.Load(), NewFolder());
            using var tomas = rehearsed.As("tomas.viklund@vara.se");

            var answer = await tomas.PostAsync("/api/v1/assessments/item", new ItemRef(Shared, rehearsed.World.Mailbox(Shared).Messages[0].Id));

            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(rehearsed.Api.Refused, Is.Empty);
            Assert.That(outside.Asked, Is.Zero);
        }
        finally
        {
            HttpClient.DefaultProxy = usual;
        }
    }

    [Test]
    public async Task Every_other_host_is_refused_and_remembered()
    {
        await using var rehearsed = await Rehearsed.StartAsync(World.Load(withCorpus: false), NewFolder());
        using var client = rehearsed.Api.Services.GetRequiredService<IHttpClientFactory>().CreateClient("any");

        Assert.That(() => client.GetAsync(new Uri("https://example.org/")), Throws.InstanceOf<HttpRequestException>());
        Assert.That(rehearsed.Api.Refused, Is.EqualTo(new[] { "example.org:443" }));
    }

    [Test]
    public async Task What_was_registered_outlives_a_killed_process()
    {
        var data = NewFolder();
        ItemRef item = new(Shared, World.Mailbox(Shared).Messages.First(m => m.CorpusFile is not null).Id);
        Guid id;
        await using (var first = await ApiProcess.StartAsync(Rehearsed.Outlook, data))
        {
            using var tomas = Rehearsed.Client(first.Address, Rehearsed.Outlook.Tokens.ForApi("tomas.viklund@vara.se"));
            var sent = await tomas.SendItemAsync(item);
            id = (await sent.ReadAsync<RegistrationView>(sent.StatusCode)).Id;
            await first.KillAsync();
        }

        await using var second = await ApiProcess.StartAsync(Rehearsed.Outlook, data);
        using var again = Rehearsed.Client(second.Address, Rehearsed.Outlook.Tokens.ForApi("tomas.viklund@vara.se"));
        var kept = await again.SendItemAsync(item);

        Assert.That((await kept.ReadAsync<RegistrationView>()).Id, Is.EqualTo(id));
    }

    /// <summary>Answers everything as Entra ID answers for an authority that it doesn't know.</summary>
    private sealed class Unhelpful : IAsyncDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly Task serving;
        private int asked;

        public Unhelpful()
        {
            listener.Start();
            serving = ServeAsync();
        }

        public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

        public int Asked => asked;

        public async ValueTask DisposeAsync()
        {
            listener.Stop();
            await serving;
            listener.Dispose();
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var visitor = await listener.AcceptSocketAsync();
                    Interlocked.Increment(ref asked);
                    const string Body = """{"error":"invalid_instance","error_description":"AADSTS50049: Unknown or invalid instance."}""";
                    await visitor.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 400 Bad Request\r\nContent-Length: {Body.Length}\r\nConnection: close\r\n\r\n{Body}"));
                }
            }
            catch (SocketException)
            {
                return; // stopped
            }
            catch (ObjectDisposedException)
            {
                return; // stopped
            }
        }
    }
}
