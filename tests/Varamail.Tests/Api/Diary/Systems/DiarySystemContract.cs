using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Varamail.Api.Diary;
using Varamail.Api.Registrations;
using Varamail.Guideline;

namespace Varamail.Tests.Api.Diary.Systems;

/// <summary>What a diary system holds of a document, read at its own end.</summary>
internal sealed record Held(
    string CaseNumber,
    string Number,
    string CaseTitle,
    string Title,
    string PublicTitle,
    string? Provision,
    IReadOnlyList<string> Parties,
    IReadOnlyList<HeldFile> Files
);

/// <summary>A file as it lies there: the hash is counted from its bytes.</summary>
internal sealed record HeldFile(string Name, long Size, string Sha256);

/// <summary>What every diary system must do, whatever stands behind it. A fixture of each inherits this.</summary>
internal abstract class DiarySystemContract
{
    protected const string Authority = "BYN";
    private readonly List<ServiceProvider> providers = [];

    protected IDiarySystem Diary { get; private set; } = null!;

    /// <summary>A fresh system with nothing in it.</summary>
    protected abstract Task<IDiarySystem> StartAsync();

    protected abstract Task StopAsync();

    /// <summary>Everything that the other end holds, in the order that it came.</summary>
    protected abstract Task<IReadOnlyList<Held>> HeldAsync();

    /// <summary>Lets the other end do its work, where it works by itself.</summary>
    protected virtual Task SettleAsync() => Task.CompletedTask;

    /// <summary>Varamail's registration that a document comes from.</summary>
    protected virtual Task<Guid> RegistrationAsync() => Task.FromResult(Guid.NewGuid());

    [SetUp]
    public async Task Start() => Diary = await StartAsync();

    [TearDown]
    public async Task Stop()
    {
        foreach (var provider in providers)
            await provider.DisposeAsync();
        providers.Clear();
        await StopAsync();
    }

    [Test]
    public async Task A_document_opens_its_case_and_gets_numbers_and_a_proof()
    {
        var document = await DocumentAsync();

        var receipt = await DeliverAsync(document);

        Assert.That(receipt.Id, Is.Not.Empty);
        Assert.That(receipt.Case.Number, Is.Not.Empty);
        Assert.That(receipt.Number, Is.Not.Empty);
        Assert.That(receipt.Proves(document.Main.Sha256), Is.EqualTo(Can(DiaryAbilities.Receipt)));
        var held = (await HeldAsync()).Single();
        Assert.That(held.CaseNumber, Is.EqualTo(receipt.Case.Number));
        Assert.That(held.Number, Is.EqualTo(receipt.Number));
    }

    [Test]
    public async Task Every_byte_of_every_file_arrives_as_it_was()
    {
        byte[] every = [.. Enumerable.Range(0, 256).Select(i => (byte)i), 0x0d, 0x0a, 0x0a, 0x0d, 0xef, 0xbb, 0xbf];
        var document = await DocumentAsync(
            main: File(every, "meddelande.eml", "message/rfc822"),
            appendices: [File([], "tom.txt", "text/plain"), File(RandomNumberGenerator.GetBytes(300_000), "Bilaga å ä ö.pdf", "application/pdf")]
        );

        await DeliverAsync(document);

        var files = (await HeldAsync()).Single().Files;
        Assert.That(files.Select(f => f.Sha256), Is.EqualTo(document.Files.Select(f => f.Sha256)));
        Assert.That(files.Select(f => f.Size), Is.EqualTo(document.Files.Select(f => f.Size)));
        Assert.That(files.Skip(1).Select(f => f.Name), Is.EqualTo(new[] { "tom.txt", "Bilaga å ä ö.pdf" }));
    }

    [Test]
    public async Task What_the_diary_says_arrives_letter_by_letter()
    {
        const string Odd = "Överklagande av \"bygglov\" <Kedum 4:12> & 'annat' ]]> — ½ \U0001F4EC";
        var document = await DocumentAsync(title: Odd) with
        {
            PublicTitle = "Överklagande & <yttrande>",
            Secrecy = new SecrecyMarking("21 kap. 3 § OSL", null, new DateOnly(2026, 11, 25)),
            Parties = [new Party(PartyRole.Sender, "Åsa \"Ö\" Berg <x>", "asa@example.se", Hidden: false)],
        };

        await DeliverAsync(document);

        var held = (await HeldAsync()).Single();
        Assert.That(held.Title, Is.EqualTo(Odd));
        Assert.That(held.PublicTitle, Is.EqualTo("Överklagande & <yttrande>"));
        Assert.That(held.CaseTitle, Is.EqualTo(document.Case.New!.Title));
        Assert.That(held.Provision, Is.EqualTo(Can(DiaryAbilities.Secrecy) ? "21 kap. 3 § OSL" : null));
        Assert.That(held.Parties, Is.EqualTo(new[] { "Åsa \"Ö\" Berg <x>" }));
    }

