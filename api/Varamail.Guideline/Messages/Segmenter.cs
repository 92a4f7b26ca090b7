using System.Buffers;

namespace Varamail.Guideline.Messages;

/// <summary>Tells the writer's own words from what is quoted, from signature and from disclaimer.</summary>
internal static class Segmenter
{
    private static readonly string[] FromWords = ["Från:", "From:", "Lähettäjä:", "Von:", "Fra:", "De:"];
    private static readonly string[] OtherWords =
    [
        "Skickat:", "Till:", "Ämne:", "Datum:", "Kopia:", "Sent:", "To:", "Subject:", "Date:", "Cc:", "Lähetetty:", "Vastaanottaja:", "Kopio:", "Aihe:", "Päivämäärä:", "Gesendet:", "An:", "Betreff:",
        "Sendt:", "Til:", "Kopi:", "Emne:", "Dato:",
    ];
    private static readonly string[] Older =
    [
        "Ursprungligt meddelande", "Originalmeddelande", "Original Message", "Alkuperäinen viesti", "Ursprüngliche Nachricht", "Originalnachricht", "Opprinnelig melding", "Oprindelig meddelelse", "Original besked", "Oprindelig besked",
        "Vidarebefordrat meddelande", "Vidarebefordrat brev", "Forwarded message", "Edelleenlähetetty viesti", "Välitetty viesti", "Weitergeleitete Nachricht", "Videresendt melding", "Videresendt besked", "Videresendt meddelelse",
    ];
    private static readonly string[] Opening =
    [
        "Begin forwarded message:", "Vidarebefordrat brev:", "Vidarebefordrat mejl:", "Välitetty viesti alkaa:", "Anfang der weitergeleiteten Nachricht:", "Videresendt melding:", "Start på videresendt besked:", "Videresendt besked:",
    ];
    private static readonly string[] Wrote = ["skrev", " wrote", " schrieb", "kirjoitti"];
    private static readonly string[] Myself = ["skrev jag", "skrev vi", "jag skrev", "vi skrev", "I wrote", "we wrote", "skrev jeg", "schrieb ich", "ich schrieb", "kirjoitin"];
    private static readonly string[] Closings =
    [
        "med vänlig hälsning", "med vänliga hälsningar", "vänlig hälsning", "vänliga hälsningar", "med bästa hälsning", "bästa hälsning", "bästa hälsningar", "varma hälsningar", "mvh", "m.v.h", "hälsningar", "hälsning", "vänligen",
        "best regards", "kind regards", "regards", "yours sincerely", "yours faithfully", "sincerely", "best wishes", "mit freundlichen grüßen", "mit freundlichen gruessen", "freundliche grüße", "viele grüße", "beste grüße", "mfg",
        "med venlig hilsen", "venlig hilsen", "vennlig hilsen", "med vennlig hilsen", "beste hilsen", "hilsen", "ystävällisin terveisin", "parhain terveisin", "terveisin", "yst. terv",
    ];
    private static readonly string[] Sending = ["skicka", "sent ", "gesendet", "lähetetty", "sendt ", "hämta ", "get ", "hent ", "hanki ", "skaff ", "holen "];
    private static readonly string[] Gadgets = ["iphone", "ipad", "android", "samsung", "galaxy", "huawei", "xiaomi", "outlook", "yahoo", "mail för windows", "mail for windows", "mail für windows", "e-post för windows", "min mobil", "my mobile", "min telefon"];
    // Which letters such lines begin with: nearly every line of a letter is passed by for its first
    private static readonly uint FromLetters = Letters(FromWords);
    private static readonly uint ClosingLetters = Letters(Closings);
    private static readonly SearchValues<string> Gadget = SearchValues.Create(Gadgets, StringComparison.OrdinalIgnoreCase);

    private static readonly string[] Disclaimers =
    [
        "endast avsett för", "endast avsedd för", "enbart avsett för", "avsett endast för", "fått detta meddelande av misstag", "felaktigt mottagit", "fått detta mejl av misstag", "intended solely for",
        "intended only for", "if you have received this", "received this message in error", "innehålla konfidentiell", "may contain confidential", "tänk på miljön", "consider the environment",
        "you don't often get email from", "du får inte ofta e-post från", "confidential and intended", "kan innehålla sekretess", "behandlar vi dina personuppgifter", "behandlar vi personuppgifter", "från en extern avsändare",
        "enthält vertrauliche", "indeholde fortrolig", "inneholde fortrolig", "luottamuksellista", "luottamuksellinen",
    ];
    private static readonly SearchValues<string> Disclaiming = SearchValues.Create(Disclaimers, StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> DisclaimingHints = PhraseHints.Of(Disclaimers);

    /// <summary>A line that wraps is longer.</summary>
    private const int ShortLine = 45;

    private static readonly int LongestDisclaiming = Disclaimers.Max(d => d.Length);

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
            Disclaimed(text, starts, standing);
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
        bool?[]? fields = null;
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
            if (IsDivider(line) || IsHeaderBlock(text, starts, i, ref fields))
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
        if (line.Length > 90)
        {
            return false;
        }
        if (line[0] is '-' or '_' && line.Length > 8 && line[1] == line[0])
        {
            return BeginsAny(line.Trim("-_ "), Older);
        }
        return line[^1] == ':' && BeginsAny(line, Opening);
    }

