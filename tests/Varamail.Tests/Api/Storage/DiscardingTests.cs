using Varamail.Api.Desk;
using Varamail.Api.Microsoft365;
using Varamail.Api.Registrations;

namespace Varamail.Tests.Api.Storage;

[TestFixture(Store.Sqlite)]
[TestFixture(Store.Postgres)]
internal sealed class DiscardingTests(Store store)
{
    private VaramailApi api = null!;

    [SetUp]
    public void Start() => api = new VaramailApi(store);

    [TearDown]
    public async Task Stop() => await api.DisposeAsync();

    [TestCase("return")]
    [TestCase("not-registered")]
    [TestCase("withdraw")]
    public async Task The_bytes_of_what_came_back_are_deleted_after_the_time_for_undo(string how)
    {
        var sent = await api.Henrik.RegisterAsync(Put());
        await ComeBack(sent, how);

        await Discard();
        Assert.That(api.StoredFiles, Has.Count.EqualTo(1));
        api.Clock.Advance(TimeSpan.FromDays(8));
        await Discard();

        Assert.That(api.StoredFiles, Is.Empty);
        await (await api.Karin.GetAsync($"/api/v1/desk/queue/{sent.Id}/original")).ProblemAsync(404, "notFound");
        Assert.That((await api.Karin.GetAsync<QueueDetail>($"/api/v1/desk/queue/{sent.Id}")).Content, Is.Null);
    }

    [Test]
    public async Task A_message_sent_again_has_its_bytes_again()
    {
        var item = Put();
        var sent = await api.Henrik.RegisterAsync(item);
        await ComeBack(sent, "return");
        api.Clock.Advance(TimeSpan.FromDays(8));
        await Discard();

        await api.Henrik.RegisterAsync(item);

        var bytes = await (await api.Karin.GetAsync($"/api/v1/desk/queue/{sent.Id}/original")).Content.ReadAsByteArrayAsync();
        Assert.That(bytes, Is.EqualTo(api.Mailboxes.BytesOf(item)));
    }

    [Test]
    public async Task Bytes_that_another_registration_needs_are_kept()
    {
        var letter = Calls.Letter();
        var bygg = await api.Henrik.RegisterAsync(Put(letter));
        var kansli = await api.Henrik.RegisterAsync(api.Mailboxes.Put("vara.kommun@vara.se", letter));
        Assert.That(api.StoredFiles, Has.Count.EqualTo(1));
        await ComeBack(bygg, "return");
        api.Clock.Advance(TimeSpan.FromDays(8));
        await Discard();

        Assert.That((await api.Karin.GetAsync($"/api/v1/desk/queue/{kansli.Id}/original")).IsSuccessStatusCode, Is.True);
    }

    [Test]
    public async Task What_stands_in_the_diary_is_never_deleted()
    {
        var sent = await api.Henrik.RegisterAsync(Put());
        await api.Karin.EnterAsync(sent.Id, Calls.Entry());
        api.Clock.Advance(TimeSpan.FromDays(4000));
        await Discard();

        Assert.That((await api.Karin.GetAsync($"/api/v1/desk/queue/{sent.Id}/original")).IsSuccessStatusCode, Is.True);
    }

    [Test]
    public async Task What_nobody_names_is_swept_away()
    {
        await api.Henrik.RegisterAsync(Put());
        var stray = Path.Combine(api.OriginalsFolder, "ff", new string('f', 64));
        Directory.CreateDirectory(Path.GetDirectoryName(stray)!);
        await File.WriteAllTextAsync(stray, "kvar efter ett avbrott");
        var half = Path.Combine(api.OriginalsFolder, "incoming", "half");
        await File.WriteAllTextAsync(half, "halvt");
        foreach (var file in api.StoredFiles)
            File.SetLastWriteTimeUtc(file, api.Clock.GetUtcNow().UtcDateTime.AddDays(-2));

        await Discard();

        Assert.That(File.Exists(stray), Is.False);
        Assert.That(File.Exists(half), Is.False);
        Assert.That(api.StoredFiles, Has.Count.EqualTo(1));
    }

    private ItemRef Put(string? letter = null) => api.Mailboxes.Put("bygglov@vara.se", letter ?? Calls.Letter());

    private async Task ComeBack(RegistrationView sent, string how)
    {
        var answer = how switch
        {
            "return" => await api.Karin.DeskAsync(sent.Id, how, new ReturnRequest(sent.Version, "fel")),
            "not-registered" => await api.Karin.DeskAsync(sent.Id, how, new NotRegisterRequest(sent.Version, "reklam")),
            _ => await api.Henrik.PostAsync($"/api/v1/registrations/{sent.Id}/withdraw", null),
        };
        Assert.That(answer.IsSuccessStatusCode, Is.True);
    }

    private Task Discard() => api.DiscardAsync();
}