    [Test]
    public async Task The_next_document_stands_in_the_same_case()
    {
        var first = await DeliverAsync(await DocumentAsync());

        var second = await DeliverAsync(await DocumentAsync(existing: first.Case));

        Assert.That(second.Case.Number, Is.EqualTo(first.Case.Number));
        Assert.That(second.Number, Is.Not.EqualTo(first.Number));
        Assert.That((await HeldAsync()).Select(h => h.CaseNumber).Distinct(), Is.EqualTo(new[] { first.Case.Number }));
    }

    [Test]
    public async Task A_case_known_by_its_number_only_is_found()
    {
        var first = await DeliverAsync(await DocumentAsync());

        var second = await DeliverAsync(await DocumentAsync(existing: new CaseReference("", first.Case.Number)));

        Assert.That(second.Case.Number, Is.EqualTo(first.Case.Number));
    }

    [Test]
    public async Task The_same_document_sent_twice_is_stored_once()
    {
        if (!Can(DiaryAbilities.KnowsKey))
        {
            Assert.That(Can(DiaryAbilities.CanBeAsked) || !Can(DiaryAbilities.Receipt), "what knows no key must be asked or settled by a person");
            return;
        }
        var document = await DocumentAsync();
        var first = await DeliverAsync(document);

        var again = await DeliverAsync(document);

        Assert.That(again, Is.EqualTo(first));
        Assert.That(await HeldAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Two_documents_that_open_the_same_case_open_it_once()
    {
        if (!Can(DiaryAbilities.KnowsKey))
            return;
        var first = await DocumentAsync();
        var second = await DocumentAsync() with { Case = first.Case };

        var receipts = new[] { await DeliverAsync(first), await DeliverAsync(second) };

        Assert.That(receipts.Select(r => r.Case.Number).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task What_became_of_a_document_can_be_asked()
    {
        var document = await DocumentAsync();
        var before = await Diary.AskAboutDocumentAsync(Authority, document.Key, default);
        Assert.That(before.Outcome, Is.EqualTo(Can(DiaryAbilities.CanBeAsked) ? DiaryOutcome.NotFound : DiaryOutcome.Unsupported));
        if (!Can(DiaryAbilities.CanBeAsked))
            return;

        var receipt = await DeliverAsync(document);

        var after = await Diary.AskAboutDocumentAsync(Authority, document.Key, default);
        Assert.That(after.Value, Is.EqualTo(receipt));
        Assert.That((await Diary.AskAboutDocumentAsync(Authority, Guid.NewGuid(), default)).Outcome, Is.EqualTo(DiaryOutcome.NotFound));
    }

    [Test]
    public async Task A_case_is_opened_once_by_its_key_and_can_be_asked_about()
    {
        var newCase = NewCase();
        var opened = await Diary.OpenCaseAsync(newCase, default);
        if (!Can(DiaryAbilities.OpenCase))
        {
            Assert.That(opened.Outcome, Is.EqualTo(DiaryOutcome.Unsupported));
            return;
        }
        Assert.That(opened.Outcome, Is.EqualTo(DiaryOutcome.Done), opened.Reason);
        if (Can(DiaryAbilities.KnowsKey))
            Assert.That((await Diary.OpenCaseAsync(newCase, default)).Value, Is.EqualTo(opened.Value));
        if (Can(DiaryAbilities.CanBeAsked))
        {
            Assert.That((await Diary.AskAboutCaseAsync(Authority, newCase.Key, default)).Value, Is.EqualTo(opened.Value));
            Assert.That((await Diary.AskAboutCaseAsync(Authority, Guid.NewGuid(), default)).Outcome, Is.EqualTo(DiaryOutcome.NotFound));
        }

        var receipt = await DeliverAsync(await DocumentAsync(existing: opened.Value!.Case));

        Assert.That(receipt.Case.Number, Is.EqualTo(opened.Value.Case.Number));
    }

    [Test]
    public async Task Cases_are_found_by_title_and_by_number()
    {
        var receipt = await DeliverAsync(await DocumentAsync());

        var byTitle = await Diary.SearchCasesAsync(new CaseSearch(Authority, "carport vid"), default);
        if (!Can(DiaryAbilities.SearchCases))
        {
            Assert.That(byTitle.Outcome, Is.EqualTo(DiaryOutcome.Unsupported));
            return;
        }
        var byNumber = await Diary.SearchCasesAsync(new CaseSearch(Authority, receipt.Case.Number), default);
        Assert.That(byTitle.Value!.Select(c => c.Case), Is.EqualTo(new[] { receipt.Case }));
        Assert.That(byNumber.Value!.Select(c => c.Case), Is.EqualTo(new[] { receipt.Case }));
        Assert.That((await Diary.SearchCasesAsync(new CaseSearch(Authority, "simhall"), default)).Value, Is.Empty);
        Assert.That((await Diary.SearchCasesAsync(new CaseSearch("SN", "carport vid"), default)).Value, Is.Empty);
    }

    [Test]
    public async Task A_document_for_a_case_that_is_not_there_is_not_stored()
    {
        if (!Can(DiaryAbilities.Receipt))
            return;
        var document = await DocumentAsync(existing: new CaseReference("", "BYN 2026/4711"));

        var outcome = await OutcomeAsync(document);

        Assert.That(outcome, Is.EqualTo(DiaryOutcome.NotFound).Or.EqualTo(DiaryOutcome.Refused));
        Assert.That(await HeldAsync(), Is.Empty);
    }

    [TestCase("../../../utanför.txt")]
    [TestCase("..\\..\\utanför.txt")]
    [TestCase("/etc/utanför.txt")]
    [TestCase("C:\\Windows\\utanför.txt")]
    [TestCase("..")]
    [TestCase("CON")]
    [TestCase("namn\u0001\nmed\rstyrtecken\".txt")]
    [TestCase("")]
    public async Task No_file_name_leads_anywhere_else(string name)
    {
        var document = await DocumentAsync(appendices: [File("ofarlig"u8.ToArray(), name, "text/plain"), File("andra"u8.ToArray(), name, "text/plain")]);

        await DeliverAsync(document);

        var files = (await HeldAsync()).Single().Files;
        Assert.That(files.Select(f => f.Sha256), Is.EqualTo(document.Files.Select(f => f.Sha256)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Bytes_that_are_no_longer_what_was_registered_are_never_entered(bool inMain)
    {
        var document = await DocumentAsync(appendices: [File("karta"u8.ToArray(), "karta.pdf", "application/pdf")]);
        DocumentFile Altered(DocumentFile file) => file with { Open = _ => Task.FromResult<Stream>(new MemoryStream("förvanskat"u8.ToArray())), Size = 11 };
        var altered = inMain ? document with { Main = Altered(document.Main) } : document with { Appendices = [Altered(document.Appendices[0])] };

        Assert.ThrowsAsync<InvalidDataException>(() => Diary.AddDocumentAsync(altered, default));

        await SettleAsync();
        Assert.That(await HeldAsync(), Is.Empty);
        await DeliverAsync(document);
        Assert.That(await HeldAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_original_that_is_gone_is_not_taken_for_a_system_that_is_down()
    {
        var document = await DocumentAsync();
        var gone = document.Main with { Open = _ => throw new FileNotFoundException() };

        Assert.ThrowsAsync<InvalidDataException>(() => Diary.AddDocumentAsync(document with { Main = gone }, default));

        await SettleAsync();
        Assert.That(await HeldAsync(), Is.Empty);
    }

    [Test]
    public async Task What_the_diary_says_can_be_corrected_where_it_says_so()
    {
        var receipt = await DeliverAsync(await DocumentAsync());
        var update = new DocumentUpdate(Authority, receipt.Id, "Rättad titel", "Rättad offentlig titel", "Skrivelse", null, Karin, "Fel titel");

        var answer = await Diary.UpdateAsync(update, default);

        Assert.That(answer.Outcome, Is.EqualTo(Can(DiaryAbilities.Update) ? DiaryOutcome.Done : DiaryOutcome.Unsupported));
        if (!Can(DiaryAbilities.Update))
            return;
        var held = (await HeldAsync()).Single();
        Assert.That(held.Title, Is.EqualTo("Rättad titel"));
        Assert.That(held.PublicTitle, Is.EqualTo("Rättad offentlig titel"));
        Assert.That((await Diary.UpdateAsync(update with { DocumentId = Guid.NewGuid().ToString() }, default)).Outcome, Is.EqualTo(DiaryOutcome.NotFound));
    }

    [Test]
    public async Task Many_documents_keep_their_order()
    {
        var first = await DeliverAsync(await DocumentAsync());
        var sent = new List<DocumentReceipt>();
        for (var i = 0; i < 5; i++)
            sent.Add(await DeliverAsync(await DocumentAsync(title: $"Handling {i}", existing: first.Case)));

        Assert.That((await HeldAsync()).Skip(1).Select(h => h.Title), Is.EqualTo(Enumerable.Range(0, 5).Select(i => $"Handling {i}")));
        Assert.That((await HeldAsync()).Skip(1).Select(h => h.Number), Is.EqualTo(sent.Select(r => r.Number)));
    }

    /// <summary>A system as production registers it.</summary>
    protected IDiarySystem Open(string system, Action<IServiceCollection> add, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(
            new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => $"DiarySystems:{system}:{s.Key}", s => s.Value)).Build()
        );
        services.AddSingleton(TimeProvider.System);
        services.AddLogging();
        services.AddOptions<DiarySystemOptions>();
        add(services);
        var provider = services.BuildServiceProvider();
        providers.Add(provider);
        return provider.CreateScope().ServiceProvider.GetRequiredKeyedService<IDiarySystem>(system);
    }

    protected bool Can(DiaryAbilities ability) => Diary.Abilities.HasFlag(ability);

    /// <summary>Sends, and waits for the receipt as the delivery does.</summary>
    protected async Task<DocumentReceipt> DeliverAsync(NewDocument document)
    {
        var answer = await SendAsync(document);
        Assert.That(answer.Outcome, Is.EqualTo(DiaryOutcome.Done), answer.Reason);
        return answer.Value!;
    }

    protected async Task<DiaryOutcome> OutcomeAsync(NewDocument document) => (await SendAsync(document)).Outcome;

    private async Task<DiaryAnswer<DocumentReceipt>> SendAsync(NewDocument document)
    {
        var answer = await Diary.AddDocumentAsync(document, default);
        for (var round = 0; answer.Outcome is DiaryOutcome.Waiting && round < 5; round++)
        {
            await SettleAsync();
            answer = await Diary.AskAboutDocumentAsync(document.Authority, document.Key, default);
        }
        return answer;
    }

    protected static readonly Person Karin = new("oid-karin", "Karin Ekdahl", "karin.ekdahl@vara.se");

    protected static NewCase NewCase(string title = "Bygglov för carport vid Kedum 4:12") =>
        new(Guid.NewGuid(), Authority, title, "Bygglov", "Henrik Strand", "3.1", new DateOnly(2026, 11, 25));

    protected async Task<NewDocument> DocumentAsync(
        string title = "Ansökan om bygglov",
        CaseReference? existing = null,
        DocumentFile? main = null,
        IReadOnlyList<DocumentFile>? appendices = null
    ) =>
        new(
            Guid.NewGuid(),
            await RegistrationAsync(),
            Authority,
            existing is null ? new CaseTarget(New: NewCase()) : new CaseTarget(existing),
            title,
            "Ansökan",
            "Ansökan",
            "3.1",
            Direction.Incoming,
            new DateOnly(2026, 11, 25),
            new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.Zero),
            Karin,
            "Henrik Strand",
            [new Party(PartyRole.Sender, "Ulla Berg", "ulla@example.se", Hidden: false)],
            null,
            null,
            "a1@example.se",
            main ?? File("From: ulla@example.se\r\n\r\nJag söker bygglov.\r\n"u8.ToArray(), "meddelande.eml", "message/rfc822"),
            appendices ?? []
        );

    protected static DocumentFile File(byte[] bytes, string name, string mediaType) =>
        new(name, mediaType, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)), _ => Task.FromResult<Stream>(new MemoryStream(bytes, writable: false)));
}
