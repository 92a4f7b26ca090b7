using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Varamail.Api.Registrations;
using Varamail.Tests.Rehearsals;

namespace Varamail.Tests.Api.Registration;

/// <summary>A message about as large as they are allowed to be, in a quarter of the size: Graph, the store and back.</summary>
[TestFixture]
internal sealed class LargeRegistrationTests() : RehearsedTests(withCorpus: false)
{
    private const int Limit = 40;

    protected override void Configure(IWebHostBuilder builder) => builder.UseSetting("Registration:MaxMessageMegabytes", $"{Limit}");

    [Test]
    public async Task A_message_just_below_the_limit_is_registered_byte_for_byte()
    {
        var bytes = Letter(Limit * 1024 * 1024 - 100);

        var sent = await Henrik.RegisterAsync(Put(bytes));

        using var karin = Rehearsed.As("karin.ekdahl@vara.se");
        await using var original = await karin.GetStreamAsync(new Uri($"/api/v1/desk/queue/{sent.Id}/original", UriKind.Relative));
        Assert.That(Convert.ToHexString(await SHA256.HashDataAsync(original)), Is.EqualTo(Convert.ToHexString(SHA256.HashData(bytes))));
    }

    [Test]
    public async Task One_above_the_limit_is_refused_in_plain_words_and_leaves_nothing()
    {
        var before = StoredFiles;
        var item = Put(Letter(Limit * 1024 * 1024 + 1));

        var problem = await (await Henrik.PostAsync("/api/v1/registrations", new SendRequest(item, "f"))).ProblemAsync(413, "messageTooLarge");

        Assert.That(problem.GetProperty("detail").GetString(), Does.Contain($"högst {Limit} MB"));
        Assert.That(StoredFiles, Is.EquivalentTo(before));
    }

    private static byte[] Letter(int size)
    {
        var head = Calls.Multipart(
            $"{Guid.NewGuid():N}@example.se",
            "--x\nContent-Type: text/plain\n\nRitningar.\n--x\nContent-Type: application/octet-stream; name=\"r.bin\"\nContent-Transfer-Encoding: base64\n\n"
        );
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
        return bytes;
    }
}
