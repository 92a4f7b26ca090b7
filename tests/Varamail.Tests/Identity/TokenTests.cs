using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Varamail.Api.Microsoft365;
using Varamail.Rehearsal;
using Varamail.Rehearsal.Entra;
using Varamail.Tests.Api;
using Varamail.Tests.Rehearsals;

namespace Varamail.Tests.Identity;

/// <summary>Tokens against the real validation, with the tenant's metadata and keys fetched as in production.</summary>
internal sealed class TokenTests : RehearsedTests
{
    private const string Karin = "karin.ekdahl@vara.se";

    [Test]
    public async Task A_token_of_the_tenant_is_taken()
    {
        using var karin = Rehearsed.As(Karin);

        Assert.That((await karin.GetAsync("/api/v1/desk/queue")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("aud", "00000003-0000-0000-c000-000000000000")]
    [TestCase("aud", Ids.Addin)]
    [TestCase("tid", "11111111-1111-4111-8111-111111111111")]
    [TestCase("iss", "https://login.microsoftonline.com/11111111-1111-4111-8111-111111111111/v2.0")]
    [TestCase("iss", "https://evil.example/7f7c2d1e-5d0a-4f0e-9a51-0b6f3c1d2a10/v2.0")]
    [TestCase("exp", 1_700_000_000L)]
    [TestCase("nbf", 4_000_000_000L)]
    public async Task A_token_for_others_or_for_another_time_is_refused(string claim, object value)
    {
        var token = Rehearsed.Outlook.Tokens.ForApi(Karin, alter: claims =>
        {
            claims[claim] = value;
            if (claim == "exp")
                claims["nbf"] = claims["iat"] = 1_600_000_000L;
        });
        using var client = Rehearsed.Api.Client(token);

        await (await client.GetAsync("/api/v1/me")).ProblemAsync(401, "unauthenticated");
    }

    [Test]
    public async Task A_token_signed_by_somebody_else_is_refused()
    {
        using Tokens forger = new(World);
        using var client = Rehearsed.Api.Client(forger.ForApi(Karin, ["HeadRegistrar"]));

        await (await client.GetAsync("/api/v1/me")).ProblemAsync(401, "unauthenticated");
    }

    [Test]
    public async Task A_token_whose_roles_were_altered_is_refused()
    {
        var parts = Rehearsed.Outlook.Tokens.ForApi("henrik.strand@vara.se").Split('.');
        var richer = Rehearsed.Outlook.Tokens.ForApi("henrik.strand@vara.se", ["HeadRegistrar"]).Split('.');
        using var client = Rehearsed.Api.Client($"{parts[0]}.{richer[1]}.{parts[2]}");

        await (await client.GetAsync("/api/v1/me")).ProblemAsync(401, "unauthenticated");
    }

    [Test]
    public async Task A_token_without_the_scope_opens_nothing()
    {
        using var client = Rehearsed.Api.Client(Rehearsed.Outlook.Tokens.ForApi(Karin, alter: claims => claims["scp"] = "something_else"));

        await (await client.GetAsync("/api/v1/me")).ProblemAsync(403, "forbidden");
    }

    [Test]
    public async Task An_official_is_no_registrar()
    {
        using var henrik = Rehearsed.As("henrik.strand@vara.se");

        await (await henrik.GetAsync("/api/v1/desk/queue")).ProblemAsync(403, "forbidden");
    }

    [Test]
    public async Task Signing_in_and_opening_a_message_warns_of_nothing()
    {
        using LogBook log = new();
        await using var rehearsed = await Rehearsed.StartAsync(
            World.Load(withCorpus: false),
            NewFolder(),
            configure: builder => builder.ConfigureLogging(logging => logging.AddProvider(log))
        );
        var message = rehearsed.World.Mailbox("bygglov@vara.se").Add(Encoding.UTF8.GetBytes(Calls.Letter()), DateTimeOffset.UtcNow);
        using var henrik = rehearsed.As("henrik.strand@vara.se");

        await henrik.AssessAsync(new ItemRef("bygglov@vara.se", message.Id));

        Assert.That(log.Lines, Has.None.Contains("Microsoft.Identity"));
    }
}
