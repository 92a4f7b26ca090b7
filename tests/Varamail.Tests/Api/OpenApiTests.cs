using System.Runtime.CompilerServices;

namespace Varamail.Tests.Api;

[TestFixture]
internal sealed class OpenApiTests
{
    [Test]
    public async Task The_committed_document_is_the_whole_truth()
    {
        await using var api = new VaramailApi();
        using var client = api.CreateClient();
        var actual = (await client.GetStringAsync(new Uri("/swagger/v1/swagger.json", UriKind.Relative))).ReplaceLineEndings("\n") + "\n";
        var path = Path.Combine(Repository(), "api", "openapi.json");

        if (Environment.GetEnvironmentVariable("VARAMAIL_ACCEPT_OPENAPI") == "1")
            await File.WriteAllTextAsync(path, actual);

        Assert.That(actual, Is.EqualTo(await File.ReadAllTextAsync(path)), "Accept an intended change: VARAMAIL_ACCEPT_OPENAPI=1 and run this test");
    }

    private static string Repository([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}
