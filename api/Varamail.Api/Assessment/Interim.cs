using MimeKit;
using Varamail.Guideline;
using Varamail.Guideline.Messages;

namespace Varamail.Api.Assessments;

internal static class MessageReader
{
    public static Message Read(Stream stream, CancellationToken ct)
    {
        using var m = MimeMessage.Load(stream, ct);
        if (m.Headers.Count == 0)
            throw new UnreadableMessageException("no header");
        var from = m.From.Mailboxes.FirstOrDefault();
        return new Message(
            m.MessageId,
            from is null ? null : new Address(from.Name ?? "", from.Address.ToLowerInvariant()),
            null,
            [],
            [.. m.To.Mailboxes.Select(a => new Address(a.Name ?? "", a.Address.ToLowerInvariant()))],
            [.. m.Cc.Mailboxes.Select(a => new Address(a.Name ?? "", a.Address.ToLowerInvariant()))],
            [],
            m.Headers.Contains(HeaderId.Date) ? m.Date : null,
            m.InReplyTo,
            [.. m.References],
            [.. m.Headers.Select(h => new HeaderField(h.Field, h.Value))],
            Part.Own("subject", m.Subject ?? ""),
            Part.Own("body", m.TextBody ?? ""),
            m.HtmlBody,
            [],
            [
                .. m.Attachments.OfType<MimePart>().Select(a =>
                {
                    using var bytes = new MemoryStream();
                    a.Content?.DecodeTo(bytes);
                    var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes.ToArray()));
                    return new Attachment(a.FileName ?? "", a.ContentType.MimeType, bytes.Length, hash, false, null, null);
                }),
            ],
            []
        );
    }
}

internal sealed class UnreadableMessageException(string message) : Exception(message);

internal sealed class Assessor(Municipality municipality)
{
    private static readonly Citation Rule = new("R57", "Sekretess och känsliga uppgifter", "");
    private readonly FindingEngine engine = new(municipality);

    public Assessment Assess(Message message, string mailbox, DateTimeOffset receivedAt)
    {
        var findings = engine.Find(message);
        var sensitivity = findings.Select(f => f.Severity).DefaultIfEmpty(Sensitivity.None).Max();
        var isBarred = sensitivity != Sensitivity.None;
        OfferedAction Action(ActionKind kind, bool allowed) => new(kind, allowed, allowed ? "" : "Innehåller skyddade uppgifter.", Rule);
        return new Assessment(
            Handling.Register,
            sensitivity,
            findings,
            [],
            Target.Evolution,
            [new Reason("main", "Huvudregeln.", Rule, [])],
            [Action(ActionKind.SendToRegistrar, true), Action(ActionKind.MailToRegistrar, !isBarred), Action(ActionKind.Forward, !isBarred)],
            [],
            Direction.Incoming,
            municipality.DepartmentOf(mailbox).DiarySeries,
            receivedAt,
            "2021-04-26 § 42"
        );
    }
}

internal static class WorkingDays
{
    public static DateOnly AddWorkingDays(DateOnly day, int count) => day.AddDays(count);
}
