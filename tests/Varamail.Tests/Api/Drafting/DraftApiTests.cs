using System.Diagnostics.Metrics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Moq;
using Varamail.Api.Drafting;
using Varamail.Guideline;
using Varamail.Guideline.Drafting;

namespace Varamail.Tests.Api.Drafting;

[TestFixture]
internal sealed class DraftApiTests
{
    private readonly string root = Directory.CreateTempSubdirectory("varamail-root").FullName;
    private VaramailApi api = null!;

    [OneTimeSetUp]
    public void Start()
    {
        Directory.CreateDirectory(Path.Combine(root, "addin"));
        File.WriteAllText(Path.Combine(root, "addin", "launch.js"), "var built = 'å';");
        File.WriteAllText(Path.Combine(root, "addin", "launch-off.js"), "var off = 1;");
        api = new VaramailApi();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await api.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }

    [Test]
    public async Task The_launch_script_begins_with_the_municipalitys_settings()
    {
        var answer = await Client().GetAsync(LaunchScript.Address);
        var script = await answer.Content.ReadAsStringAsync();
        var lines = script.Split('\n', 2);
        Assert.Multiple(() =>
        {
            Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/javascript"));
            Assert.That(answer.Headers.CacheControl!.NoCache);
            Assert.That(lines[0], Does.StartWith("var VARAMAIL_SETTINGS={").And.EndsWith("};").And.Contain("\"recipientLimit\":15"));
            Assert.That(lines[0], Does.Not.Contain("Karin Ekdahl").And.Not.Contain("karin.ekdahl"));
            Assert.That(lines[1], Is.EqualTo("var built = 'å';"));
        });
    }

