using System.Buffers;

namespace Varamail.Guideline.Messages;

/// <summary>Tells the writer's own words from what is quoted, from signature and from disclaimer.</summary>
internal static class Segmenter
{
    private static readonly string[] FromWords = ["Från:", "From:", "Lähettäjä:", "Von:", "Fra:", "De:"];
    private static readonly string[] OtherWords =
    [
        "Skickat:", "Till:", "Ämne:", "Datum:", "Kopia:", "Sent:", "To:", "Subject:", "Date:", "Cc:", "Lähetetty:", "Vastaanottaja:", "Aihe:", "Päivämäärä:", "Gesendet:", "An:", "Betreff:",
        "Sendt:", "Til:", "Emne:", "Dato:",
    ];
    private static readonly string[] Closings =
    [
        "med vänlig hälsning", "med vänliga hälsningar", "vänlig hälsning", "vänliga hälsningar", "med bästa hälsning", "bästa hälsningar", "mvh", "m.v.h", "hälsningar", "hälsning", "vänligen",
        "best regards", "kind regards", "regards", "yours sincerely", "sincerely", "mit freundlichen grüßen", "med venlig hilsen", "vennlig hilsen", "med vennlig hilsen", "ystävällisin terveisin", "terveisin",
    ];
    private static readonly string[] Devices = ["Skickat från min", "Skickat från Outlook", "Skickades från", "Sent from my", "Hämta Outlook för", "Get Outlook for", "Lähetetty iPhonesta"];
    // Which letters such lines begin with: nearly every line of a letter is passed by for its first
    private static readonly uint FromLetters = Letters(FromWords);
    private static readonly uint ClosingLetters = Letters(Closings);
    private static readonly uint DeviceLetters = Letters(Devices);

    /// <summary>Letters without accents out of each of <see cref="Disclaiming"/>: only those are sought many bytes at a time.</summary>
    private static readonly SearchValues<string> DisclaimingHints = SearchValues.Create(
        ["avsett", "avsedd", "misstag", "felaktigt mottagit", "intended", "if you have rec", "received this m", "konfid", "confid", "nk p", "consider the e", "get email", "r inte ofta e-post"],
        StringComparison.OrdinalIgnoreCase
    );
    private const int LongestDisclaiming = 40;

    private static readonly SearchValues<string> Disclaiming = SearchValues.Create(
        [
            "endast avsett för", "endast avsedd för", "enbart avsett för", "avsett endast för", "fått detta meddelande av misstag", "felaktigt mottagit", "fått detta mejl av misstag", "intended solely for",
            "intended only for", "if you have received this", "received this message in error", "innehålla konfidentiell", "may contain confidential", "tänk på miljön", "consider the environment",
            "you don't often get email from", "du får inte ofta e-post från",
        ],
        StringComparison.OrdinalIgnoreCase
    );

    public static IReadOnlyList<Segment> Of(string text, IReadOnlyList<Mark>? marks = null)
    {
        if (text.Length == 0)
        {
            return [];
        }
        var starts = Lines(text);
        var standing = new Standing[starts.Count];
        foreach (var mark in marks ?? [])
        {
            for (var i = First(starts, mark.Start); i < starts.Count && starts[i] < mark.End; i++)
            {
                standing[i] = standing[i] == Standing.Quoted || starts[i] < mark.Start ? standing[i] : mark.Standing;
            }
        }
        Quoted(text, starts, standing);
        for (int from = 0, to; from < starts.Count; from = to)
        {
            to = from;
            while (to < starts.Count && standing[to] == standing[from])
            {
                to++;
            }
            if (standing[from] == Standing.Own)
            {
                Signatures(text, starts, standing, from, to);
            }
        }
        if (Disclaims(text))
        {
            Disclaimers(text, starts, standing);
        }
        var segments = new List<Segment>();
        for (int from = 0, to; from < starts.Count; from = to)
        {
            to = from + 1;
            while (to < starts.Count && standing[to] == standing[from])
            {
                to++;
            }
            var end = to < starts.Count ? starts[to] : text.Length;
            segments.Add(new Segment(starts[from], end - starts[from], standing[from]));
        }
        return segments;
    }

