using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Varamail.Api.Microsoft365;
using Varamail.Api.Registrations;
using Varamail.Rehearsal;

namespace Varamail.Tests.Api.Registration;

/// <summary>A message about as large as they are allowed to be, in a quarter of the size: Graph, the store and back.</summary>
[TestFixture]
internal sealed class LargeRegistrationTests
{
    private const int Limit = 40;

    private readonly string folder = Directory.CreateTempSubdirectory("varamail-large-").FullName;
    private Rehearsed rehearsed = null!;
    private HttpClient henrik = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        rehearsed = await Rehearsed.StartAsync(World.Load(withCorpus: false), folder, configure: b => b.UseSetting("Registration:MaxMessageMegabytes", $"{Limit}"));
        henrik = rehearsed.As("henrik.strand@vara.se");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        henrik.Dispose();
        await rehearsed.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task A_message_just_below_the_limit_is_registered_byte_for_byte()
    {
        var (item, bytes) = Put(Limit * 1024 * 1024 - 100);

        var sent = await henrik.RegisterAsync(item);

        using var karin = rehearsed.As("karin.ekdahl@vara.se");
        await using var original = await karin.GetStreamAsync(new Uri($"/api/v1/desk/queue/{sent.Id}/original", UriKind.Relative));
        Assert.That(Convert.ToHexString(await SHA256.HashDataAsync(original)), Is.EqualTo(Convert.ToHexString(SHA256.HashData(bytes))));
    }

    [Test]
    public async Task One_above_the_limit_is_refused_in_plain_words_and_leaves_nothing()
    {
        var before = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count(f => f.Contains("originals", StringComparison.Ordinal));
        var (item, _) = Put(Limit * 1024 * 1024 + 1);

        var problem = await (await henrik.PostAsync("/api/v1/registrations", new SendRequest(item, "f"))).ProblemAsync(413, "messageTooLarge");

        Assert.That(problem.GetProperty("detail").GetString(), Does.Contain($"högst {Limit} MB"));
        Assert.That(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count(f => f.Contains("originals", StringComparison.Ordinal)), Is.EqualTo(before));
    }

    private (ItemRef Item, byte[] Bytes) Put(int size)
    {
        var head = Calls
            .Letter($"{Guid.NewGuid():N}@example.se", body: "--x\nContent-Type: text/plain\n\nRitningar.\n--x\nContent-Type: application/octet-stream; name=\"r.bin\"\nContent-Transfer-Encoding: base64\n\n")
            .Replace("text/plain; charset=utf-8", "multipart/mixed; boundary=x", StringComparison.Ordinal)
            .ReplaceLineEndings("\r\n");
        const string Foot = "\r\n--x--\r\n";
        var bytes = new byte[size];
        Encoding.UTF8.GetBytes(head, bytes);
        var at = Encoding.UTF8.GetByteCount(head);
        for (var column = 0; at < size - Foot.Length; at++, column = (column + 1) % 78)
            bytes[at] = column switch
            {
                76 => (byte)'\r',
                77 => (byte)'\n',
                _ => (byte)('A' + (at % 26)),
            };
        Encoding.ASCII.GetBytes(Foot, bytes.AsSpan(at));
        var message = rehearsed.World.Mailbox("bygglov@vara.se").Add(bytes, DateTimeOffset.UtcNow.AddMinutes(-5));
        return (new ItemRef("bygglov@vara.se", message.Id), bytes);
    }
}
