using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Options;
using Varamail.Api.Diary;
using Varamail.Api.Identity;
using Varamail.Tests.Api;

namespace Varamail.Tests.Identity;

/// <summary>docs/roles.md, row by row, and where roles come from.</summary>
[TestFixture]
internal sealed partial class RolesTests
{
    private const string Nobody = "Not signed in";
    private const string Official = "Official";
    private static readonly string[] Everybody = [Nobody, Official, .. Roles.All];

    private VaramailApi api = null!;

    [OneTimeSetUp]
    public void Start() => api = new VaramailApi();

    [OneTimeTearDown]
    public async Task Stop() => await api.DisposeAsync();

    [Test]
    public async Task Every_route_answers_exactly_the_roles_that_the_table_names()
    {
        var callers = Everybody.ToDictionary(role => role, Caller);
        List<string> real = [];
        foreach (var route in Routes.All(api.Services))
        {
            List<string> marks = [];
            foreach (var role in Everybody)
            {
                using var answer = await callers[role].CallAsync(route);
                marks.Add(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? "·" : "●");
            }
            real.Add($"| `{route.Method()} {route.Path()}` | {string.Join(" | ", marks)} |");
        }
        var written = await File.ReadAllLinesAsync(Repository.At("docs", "roles.md"));

        Assert.That(written, Has.One.EqualTo($"| | {string.Join(" | ", Everybody)} |"));
        var rows = written.Where(line => Row().IsMatch(line)).ToList();
        Assert.That(string.Join('\n', real.Except(rows)), Is.Empty, "The server does this, and docs/roles.md doesn't say so. If it is meant, write the row there.");
        Assert.That(string.Join('\n', rows.Except(real)), Is.Empty, "docs/roles.md says this, and the server doesn't do so.");
        Assert.That(rows, Is.Unique);
    }

    [Test]
    public async Task A_group_or_another_app_role_gives_a_role()
    {
        const string Group = "6d1f0c1e-2b7a-4c55-9a51-111111111111";
        await using var mapped = api.WithWebHostBuilder(host =>
        {
            host.UseSetting("Identity:Roles:0:Role", "Registrar");
            host.UseSetting("Identity:Roles:0:From:0", Group);
            host.UseSetting("Identity:Roles:0:From:1", "Diariet.Arbeta");
            host.UseSetting("Identity:Roles:1:Role", "Archivist");
            host.UseSetting("Identity:Roles:1:From:0", Group);
        });

        var byGroup = await mapped.As("eva.lind@vara.se", [Group.ToUpperInvariant()], []).GetAsync<Me>("/api/v1/me");
        Assert.That(byGroup.Roles, Is.EqualTo(new[] { "Registrar", "Archivist" }));
        Assert.That(byGroup.Authorities, Is.Not.Empty);
        Assert.That((await mapped.As("eva.lind@vara.se", [Group], []).GetAsync("/api/v1/desk/queue")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await mapped.As("eva.lind@vara.se", [], ["Diariet.Arbeta"]).GetAsync<Me>("/api/v1/me")).Roles, Is.EqualTo(new[] { "Registrar" }));
        Assert.That((await mapped.As("eva.lind@vara.se", ["another"], ["Other"]).GetAsync<Me>("/api/v1/me")).Roles, Is.Empty);
        await (await mapped.As("eva.lind@vara.se", ["another"], ["Other"]).GetAsync("/api/v1/desk/queue")).ProblemAsync(403, "forbidden");
    }

    [Test]
    public async Task A_role_that_does_not_exist_stops_the_start()
    {
        await using var wrong = api.WithWebHostBuilder(host => host.UseSetting("Identity:Roles:0:Role", "Registrator"));

        var refused = Assert.Throws<OptionsValidationException>(() => wrong.CreateClient());
        Assert.That(refused!.Message, Does.Contain("Registrator").And.Contain("HeadRegistrar"));
    }

    [Test]
    public async Task An_archivist_reads_every_diary_and_changes_nothing()
    {
        await api.EnteredAsync();
        var archivist = api.As("arkivet@vara.se", "Archivist");

        var found = await archivist.GetAsync<CaseDetail>("/api/v1/diary/cases/BYN/2026/1");
        Assert.That(found.Entries, Has.Count.EqualTo(1));
        await (await archivist.PostAsync($"/api/v1/diary/entries/{found.Entries[0].Id}/void", new VoidRequest("x"))).ProblemAsync(403, "forbidden");
        await (await archivist.GetAsync("/api/v1/desk/queue")).ProblemAsync(403, "forbidden");
    }

    [Test]
    public async Task A_manager_follows_up_her_own_authority_and_a_stranger_to_the_directory_none()
    {
        Assert.That((await api.As("anna.qvist@vara.se", "Manager").GetAsync<Me>("/api/v1/me")).Overlooks, Is.EqualTo(new[] { "BYN" }));
        Assert.That((await api.As("okand@vara.se", "Manager").GetAsync<Me>("/api/v1/me")).Overlooks, Is.Empty);
        Assert.That((await api.As("karin.ekdahl@vara.se", "Manager").GetAsync<Me>("/api/v1/me")).Overlooks, Does.Contain("KS").And.Not.Contain("SN"));
        Assert.That((await api.As("dso@vara.se", "DataProtectionOfficer").GetAsync<Me>("/api/v1/me")).Overlooks, Does.Contain("SN"));
        Assert.That((await api.As("it@vara.se", "Administrator").GetAsync<Me>("/api/v1/me")).Overlooks, Is.Empty);
    }

    private HttpClient Caller(string role) =>
        role is Nobody ? api.CreateClient() : api.As("eva.lind@vara.se", role is Official ? [] : [role]);

    [GeneratedRegex(@"^\| `[A-Z]+ /")]
    private static partial Regex Row();
}
