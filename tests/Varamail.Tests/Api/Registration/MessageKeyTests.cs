using Varamail.Api.Registrations;
using Varamail.Guideline.Messages;

namespace Varamail.Tests.Api.Registration;

[TestFixture]
internal sealed class MessageKeyTests
{
    private static readonly Attachment Drawing = new("ritning.pdf", "application/pdf", 3, "aa11", false, null, null);
    private static readonly Attachment Photo = new("foto.jpg", "image/jpeg", 3, "bb22", false, null, null);

    private static readonly Message Letter = new(
        "abc@example.se",
        new Address("Ulla", "ulla@example.se"),
        null,
        [],
        [new Address("", "bygglov@vara.se")],
        [],
        [],
        new DateTimeOffset(2026, 11, 25, 10, 0, 0, TimeSpan.FromHours(1)),
        null,
        [],
        [],
        Part.Own("subject", "Bygglov Kedum 4:12"),
        Part.Own("body", "Hej!\nJag söker bygglov.\n"),
        null,
        [],
        [Drawing, Photo],
        []
    );

    private static readonly string Fingerprint = MessageKey.Of(Letter).Fingerprint;

    [Test]
    public void Copies_in_several_mailboxes_share_the_key()
    {
        var copy = Letter with
        {
            Id = "<abc@example.se>",
            Headers = [new HeaderField("Received", "from elsewhere")],
            Bcc = [new Address("", "arkivet@vara.se")],
            Date = new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.Zero),
            Body = Part.Own("body", "Hej!\nJag söker  bygglov."),
            Attachments = [Photo, Drawing],
        };

        Assert.That(MessageKey.Of(copy).Fingerprint, Is.EqualTo(Fingerprint));
    }

    [TestCaseSource(nameof(Others))]
    public void The_same_id_with_other_content_is_another_message(Message other)
    {
        Assert.That(MessageKey.Of(other).InternetMessageId, Is.EqualTo("abc@example.se"));
        Assert.That(MessageKey.Of(other).Fingerprint, Is.Not.EqualTo(Fingerprint));
    }

    [Test]
    public void The_same_content_with_another_id_is_another_message() =>
        Assert.That(MessageKey.Of(Letter with { Id = "def@example.se" }).Fingerprint, Is.Not.EqualTo(Fingerprint));

    [Test]
    public void A_message_without_id_has_a_key_of_its_content()
    {
        var nameless = Letter with { Id = null };

        Assert.That(MessageKey.Of(nameless).Fingerprint, Is.EqualTo(MessageKey.Of(nameless with { Cc = [] }).Fingerprint));
        Assert.That(MessageKey.Of(nameless).Fingerprint, Is.Not.EqualTo(MessageKey.Of(nameless with { Attachments = [] }).Fingerprint));
        Assert.That(MessageKey.Of(nameless with { From = null, Date = null }).Fingerprint, Has.Length.EqualTo(64));
    }

    [Test]
    public void Words_do_not_slide_from_one_field_to_the_next()
    {
        var one = Letter with { Subject = Part.Own("subject", "ab"), Body = Part.Own("body", "c") };
        var two = Letter with { Subject = Part.Own("subject", "a"), Body = Part.Own("body", "bc") };

        Assert.That(MessageKey.Of(one).Fingerprint, Is.Not.EqualTo(MessageKey.Of(two).Fingerprint));
    }

    private static IEnumerable<TestCaseData> Others()
    {
        yield return Other("sender", Letter with { From = new Address("Ulla", "ulla@example.com") });
        yield return Other("date", Letter with { Date = Letter.Date!.Value.AddSeconds(1) });
        yield return Other("subject", Letter with { Subject = Part.Own("subject", "Bygglov Kedum 4:13") });
        yield return Other("body", Letter with { Body = Part.Own("body", "Hej!\nJag söker inte bygglov.") });
        yield return Other("an attachment less", Letter with { Attachments = [Drawing] });
        yield return Other("an attachment of the same name", Letter with { Attachments = [Drawing with { Sha256 = "cc33" }, Photo] });
    }

    private static TestCaseData Other(string name, Message message) => new TestCaseData(message).SetArgDisplayNames(name);
}
