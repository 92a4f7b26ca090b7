using Varamail.Guideline.Messages;

namespace Varamail.Guideline.Findings;

/// <summary>The writer's given name, and whether women or men bear it: ”min fru och jag (Anna)” tells more than ”min fru och jag (Erik)”.</summary>
internal static class Writer
{
    private const int Reach = 300;
    private const int Beside = 24;

    /// <summary>The name in brackets after ”jag”, else the one that the letter is signed with, else the sender's.</summary>
    public static WordRoles GivenName(Part part, int after, MessageContext message)
    {
        string text = part.Text;
        int open = text.IndexOf('(', after, Math.Min(Beside, text.Length - after));
        if (open >= 0 && First(text, open, Math.Min(text.Length, open + Beside), message.Words) is var named and not WordRoles.None)
        {
            return named;
        }

        WordRoles signed = WordRoles.None;
        int end = EndOfOwn(part, after);
        for (int at = Math.Max(after, end - Reach); at < end; at++)
        {
            if (!Letters.IsWord(text[at]) || !Pattern.WordAt(text, at, out int start, out int stop))
            {
                continue;
            }

            if (Letters.IsUpper(text[start]) && Begins(text, start))
            {
                WordRoles roles = message.Words.Roles(text.AsSpan(start, stop - start)) & WordRoles.Given;
                signed = roles != WordRoles.None ? roles : signed;
            }

            at = stop;
        }

        return signed != WordRoles.None ? signed : First(message.SenderName, 0, message.SenderName.Length, message.Words);
    }

    /// <summary>A signature begins a line or follows ”mvh”, ”hälsar”, ”jag heter” or a slash.</summary>
    private static bool Begins(string text, int start)
    {
        int at = start - 1;
        while (at >= 0 && text[at] is ' ' or '/' or ',' or '-' or '.')
        {
            at--;
        }

        return at < 0 || text[at] == '\n' || Closes(text, at);
    }

    private static bool Closes(string text, int at) =>
        Pattern.WordAt(text, at, out int start, out int end)
        && text[start..end].ToLowerInvariant() is "mvh" or "hälsar" or "hälsningar" or "hälsning" or "hälsn" or "vh" or "vänligen" or "regards" or "kram" or "tack" or "heter";

    private static int EndOfOwn(Part part, int after)
    {
        foreach (Segment segment in part.Segments)
        {
            if (segment.Offset > after && segment.Standing is Standing.Quoted)
            {
                return segment.Offset;
            }
        }

        return part.Text.Length;
    }

    private static WordRoles First(string text, int from, int to, ContextWords words)
    {
        for (int at = from; at < to; at++)
        {
            if (Letters.IsWord(text[at]) && Pattern.WordAt(text, at, out int start, out int end))
            {
                return words.Roles(text.AsSpan(start, end - start)) & WordRoles.Given;
            }
        }

        return WordRoles.None;
    }
}