    [Test]
    public async Task The_launch_script_is_compressed_and_not_sent_twice()
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, LaunchScript.Address);
        asked.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        var first = await Client().SendAsync(asked);
        await using var packed = new GZipStream(await first.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var reader = new StreamReader(packed, Encoding.UTF8);
        Assert.That(await reader.ReadToEndAsync(), Does.EndWith("var built = 'å';"));

        using var again = new HttpRequestMessage(HttpMethod.Get, LaunchScript.Address);
        again.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.That((await Client().SendAsync(again)).StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
    }

    [Test]
    public async Task The_kill_switch_serves_what_lets_everything_go_at_the_same_address()
    {
        var script = await Client(("SendCheck:Enabled", "false")).GetStringAsync(LaunchScript.Address);
        Assert.That(script, Is.EqualTo("var off = 1;"));
    }

    [Test]
    public async Task The_pane_gets_the_same_settings()
    {
        var settings = JsonNode.Parse(await Client().GetStringAsync(LaunchScript.Settings))!;
        Assert.That((int)settings["recipientLimit"]!, Is.EqualTo(15));
        Assert.That((string)settings["weights"]!["replyAll"]!, Is.EqualTo("off"));
        Assert.That((string)settings["safeChannels"]![0]!, Is.EqualTo("saker.example"));
    }

    [Test]
    public async Task The_pane_cites_the_municipalitys_own_guideline_for_every_warning_and_the_script_carries_none()
    {
        var settings = JsonNode.Parse(await Client().GetStringAsync(LaunchScript.Settings))!;
        Assert.That(settings["citations"]!.AsObject().Select(c => c.Key), Is.EquivalentTo(DraftCodes.Rules.Keys));
        Assert.That((string)settings["citations"]!["replyAll"]!["quote"]!, Does.StartWith("Skicka bara e-post till de som verkligen berörs."));
        Assert.That(await Client().GetStringAsync(LaunchScript.Address), Does.Not.Contain("citations"));

        var text = Path.Combine(root, "riktlinje.json");
        await File.WriteAllTextAsync(text, """{ "title": "Egna riktlinjer", "version": "2025", "sentences": { "R76": { "quote": "Antagen 2025" }, "R68": { "heading": "Skriv smart", "quote": "Svara inte alla." } } }""");
        var own = JsonNode.Parse(await Client(("Guideline:Text", text)).GetStringAsync(LaunchScript.Settings))!["citations"]!["replyAll"]!;
        Assert.That(((string)own["heading"]!, (string)own["quote"]!), Is.EqualTo(("Skriv smart", "Svara inte alla.")));
    }

    [Test]
    public async Task Whatever_stops_a_draft_by_the_municipalitys_own_weight_is_counted_too()
    {
        await using var strict = api.WithWebHostBuilder(builder =>
        {
            builder.UseSetting("Drafts:Weights:replyAll", "block");
            builder.UseSetting("Drafts:Weights:quotedSensitive", "warn");
        });
        using var henrik = strict.As("henrik.strand@vara.se");

        var counted = await henrik.PostAsync("/api/v1/drafts/sent-anyway", new SentAnywayRequest("danger", ["replyAll", "protectedContent"]));

        Assert.That(counted.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        await (await henrik.PostAsync("/api/v1/drafts/sent-anyway", new SentAnywayRequest("danger", ["quotedSensitive"]))).ProblemAsync(400, "invalid");
    }

    [Test]
    public async Task The_well_known_file_names_exactly_the_script_that_the_manifest_names()
    {
        var allowed = JsonNode.Parse(await Client().GetStringAsync(LaunchScript.WellKnown))!["allowed"]!.AsArray().Select(a => (string)a!).ToList();
        var manifest = await Client().GetStringAsync("/manifest.xml");
        Assert.That(allowed, Has.Count.EqualTo(1));
        Assert.That(manifest, Does.Contain($"id=\"launchScript\" DefaultValue=\"{allowed[0]}\""));
    }

    [Test]
    public async Task A_file_is_read_and_what_stands_in_it_is_told_and_nothing_of_it_is_kept_or_logged()
    {
        var check = await (await PostFileAsync("txt", "Eleven Olle Fransson i 5C har fått diagnosen epilepsi. Numret är 19520906-9870.")).ReadAsync<FileCheck>();
        Assert.Multiple(() =>
        {
            Assert.That(check.Read);
            Assert.That(check.Findings.Select(f => f.Severity), Does.Contain(Sensitivity.Sensitive).And.Contain(Sensitivity.Protected));
            Assert.That(check.Findings.Select(f => f.Text), Does.Contain("19520906-9870"));
            Assert.That(Directory.Exists(api.OriginalsFolder) ? api.StoredFiles : [], Is.Empty);
            Assert.That(api.LogBook.Lines, Has.None.Contains("Fransson").And.None.Contains("19520906"));
        });
    }

    [Test]
    public async Task A_file_that_nobody_can_read_is_told_to_be_unread()
    {
        var check = await (await PostFileAsync("bin", "\u0001\u0002")).ReadAsync<FileCheck>();
        Assert.That(check.Read, Is.False);
    }

    [Test]
    public async Task A_file_above_the_limit_and_a_strange_kind_are_refused()
    {
        await (await PostFileAsync("txt", new string('a', 21 * 1024 * 1024))).ProblemAsync(413, "messageTooLarge");
        await (await PostFileAsync("../x", "a")).ProblemAsync(400, "invalid");
    }

    [Test]
    public async Task A_sender_is_who_signs_and_where_the_mailbox_belongs()
    {
        var own = await (await api.Henrik.PostAsync("/api/v1/drafts/sender", new SenderRequest("henrik.strand@vara.se"))).ReadAsync<DraftSender>();
        Assert.That(own, Is.EqualTo(new DraftSender("Henrik Strand", "Bygglovshandläggare", "Samhällsbyggnadsförvaltningen", "", "0512-310 00")));
        var box = await (await api.Henrik.PostAsync("/api/v1/drafts/sender", new SenderRequest("bygglov@vara.se"))).ReadAsync<DraftSender>();
        Assert.That(box.Mailbox, Is.EqualTo("bygglov@vara.se"));
    }

    [Test]
    public async Task What_is_sent_anyway_is_counted_by_reason_and_rule()
    {
        List<string> counted = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == SentAnyway.Name)
                l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) => counted.Add($"{count} {string.Join(' ', tags.ToArray().Select(t => t.Value))}"));
        listener.Start();

        var answer = await api.Henrik.PostAsync("/api/v1/drafts/sent-anyway", new SentAnywayRequest("danger", ["protectedContent", "quotedSensitive"]));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(counted, Is.EqualTo(new[] { "1 danger protectedContent", "1 danger quotedSensitive" }));
        await (await api.Henrik.PostAsync("/api/v1/drafts/sent-anyway", new SentAnywayRequest("för att", ["protectedContent"]))).ProblemAsync(400, "invalid");
        await (await api.Henrik.PostAsync("/api/v1/drafts/sent-anyway", new SentAnywayRequest("danger", ["Ulla Berg"]))).ProblemAsync(400, "invalid");
    }

    private HttpClient Client(params (string Name, string Value)[] more) =>
        api.WithWebHostBuilder(builder =>
            {
                builder.ConfigureTestServices(services => services.AddSingleton(p => ActivatorUtilities.CreateInstance<LaunchScript>(p, Built())));
                builder.UseSetting("Drafts:RecipientLimit", "15");
                builder.UseSetting("Drafts:Weights:replyAll", "off");
                builder.UseSetting("Drafts:SafeChannels:0", "Saker.example");
                foreach (var (name, value) in more)
                    builder.UseSetting(name, value);
            })
            .CreateClient();

    private IWebHostEnvironment Built() => Mock.Of<IWebHostEnvironment>(h => h.WebRootFileProvider == new PhysicalFileProvider(root));

    private async Task<HttpResponseMessage> PostFileAsync(string kind, string text) =>
        await api.Henrik.PostAsync(
            new Uri($"/api/v1/drafts/file?kind={Uri.EscapeDataString(kind)}", UriKind.Relative),
            new ByteArrayContent(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } }
        );
}
