using Varamail.Guideline.Messages;

namespace Varamail.Guideline.Findings;

/// <summary>Finds names of people in a short text, such as a subject, so that they can be left out of a title.</summary>
public static class PersonNames
{
    /// <summary>Given names with the family names after them, and the words of known people's names; offsets in UTF-16 units, in order.</summary>
    /// <param name="text">As a person writes it.</param>
    /// <param name="known">People of whom it is known that they have to do with the message: each name whole.</param>
    public static IReadOnlyList<Segment> In(string text, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(text);
        var context = RuleBook.Shared.Context;
        var parts = known.SelectMany(name => name.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(part => part.Length > 2).ToHashSet(StringComparer.OrdinalIgnoreCase);
        List<Segment> found = [];
        var isName = false;
        for (var at = 0; at < text.Length; )
        {
            if (!char.IsLetter(text[at]))
            {
                // A family name follows at once: anything but a space or a hyphen ends the name.
                isName &= text[at] is ' ' or '-';
                at++;
                continue;
            }
            var end = at + 1;
            while (end < text.Length && char.IsLetter(text[end]))
                end++;
            var word = text.AsSpan(at, end - at);
            var isCapital = char.IsUpper(word[0]);
            var isGiven = isCapital && (context.Roles(word) & WordRoles.Given) != 0;
            isName = isCapital && (isGiven || isName || IsKnown(word, parts));
            if (isName)
            {
                if (found.Count > 0 && text.AsSpan(found[^1].Offset + found[^1].Length, at - found[^1].Offset - found[^1].Length) is " " or "-")
                    found[^1] = found[^1] with { Length = end - found[^1].Offset };
                else
                    found.Add(new Segment(at, end - at, Standing.Own));
            }
            at = end;
        }
        return found;
    }

    private static bool IsKnown(ReadOnlySpan<char> word, HashSet<string> parts)
    {
        var lookup = parts.GetAlternateLookup<ReadOnlySpan<char>>();
        return lookup.Contains(word) || (word.Length > 3 && word[^1] == 's' && lookup.Contains(word[..^1]));
    }
}
