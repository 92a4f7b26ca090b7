using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Varamail.Api.Feedback;
using Varamail.Api.Storage;
using Varamail.Guideline;

namespace Varamail.Tests.Api.Feedback;

[TestFixture(Store.Sqlite)]
[TestFixture(Store.Postgres)]
internal sealed class FeedbackTests(Store store)
{
    private static readonly string[] Crossing = ["handling.crossing"];
    private VaramailApi api = null!;

    [SetUp]
    public void Start() => api = new VaramailApi(store);

    [TearDown]
    public async Task Stop() => await api.DisposeAsync();

    [Test]
    public async Task The_registrar_sees_per_rule_what_people_answered_and_which_way()
    {
        await Disagree(api.Henrik, Answer(Handling.Register, Handling.Routine, rules: ["handling.crossing", "handling.appeal", "signal.question"]));
        await Disagree(api.As("anna.qvist@vara.se"), Answer(Handling.Register, Handling.Ephemeral, rules: Crossing));
        await Disagree(api.Bo, Answer(Handling.Ephemeral, Handling.Register, rules: ["handling.thanks"]));

        var feedback = await api.Karin.GetAsync<FeedbackSummary>("/api/v1/desk/feedback");

        Assert.That((feedback.Total, feedback.Since), Is.EqualTo((3, "2026-11")));
        var crossing = feedback.Rules[0];
        Assert.Multiple(() =>
        {
            Assert.That((crossing.Rule, crossing.Cites, crossing.Total, crossing.Stricter, crossing.Milder), Is.EqualTo(("handling.crossing", "R33", 2, 0, 2)));
            Assert.That(crossing.Text, Is.Not.Empty);
            Assert.That(
                crossing.Handlings,
                Is.EqualTo(new[] { new HandlingAnswer(Handling.Register, Handling.Routine, 1), new HandlingAnswer(Handling.Register, Handling.Ephemeral, 1) })
            );
            Assert.That(feedback.Rules.Single(r => r.Rule == "handling.thanks").Stricter, Is.EqualTo(1));
            Assert.That(feedback.Rules.Select(r => r.Rule), Has.None.EqualTo("signal.question"), "a signal is no answer to what shall become of a message");
        });
    }

    [Test]
    public async Task A_disputed_sensitivity_is_laid_on_the_finding_and_a_missed_one_on_no_rule()
    {
        await Disagree(api.Henrik, Answer(Handling.Register, Handling.Register, Sensitivity.Sensitive, Sensitivity.None, ["handling.crossing", "health-diagnosis"]));
        await Disagree(api.Henrik, Answer(Handling.Register, Handling.Register, Sensitivity.None, Sensitivity.Sensitive, Crossing));

        var rules = (await api.Karin.GetAsync<FeedbackSummary>("/api/v1/desk/feedback")).Rules;

        Assert.Multiple(() =>
        {
            Assert.That(rules.Select(r => r.Rule), Is.EquivalentTo(new[] { "health-diagnosis", null }));
            Assert.That(rules.Single(r => r.Rule is not null), Has.Property("Milder").EqualTo(1).And.Property("Stricter").EqualTo(0));
            Assert.That(rules.Single(r => r.Rule is null), Has.Property("Stricter").EqualTo(1).And.Property("Cites").Null);
            Assert.That(rules.Single(r => r.Rule is null).Sensitivities, Is.EqualTo(new[] { new SensitivityAnswer(Sensitivity.None, Sensitivity.Sensitive, 1) }));
        });
    }

    [Test]
    public async Task Nothing_that_points_at_a_person_or_a_message_is_remembered()
    {
        await Disagree(api.Henrik, Answer(Handling.Register, Handling.Routine, rules: Crossing));
        await using var scope = api.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<VaramailDb>();
        var kept = db.Model.FindEntityType(typeof(Disagreement))!.GetProperties().Select(p => p.Name);
        Assert.That(kept, Is.EquivalentTo(new[] { "Id", "Month", "GuidelineVersion", "Rules", "Handling", "OwnHandling", "Sensitivity", "OwnSensitivity" }));
        Assert.That((await db.Disagreements.SingleAsync()).Rules, Is.EqualTo("handling.crossing"));
    }

    [TestCase("""{"rules":["Ulla Berg är sjuk"],"handling":"register","ownHandling":"routine","sensitivity":"none","ownSensitivity":"none"}""")]
    [TestCase("""{"rules":["handling.crossing"],"handling":"register","ownHandling":"register","sensitivity":"none","ownSensitivity":"none"}""")]
    [TestCase("""{"rules":["handling.crossing"],"handling":"register","ownHandling":"routine","sensitivity":"none","ownSensitivity":"none","comment":"Ulla Berg"}""")]
    [TestCase("""{"rules":["handling.crossing"],"handling":"register","ownHandling":"slängas","sensitivity":"none","ownSensitivity":"none"}""")]
    [TestCase("""{"rules":null,"handling":"register","ownHandling":"routine","sensitivity":"none","ownSensitivity":"none"}""")]
    public async Task Only_known_rules_and_answers_are_taken_never_words(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        await (await api.Henrik.PostAsync(new Uri("/api/v1/feedback", UriKind.Relative), content)).ProblemAsync(400, "invalid");
        Assert.That((await api.Karin.GetAsync<FeedbackSummary>("/api/v1/desk/feedback")).Total, Is.Zero);
    }

    [Test]
    public async Task Nobody_can_drown_the_others()
    {
        for (var i = 0; i < FeedbackApi.Limit; i++)
            await Disagree(api.Henrik, Answer(Handling.Register, Handling.Routine, rules: Crossing));
        await (await api.Henrik.PostAsync("/api/v1/feedback", Answer(Handling.Register, Handling.Routine, rules: Crossing))).ProblemAsync(429, "busy");
        await Disagree(api.Bo, Answer(Handling.Register, Handling.Routine, rules: Crossing));
    }

    [Test]
    public async Task What_people_think_of_the_rules_is_the_registrars_to_read() =>
        await (await api.Henrik.GetAsync("/api/v1/desk/feedback")).ProblemAsync(403, "forbidden");

    private static DisagreeRequest Answer(
        Handling said,
        Handling own,
        Sensitivity sensitivity = Sensitivity.None,
        Sensitivity ownSensitivity = Sensitivity.None,
        IReadOnlyList<string>? rules = null
    ) => new(rules ?? [], said, own, sensitivity, ownSensitivity);

    private static async Task Disagree(HttpClient client, DisagreeRequest answer) =>
        Assert.That((await client.PostAsync("/api/v1/feedback", answer)).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
}
