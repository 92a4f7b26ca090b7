using Varamail.Guideline.Cues;
using Varamail.Guideline.Messages;

namespace Varamail.Guideline.Rules;

/// <summary>What the sender asks for, and which case it names.</summary>
internal sealed partial class Circumstances
{
    /// <summary>In a long letter a question without these is asked of the air: ”Vem klipper gräs i januari?”</summary>
    private static readonly Cue Addressed = Cue.Named("addressed");

    private const int LongLetter = 150;

    private IReadOnlyList<Evidence>? asked;
    private bool askedKnown;
    private IReadOnlyList<Evidence>? caseNumbers;
    private bool caseNumbersKnown;

    /// <summary>Whether somebody waits for the municipality's answer: no machine, advertiser or colleague in the same department, nor ourselves.</summary>
    internal bool MayAsk => IsFromPerson && Boundary.Crosses && Boundary.Sender is Place.Outside or Place.OtherAuthority && !IsHostile && CountOf(Sales) < 2 && !HasInvitation;

    /// <summary>Whether this can be a request for documents: our own answer to one isn't, nor a machine's.</summary>
    internal bool MayRequest => IsFromPerson && !IsHostile && Boundary.Direction != Direction.Outgoing && CountOf(Sales) < 2;

    internal IReadOnlyList<Evidence>? Asked
    {
        get
        {
            if (!askedKnown)
            {
                askedKnown = true;
                asked = QuestionSentence();
            }
            return asked;
        }
    }

    /// <summary>Sentences of the sender's own that end with a question mark.</summary>
    internal IReadOnlyList<Evidence>? QuestionSentence()
    {
        List<Evidence> found = [];
        if (!IsReply && Message.Subject.Text.TrimEnd().EndsWith('?') && Message.Subject.Text.Trim().Length > 6)
        {
            found.Add(new Evidence("subject", 0, Message.Subject.Text.Length, Message.Subject.Text));
        }
        foreach (var segment in Message.Body.Segments)
        {
            if (segment.Standing != Standing.Own)
            {
                continue;
            }
            var text = Message.Body.Text.AsSpan(segment.Offset, segment.Length);
            for (var at = 0; at < text.Length && text[at..].IndexOf('?') is >= 0 and var next; )
            {
                var mark = at + next;
                at = mark + 1;
                if (mark == 0 || (at < text.Length && char.IsLetterOrDigit(text[at])))
                {
                    continue; // the query of a web address
                }
                var start = text[..mark].LastIndexOfAny('.', '!', '?') + 1;
                var blank = text[..mark].LastIndexOf("\n\n");
                start = Math.Max(start, blank + 1);
                while (start < mark && char.IsWhiteSpace(text[start]))
                {
                    start++;
                }
                if (mark - start >= 4 && (OwnWords < LongLetter || HasIn(Addressed, h => h.Part == 1 && h.Offset >= segment.Offset + start && h.Offset < segment.Offset + mark)))
                {
                    found.Add(EvidenceAt(Message.Body, segment.Offset + start, mark + 1 - start));
                }
            }
        }
        return found.Count > 0 ? found : null;
    }

    /// <summary>Diary numbers of our own series, in any usual form.</summary>
    internal IReadOnlyList<Evidence>? CaseNumbers
    {
        get
        {
            if (!caseNumbersKnown)
            {
                caseNumbersKnown = true;
                caseNumbers = FindCaseNumbers();
            }
            return caseNumbers;
        }
    }

    private bool IsReply =>
        Message.Subject.Text.StartsWith("SV:", StringComparison.OrdinalIgnoreCase) || Message.Subject.Text.StartsWith("RE:", StringComparison.OrdinalIgnoreCase) || Message.InReplyTo is not null;

    private bool HasInvitation => Has(Invited) && CountOf(Sales) + CountOf(Invited) >= 2;

    /// <summary>The sender's own words, or those of a letter passed on inside the house (quoted or attached).</summary>
    internal IReadOnlyList<Evidence>? OwnOrAttachedMessage(Cue cue) =>
        Own(cue) ?? (IsPassedOn ? Gather([cue], h => h.Part >= 2 ? IsAttachedMessage(h.Part) : h.Standing == Standing.Quoted) : null);