    /// <param name="text">The letter.</param>
    /// <param name="starts">Its lines.</param>
    /// <param name="i">The line that a block may begin with.</param>
    /// <param name="fields">Which lines are fields of a header: each is asked about by several before it.</param>
    private static bool IsHeaderBlock(string text, List<int> starts, int i, ref bool?[]? fields)
    {
        var line = Line(text, starts, i).TrimStart("*_ ");
        if (line.IsEmpty || !MayBegin(line, FromLetters) || !Any(line, FromWords))
        {
            return false;
        }
        fields ??= new bool?[starts.Count];
        var others = 0;
        for (var j = i + 1; j < starts.Count && j <= i + 8; j++)
        {
            others += (fields[j] ??= Any(Line(text, starts, j), OtherWords)) ? 1 : 0;
        }
        return others >= 2;
    }

    /// <summary>How many lines "Den … skrev …:" takes up; zero when it isn't one. Programs always tell a time, a year or an address; people who tell what they wrote don't.</summary>
    private static int Attribution(string text, List<int> starts, int i)
    {
        if (Line(text, starts, i).Length > 200)
        {
            return 0;
        }
        for (var lines = 1; lines <= 3 && i + lines <= starts.Count; lines++)
        {
            var end = Line(text, starts, i + lines - 1);
            if (end.IsEmpty || end[0] == '>')
            {
                return 0;
            }
            if (end[^1] != ':')
            {
                continue;
            }
            var whole = text.AsSpan(starts[i]..(i + lines < starts.Count ? starts[i + lines] : text.Length)).Trim();
            return whole.Length <= 300 && Says(whole, Wrote) && !Says(whole, Myself) && IsDated(whole) ? lines : 0;
        }
        return 0;
    }

    private static bool Says(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>A year, a time of day or an address.</summary>
    private static bool IsDated(ReadOnlySpan<char> text)
    {
        if (text.Contains('@'))
        {
            return true;
        }
        for (var i = 0; i + 4 < text.Length; i++)
        {
            var year = text[i..(i + 2)] is "19" or "20" && char.IsAsciiDigit(text[i + 2]) && char.IsAsciiDigit(text[i + 3]) && !char.IsAsciiDigit(text[i + 4]) && (i == 0 || !char.IsAsciiDigit(text[i - 1]));
            if (year || (char.IsAsciiDigit(text[i]) && text[i + 1] is ':' or '.' && char.IsAsciiDigit(text[i + 2]) && char.IsAsciiDigit(text[i + 3])))
            {
                return true;
            }
        }
        return false;
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
            if (line.Length <= 80 && IsDevice(line))
            {
                standing[i] = Standing.Signature;
                continue;
            }
            if (line[0] == '/' && IsInitialled(text, starts, i, to))
            {
                Array.Fill(standing, Standing.Signature, i, to - i);
                return;
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

    /// <summary>"Skickat från min iPhone", "Von meinem iPad gesendet", "Hämta Outlook för Android".</summary>
    private static bool IsDevice(ReadOnlySpan<char> line) =>
        line.ContainsAny(Gadget) && Says(line, Sending) && !line.Contains('?') && line[^1] is not '!' && (BeginsAny(line, Sending) || line.EndsWith("gesendet", StringComparison.OrdinalIgnoreCase));

    /// <summary>"/Anna" or "/Kontaktcenter" as the last words.</summary>
    private static bool IsInitialled(string text, List<int> starts, int i, int to)
    {
        var line = Line(text, starts, i);
        if (line.Length is < 3 or > 40 || !char.IsLetter(line[line[1] == ' ' ? 2 : 1]) || line[2..].Contains('/'))
        {
            return false;
        }
        for (var j = i + 1; j < to; j++)
        {
            if (!InSignature(Line(text, starts, j)) || j - i > 14)
            {
                return false;
            }
        }
        return true;
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

    private static void Disclaimed(string text, List<int> starts, Standing[] standing)
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
                for (var i = Beginning(text, starts, from, to); i < to; i++)
                {
                    standing[i] = standing[i] == Standing.Quoted || !Line(text, starts, i).ContainsAny(Disclaiming) && end - starts[from] > 1_500 ? standing[i] : Standing.Disclaimer;
                }
            }
        }
    }

    /// <summary>
    /// Outlook's paragraphs have no blank lines between them: what stands above is the letter itself, unless the disclaimer's own sentence began there.
    /// </summary>
    private static int Beginning(string text, List<int> starts, int from, int to)
    {
        var first = from;
        while (first < to && !Line(text, starts, first).ContainsAny(Disclaiming))
        {
            first++;
        }
        if (first == to)
        {
            return from; // the words themselves are broken over two lines
        }
        while (first > from && Line(text, starts, first - 1).TrimEnd() is { Length: >= ShortLine } above && above[^1] is not ('.' or '!' or '?' or ':'))
        {
            first--;
        }
        return first;
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

    private static bool BeginsAny(ReadOnlySpan<char> line, string[] words)
    {
        foreach (var word in words)
        {
            if (Begins(line, word))
            {
                return true;
            }
        }
        return false;
    }

    private static bool Begins(ReadOnlySpan<char> line, string words) => line.StartsWith(words, StringComparison.OrdinalIgnoreCase);
}
