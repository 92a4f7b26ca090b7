using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.IdentityModel.Tokens;
using Varamail.Api;
using Varamail.Api.Identity;
using Varamail.Api.Microsoft365;

namespace Varamail.Tests.Api;

[TestFixture]
internal sealed class AccessTests
{
    private VaramailApi api = null!;

    [OneTimeSetUp]
    public void Start() => api = new VaramailApi();

    [OneTimeTearDown]
    public async Task Stop() => await api.DisposeAsync();

    [Test]
    public void Every_route_under_api_demands_a_policy_and_every_other_stands_in_the_list()
    {
        _ = api.CreateClient();
        var guarded = Guarded();
        var open = Routes.All(api.Services).Except(guarded).Select(e => e.Path());

        Assert.That(open, Is.EquivalentTo(Pages.AnonymousRoutes));
        Assert.That(guarded.Select(e => e.RoutePattern.RawText), Has.All.StartsWith("/api/v1/"));
        Assert.That(guarded, Has.Count.GreaterThan(20));
    }

    [Test]
    public async Task Without_a_token_nothing_is_answered()
    {
        foreach (var route in Guarded())
            await (await api.CreateClient().CallAsync(route)).ProblemAsync(401, "unauthenticated");
    }

    [TestCaseSource(nameof(WrongTokens))]
    public async Task A_wrong_token_is_no_token(string token)
    {
        var client = api.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        foreach (var route in Guarded())
            await (await client.CallAsync(route)).ProblemAsync(401, "unauthenticated");
    }

    [Test]
    public async Task Without_the_scope_nothing_is_allowed()
    {
        var client = api.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            VaramailApi.Token("karin.ekdahl@vara.se", ["Registrar"], scope: "openid")
        );