    /// <summary>A threat in the sender's words or in a letter passed on inside the house.</summary>
    internal IReadOnlyList<Evidence>? Threats(Cue explicitThreat, Cue veiled)
    {
        bool Counts(CueHit h) => h.Part < 2 ? h.Standing is Standing.Own || (h.Standing == Standing.Quoted && IsPassedOn) : IsAttachedMessage(h.Part) && IsPassedOn;
        return Gather([explicitThreat], Counts) ?? (Gather([veiled], Counts) is { Count: >= 2 } two ? two : null);
    }

    /// <summary>Forwarded inside the house: then the quoted letter is what it is about.</summary>
    private bool IsPassedOn =>
        Boundary.Sender is Place.SameAuthority or Place.OtherAuthority
        && (
            Message.Subject.Text.StartsWith("VB:", StringComparison.OrdinalIgnoreCase)
            || Message.Subject.Text.StartsWith("FW:", StringComparison.OrdinalIgnoreCase)
            || Message.Subject.Text.StartsWith("FWD:", StringComparison.OrdinalIgnoreCase)
            || Message.Subject.Text.StartsWith("Vidarebef", StringComparison.OrdinalIgnoreCase)
            || Message.Attachments.Any(a => a.ContentType == "message/rfc822")
        );

    private bool IsAttachedMessage(int part) => Message.Attachments.Any(a => a.Text == Parts[part] && a.ContentType is "message/rfc822" or "application/vnd.ms-outlook");

    private List<Evidence>? FindCaseNumbers()
    {
        List<Evidence>? found = null;
        foreach (var part in Parts)
        {
            var text = part.Text.AsSpan();
            for (var at = 0; at < text.Length && text[at..].IndexOf("20") is >= 0 and var next; )
            {
                var year = at + next;
                at = year + 2;
                if (ReadCaseNumber(text, year) is var (start, end) && !IsTheirs(part, start))
                {
                    (found ??= []).Add(EvidenceAt(part, start, end - start));
                    at = end;
                }
            }
        }
        return found;
    }

    /// <summary>Series, year and running number around a year: <c>KS 2026/123</c>, <c>ks-2026:00123</c>, <c>BYN dnr 2026 - 114</c>.</summary>
    private (int Start, int End)? ReadCaseNumber(ReadOnlySpan<char> text, int year)
    {
        if (year + 5 >= text.Length || !char.IsAsciiDigit(text[year + 2]) || !char.IsAsciiDigit(text[year + 3]) || char.IsAsciiDigit(text[year + 4]))
        {
            return null;
        }
        var end = year + 4;
        while (end < text.Length && end < year + 8 && text[end] is '/' or '-' or ':' or '.' or ' ' or '–' or '_' or '\u00a0')
        {
            end++;
        }
        var digits = end;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }
        if (digits == year + 4 || end - digits is 0 or > 6)
        {
            return null;
        }
        var before = year;
        for (var skips = 0; skips < 2; skips++)
        {
            while (before > 0 && year - before < 12 && text[before - 1] is ' ' or '-' or '/' or '.' or ':' or '\u00a0' or '_' or '–')
            {
                before--;
            }
            if (before >= 3 && text[(before - 3)..before].Equals("dnr", StringComparison.OrdinalIgnoreCase))
            {
                before -= 3;
            }
        }
        var letters = before;
        while (letters > 0 && char.IsLetter(text[letters - 1]))
        {
            letters--;
        }
        if (letters > 0 && text[letters - 1] == '-')
        {
            return null; // another authority's own series: RA-KS 2021/23
        }
        var series = text[letters..before];
        foreach (var department in Municipality.Departments)
        {
            if (series.Equals(department.DiarySeries, StringComparison.OrdinalIgnoreCase))
            {
                return (letters, end);
            }
        }
        return null;
    }

    /// <summary>”Vårt dnr” in a letter from outside is the sender's own number.</summary>
    private bool IsTheirs(Part part, int start)
    {
        if (Boundary.Sender != Place.Outside)
        {
            return false;
        }
        var before = part.Text.AsSpan(Math.Max(0, start - 28), Math.Min(28, start));
        var line = before[(before.LastIndexOf('\n') + 1)..];
        return line.Contains("vårt ", StringComparison.OrdinalIgnoreCase)
            || line.Contains("vår ", StringComparison.OrdinalIgnoreCase)
            || line.Contains("våra ", StringComparison.OrdinalIgnoreCase)
            || line.Contains("our ", StringComparison.OrdinalIgnoreCase) && !line.Contains("your ", StringComparison.OrdinalIgnoreCase)
            || line.Contains("hos oss", StringComparison.OrdinalIgnoreCase);
    }
}