    private static List<int> Lines(string text)
    {
        var starts = new List<int> { 0 };
        for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0 && at + 1 < text.Length; at = text.IndexOf('\n', at + 1))
        {
            starts.Add(at + 1);
        }
        return starts;
    }

    private static int First(List<int> starts, int offset)
    {
        var at = starts.BinarySearch(offset);
        return at >= 0 ? at : Math.Max(0, ~at - 1);
    }

    private static ReadOnlySpan<char> Line(string text, List<int> starts, int i) => text.AsSpan(starts[i]..(i + 1 < starts.Count ? starts[i + 1] : text.Length)).Trim();

    private static void Quoted(string text, List<int> starts, Standing[] standing)
    {
        for (var i = 0; i < starts.Count; i++)
        {
            var line = Line(text, starts, i);
            if (line.IsEmpty || standing[i] == Standing.Quoted)
            {
                continue;
            }
            if (line[0] == '>')
            {
                standing[i] = Standing.Quoted;
                continue;
            }
            if (IsDivider(line) || IsHeaderBlock(text, starts, i))
            {
                Array.Fill(standing, Standing.Quoted, i, starts.Count - i); // all below it is the older letter
                return;
            }
            var lines = Attribution(text, starts, i);
            if (lines > 0)
            {
                var next = i + lines;
                while (next < starts.Count && Line(text, starts, next).IsEmpty)
                {
                    next++;
                }
                // "> " lines or a marked quote follow: they end by themselves. Otherwise the older letter goes on to the end.
                var ends = next < starts.Count && (Line(text, starts, next)[0] == '>' || standing[next] == Standing.Quoted);
                Array.Fill(standing, Standing.Quoted, i, (ends ? next : starts.Count) - i);
            }
        }
    }

    private static bool IsDivider(ReadOnlySpan<char> line)
    {
        if (line.Length > 90 || line[0] is not ('-' or '_' or 'B' or 'b' or 'V' or 'v'))
        {
            return false;
        }
        var words = line.Trim("-_ ");
        var ruled = line.StartsWith("--") || line.StartsWith("__");
        return (ruled && (Begins(words, "Ursprungligt meddelande") || Begins(words, "Original Message") || Begins(words, "Vidarebefordrat meddelande") || Begins(words, "Forwarded message")
                || Begins(words, "Vidarebefordrat brev") || Begins(words, "Alkuperäinen viesti") || Begins(words, "Ursprüngliche Nachricht") || Begins(words, "Original besked") || Begins(words, "Opprinnelig melding") || Begins(words, "Oprindelig meddelelse")))
            || Begins(line, "Begin forwarded message:") || Begins(line, "Vidarebefordrat brev:") || Begins(line, "Vidarebefordrat mejl:");
    }

    private static bool IsHeaderBlock(string text, List<int> starts, int i)
    {
        var line = Line(text, starts, i).TrimStart("*_ ");
        if (line.IsEmpty || !MayBegin(line, FromLetters) || !Any(line, FromWords))
        {
            return false;
        }
        var others = 0;
        for (var j = i + 1; j < starts.Count && j <= i + 8; j++)
        {
            others += Any(Line(text, starts, j), OtherWords) ? 1 : 0;
        }
        return others >= 2;
    }

    /// <summary>How many lines "Den … skrev …:" takes up; zero when it isn't one.</summary>
    private static int Attribution(string text, List<int> starts, int i)
    {
        var line = Line(text, starts, i);
        if (line.Length > 200 || !(line[0] is 'D' or 'O' or 'A' or 'E' or 'd' || char.IsAsciiDigit(line[0]) || line.Contains('<')))
        {
            return 0;
        }
        for (var lines = 1; lines <= 3 && i + lines <= starts.Count; lines++)
        {
            var end = Line(text, starts, i + lines - 1);
            if (!end.EndsWith(":"))
            {
                continue;
            }
            var whole = text.AsSpan(starts[i]..(i + lines < starts.Count ? starts[i + lines] : text.Length));
            var verb = whole.Contains("skrev", StringComparison.OrdinalIgnoreCase) || whole.Contains(" wrote", StringComparison.Ordinal) || whole.Contains(" schrieb", StringComparison.Ordinal) || whole.Contains("kirjoitti", StringComparison.Ordinal);
            return verb && whole.ContainsAnyInRange('0', '9') ? lines : 0;
        }
        return 0;
    }

    private static void Signatures(string text, List<int> starts, Standing[] standing, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            var line = Line(text, starts, i);
            if (line.IsEmpty)
            {
                continue;
            }
            if (line is "--" && i > from)
            {
                Array.Fill(standing, Standing.Signature, i, to - i);
                return;
            }
            if (MayBegin(line, DeviceLetters) && IsDevice(line))
            {
                standing[i] = Standing.Signature;
                continue;
            }
            if (line.Length <= 60 && MayBegin(line, ClosingLetters) && IsClosing(line))
            {
                var end = i + 1;
                while (end < to && end - i <= 14 && InSignature(Line(text, starts, end)))
                {
                    end++;
                }
                Array.Fill(standing, Standing.Signature, i, end - i);
                i = end - 1;
            }
        }
    }

    private static bool IsDevice(ReadOnlySpan<char> line)
    {
        foreach (var device in Devices)
        {
            if (Begins(line, device))
            {
                return true;
            }
        }
        return false;
    }

    private static bool IsClosing(ReadOnlySpan<char> line)
    {
        foreach (var closing in Closings)
        {
            if (line.StartsWith(closing, StringComparison.OrdinalIgnoreCase) && (line.Length == closing.Length || !char.IsLetter(line[closing.Length])))
            {
                var rest = line[closing.Length..].Trim(" ,.!/");
                return rest.Count(' ') <= 4 && !rest.Contains('?');
            }
        }
        return false;
    }

    // Names, titles, numbers: short lines. A sentence after the name is the writer's own again ("PS: …").
    private static bool InSignature(ReadOnlySpan<char> line) =>
        line.Length <= 70 && !line.Contains('?') && !Begins(line, "PS") && !Begins(line, "P.S") && !Begins(line, "P S") && !(line.Length > 25 && line.EndsWith(".") && line.Count(' ') >= 4);

    private static bool Disclaims(ReadOnlySpan<char> text)
    {
        for (var at = 0; text[at..].IndexOfAny(DisclaimingHints) is >= 0 and var next; )
        {
            at += next;
            if (text[Math.Max(0, at - LongestDisclaiming)..Math.Min(text.Length, at + LongestDisclaiming)].ContainsAny(Disclaiming))
            {
                return true;
            }
            at++;
        }
        return false;
    }

    private static void Disclaimers(string text, List<int> starts, Standing[] standing)
    {
        for (int from = 0, to; from < starts.Count; from = to + 1)
        {
            to = from;
            while (to < starts.Count && !Line(text, starts, to).IsEmpty)
            {
                to++;
            }
            var end = to < starts.Count ? starts[to] : text.Length;
            if (to > from && standing[from] != Standing.Quoted && text.AsSpan(starts[from]..end).ContainsAny(Disclaiming))
            {
                for (var i = from; i < to; i++)
                {
                    standing[i] = standing[i] == Standing.Quoted || !Line(text, starts, i).ContainsAny(Disclaiming) && end - starts[from] > 1_500 ? standing[i] : Standing.Disclaimer;
                }
            }
        }
    }

    private static bool Any(ReadOnlySpan<char> line, string[] words)
    {
        line = line.TrimStart("*_ ");
        foreach (var word in words)
        {
            if (line.StartsWith(word, StringComparison.OrdinalIgnoreCase) || (line.StartsWith(word.AsSpan(0, word.Length - 1), StringComparison.OrdinalIgnoreCase) && line[(word.Length - 1)..].TrimStart("* ").StartsWith(":")))
            {
                return true;
            }
        }
        return false;
    }

    private static uint Letters(string[] words) => words.Aggregate(0u, (letters, w) => letters | 1u << ((w[0] | 0x20) - 'a'));

    private static bool MayBegin(ReadOnlySpan<char> line, uint letters) => ((line[0] | 0x20) - 'a') is >= 0 and < 26 and var letter && (letters >> letter & 1) != 0;

    private static bool Begins(ReadOnlySpan<char> line, string words) => line.StartsWith(words, StringComparison.OrdinalIgnoreCase);
}