        foreach (var route in Guarded())
            await (await client.CallAsync(route)).ProblemAsync(403, "forbidden");
    }

    [Test]
    public async Task What_is_a_registrars_or_a_diary_officers_is_refused_to_everybody_else()
    {
        var closed = Guarded().Where(r => r.Metadata.OfType<IAuthorizeData>().Any(a => a.Policy is not Policies.Official)).ToList();
        var registrars = closed.Where(r => r.Metadata.OfType<IAuthorizeData>().Any(a => a.Policy is Policies.Registrar)).ToList();

        Assert.That(closed, Has.Count.GreaterThan(registrars.Count));
        Assert.That(registrars, Has.Count.GreaterThan(10));
        foreach (var route in closed)
            await (await api.Henrik.CallAsync(route)).ProblemAsync(403, "forbidden");
        foreach (var route in registrars)
            await (await api.As("anna.qvist@vara.se", "DiaryOfficer").CallAsync(route)).ProblemAsync(403, "forbidden");
    }

    [Test]
    public async Task An_official_has_neither_desk_nor_diary()
    {
        await (await api.Henrik.GetAsync("/api/v1/desk/queue")).ProblemAsync(403, "forbidden");
        await (await api.Henrik.GetAsync("/api/v1/diary/cases")).ProblemAsync(403, "forbidden");
        await (await api.As("anna.qvist@vara.se", "DiaryOfficer").GetAsync("/api/v1/desk/queue")).ProblemAsync(403, "forbidden");
        await (await api.As("anna.qvist@vara.se", "Administrator").GetAsync("/api/v1/desk/queue")).ProblemAsync(403, "forbidden");
    }

    [Test]
    public async Task Me_tells_roles_and_authorities()
    {
        var karin = await api.Karin.GetAsync<Me>("/api/v1/me");
        Assert.That(karin.Name, Is.EqualTo("Karin Ekdahl"));
        Assert.That(karin.Roles, Is.EqualTo(new[] { "Registrar" }));
        Assert.That(karin.Authorities, Is.EquivalentTo(new[] { "KS", "BN", "BYN", "TN", "KFN" }));
        Assert.That(karin.Mailboxes.Single(m => m.Address == "bygglov@vara.se").Authority, Is.EqualTo("BYN"));
        Assert.That((await api.Henrik.GetAsync<Me>("/api/v1/me")).Authorities, Is.Empty);
        Assert.That((await api.Bo.GetAsync<Me>("/api/v1/me")).Authorities, Does.Contain("SN"));
        Assert.That((await api.As("anna.qvist@vara.se", "DiaryOfficer").GetAsync<Me>("/api/v1/me")).EntersFor, Is.EqualTo(new[] { "BYN" }));
    }

    [Test]
    public async Task The_service_says_that_it_lives_and_is_ready()
    {
        Assert.That(await api.CreateClient().GetStringAsync("/health/live"), Is.EqualTo("Healthy"));
        Assert.That(await api.CreateClient().GetStringAsync("/health/ready"), Is.EqualTo("Healthy"));
    }

    [Test]
    public async Task Nothing_is_cached_sniffed_or_framed_by_strangers()
    {
        var answer = await api.Henrik.GetAsync("/api/v1/me");
        Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
        Assert.That(answer.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
        Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("frame-ancestors 'none'"));
        api.Mailboxes.Throws = new InvalidOperationException();
        var error = await api.Henrik.PostAsync("/api/v1/assessments/item", new ItemRef("bygglov@vara.se", "1"));
        await error.ProblemAsync(500, "unexpected");
        Assert.That(error.Headers.CacheControl!.NoStore, Is.True);
        Assert.That(error.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("sandbox"));
        var page = await api.CreateClient().GetAsync("/addin/configuration.json");
        Assert.That(page.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("frame-ancestors 'self' https://outlook.office.com"));
    }

    [Test]
    public async Task An_unknown_path_is_a_problem_in_swedish() => await (await api.Henrik.GetAsync("/api/v1/finns-inte")).ProblemAsync(404, "notFound");

    [TestCase("/api/v1/registrations", """{"item":{"mailbox":"a@vara.se","itemId":"1"},"fingerprint":"f","hemligt":1}""")]
    [TestCase("/api/v1/registrations", """{"item":null,"fingerprint":"f"}""")]
    [TestCase("/api/v1/registrations", "[]")]
    [TestCase("/api/v1/registrations", "{")]
    [TestCase("/api/v1/registrations/lookup", """{"mailbox":"","itemId":""}""")]
    [TestCase("/api/v1/messages/forward", """{"item":{"mailbox":"a@vara.se","itemId":"1"},"fingerprint":"f","to":[]}""")]
    [TestCase("/api/v1/messages/forward", """{"item":{"mailbox":"a@vara.se","itemId":"1"},"fingerprint":"f","to":["inte en adress"]}""")]
    [TestCase("/api/v1/assessments?mailbox=inget", "x")]
    public async Task A_request_that_makes_no_sense_is_refused(string path, string body)
    {
        var type = path.Contains("mailbox=", StringComparison.Ordinal) ? "message/rfc822" : "application/json";
        var content = new StringContent(body, Encoding.UTF8) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        await (await api.Henrik.PostAsync(new Uri(path, UriKind.Relative), content)).ProblemAsync(400, "invalid");
    }

    [Test]
    public async Task A_page_that_can_not_exist_is_refused()
    {
        await (await api.Karin.GetAsync("/api/v1/desk/queue?page=0")).ProblemAsync(400, "invalid");
        await (await api.Karin.GetAsync("/api/v1/desk/queue?state=7")).ProblemAsync(400, "invalid");
        await (await api.Karin.GetAsync("/api/v1/desk/queue?pageSize=100000")).ProblemAsync(400, "invalid");
        Assert.That((await api.Karin.GetAsync("/api/v1/desk/queue/inte-ett-id")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private List<RouteEndpoint> Guarded() => [.. Routes.All(api.Services).Where(r => r.IsGuarded())];

    private static IEnumerable<TestCaseData> WrongTokens()
    {
        const string Karin = "karin.ekdahl@vara.se";
        string[] roles = ["Registrar"];
        yield return Token("nonsense", "abc.def.ghi");
        yield return Token("another key", VaramailApi.Token(Karin, roles, key: new RsaSecurityKey(RSA.Create(2048)) { KeyId = "test" }));
        yield return Token("another audience", VaramailApi.Token(Karin, roles, audience: Guid.NewGuid().ToString()));
        yield return Token("another tenant", VaramailApi.Token(Karin, roles, tenant: Guid.NewGuid().ToString()));
        yield return Token("expired", VaramailApi.Token(Karin, roles, lifetime: TimeSpan.FromMinutes(-10)));
        var (header, payload) = (Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}"""), VaramailApi.Token(Karin, roles).Split('.')[1]);
        yield return Token("unsigned", $"{header}.{payload}.");
    }

    private static TestCaseData Token(string name, string token) => new TestCaseData(token).SetArgDisplayNames(name);
}
