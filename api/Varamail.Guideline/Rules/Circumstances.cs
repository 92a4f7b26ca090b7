using Varamail.Guideline.Cues;
using Varamail.Guideline.Findings;
using Varamail.Guideline.Messages;

namespace Varamail.Guideline.Rules;

/// <summary>All that is known about a message before any rule speaks.</summary>
internal sealed partial class Circumstances
{
    /// <summary>What a person can look at: nobody is told more by the hundredth place.</summary>
    private const int MostEvidence = 100;

    private readonly CueHits hits;
    private readonly bool[] own;
    private int? ownWords;

    internal Circumstances(Message message, Municipality municipality, string mailbox, IReadOnlyList<Finding> findings)
    {
        Message = message;
        Municipality = municipality;
        Mailbox = mailbox;
        Findings = findings;
        Boundary = Boundary.Draw(message, municipality, mailbox);
        Kinds = Mechanical.Of(message);
        Parts = [.. message.Parts];
        var book = CueBook.Default;
        List<CueHit> found = [];
        for (var i = 0; i < Parts.Count; i++)
        {
            CueScanner.Scan(book, Parts[i], i, found);
        }
        hits = new CueHits(found, book.Count);
        own = new bool[book.Count];
        foreach (var hit in found)
        {
            own[hit.Cue] |= IsOwn(hit);
        }
    }

    internal Message Message { get; }

    internal Municipality Municipality { get; }

    internal string Mailbox { get; }

    internal IReadOnlyList<Finding> Findings { get; }

    internal Boundary Boundary { get; }

    internal Mechanical Kinds { get; }

    internal IReadOnlyList<Part> Parts { get; }

    /// <summary>What the rules about handling say.</summary>
    internal Handling Decided => Verdict.Handling;

    internal (Handling Handling, List<Reason> Reasons) Verdict => verdict ??= HandlingRules.Decide(this);

    private (Handling, List<Reason>)? verdict;

    /// <summary>What its words make likely, whatever the rules say.</summary>
    internal Wording Wording => field ??= WordingModel.Default.Read(this);

    internal bool IsSensitive => Findings.Any(f => f.Severity == Sensitivity.Sensitive);

    /// <summary>The sender's own words in subject and body, without quoted letters, signature and disclaimer.</summary>
    internal string OwnText => field ??= Owned(Message.Body);

    /// <summary>Number of words that the sender wrote in the body.</summary>
    internal int OwnWords => ownWords ??= CountWords(OwnText);

    /// <summary>Whether the sender's own words, in subject or body, hold a cue.</summary>
    internal bool Has(Cue cue) => own[cue.Index];

    internal bool HasIn(Cue cue, Func<CueHit, bool> place)
    {
        foreach (var hit in hits.Of(cue))
        {
            if (place(hit))
            {
                return true;
            }
        }
        return false;
    }

    internal bool HasInSubject(Cue cue) => HasIn(cue, h => h.Part == 0);

    /// <summary>The sender's own words for the cues; null when there are none.</summary>
    internal IReadOnlyList<Evidence>? Own(params ReadOnlySpan<Cue> cues) => Gather(cues, IsOwn);

    internal IReadOnlyList<Evidence>? Attached(params ReadOnlySpan<Cue> cues) => Gather(cues, h => h.Part >= 2);

    private static bool IsOwn(CueHit hit) => hit.Part < 2 && hit.Standing is Standing.Own;

    private List<Evidence>? Gather(ReadOnlySpan<Cue> cues, Func<CueHit, bool> place)
    {
        List<Evidence>? found = null;
        foreach (var cue in cues)
        {
            foreach (var hit in hits.Of(cue))
            {
                if (found?.Count == MostEvidence)
                {
                    return found;
                }
                if (place(hit) && !Holds(found, hit))
                {
                    (found ??= []).Add(EvidenceAt(Parts[hit.Part], hit.Offset, hit.Length));
                }
            }
        }
        return found;
    }

    private bool Holds(List<Evidence>? found, CueHit hit)
    {
        for (var i = (found?.Count ?? 0) - 1; i >= 0; i--)
        {
            if (found![i].Offset == hit.Offset && found[i].Where == Parts[hit.Part].Where)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>At how many places the sender's own words hold a cue.</summary>
    internal int CountOf(Cue cue)
    {
        if (!own[cue.Index])
        {
            return 0;
        }
        var count = 0;
        var (part, end) = (-1, 0);
        foreach (var hit in hits.Of(cue))
        {
            if (IsOwn(hit) && (hit.Part != part || hit.Offset >= end))
            {
                count++;
                (part, end) = (hit.Part, hit.Offset + hit.Length);
            }
        }
        return count;
    }

    /// <summary>Whether the subject begins with one of some words.</summary>
    private bool SubjectBegins(params ReadOnlySpan<string> beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (Message.Subject.Text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether anything is attached, other than pictures in the text.</summary>
    internal bool HasFiles => Message.Attachments.Any(a => !a.Inline);

    /// <summary>Attached files whose name holds one of some words; null when there are none.</summary>
    internal IReadOnlyList<Evidence>? FileNames(params ReadOnlySpan<string> words)
    {
        List<Evidence>? found = null;
        foreach (var attachment in Message.Attachments)
        {
            foreach (var word in words)
            {
                if (!attachment.Inline && attachment.Name.Contains(word, StringComparison.OrdinalIgnoreCase))
                {
                    (found ??= []).Add(new Evidence("attachment:" + attachment.Name, 0, 0, attachment.Name));
                    break;
                }
            }
        }
        return found;
    }

    internal static Evidence EvidenceAt(Part part, int offset, int length) => new(part.Where, offset, length, part.Text.Substring(offset, length));

    internal static string Owned(Part part) =>
        part.Segments is [{ Standing: Standing.Own }]
            ? part.Text
            : string.Concat(part.Segments.Where(s => s.Standing == Standing.Own).Select(s => part.Text.AsSpan(s.Offset, s.Length).ToString()));

    private static int CountWords(string text)
    {
        var count = 0;
        var inside = false;
        foreach (var c in text)
        {
            var letter = Letters.IsWord(c);
            count += letter && !inside ? 1 : 0;
            inside = letter;
        }
        return count;
    }
}
