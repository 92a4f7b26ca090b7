using System.Globalization;
using System.Text;

namespace Varamail.Api.Diary;

/// <summary>Names for files that travel: a number first, so that no two are the same and none is a device, and nothing that could be a path.</summary>
internal static class PackageNames
{
    private const int Longest = 80;

    /// <summary>The name without anything that must be written otherwise in an address.</summary>
    public static string Ascii(string name)
    {
        StringBuilder plain = new();
        foreach (var letter in name.Normalize(NormalizationForm.FormD))
            if (char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_')
                plain.Append(letter);
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark)
                plain.Append('_');
        return plain.ToString();
    }

    public static string Of(int index, string name)
    {
        var safe = new StringBuilder();
        foreach (var letter in name.Normalize().EnumerateRunes())
        {
            if (safe.Length >= Longest)
                break;
            var isSafe = Rune.IsLetterOrDigit(letter) || letter.Value is '-' or '_' or ' ' || (letter.Value is '.' && (safe.Length == 0 || safe[^1] != '.'));
            safe.Append(isSafe ? letter.ToString() : "_");
        }
        // A long name keeps its ending: that is what programs go by.
        var ending = Path.GetExtension(name) is { Length: > 1 and <= 10 } extension && extension[1..].All(char.IsAsciiLetterOrDigit) ? extension : "";
        var text = safe.ToString().Trim(' ', '.');
        if (ending.Length > 0 && !text.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            text += ending;
        return string.Create(CultureInfo.InvariantCulture, $"{index:00}-{(text.Length == 0 ? "fil" : text)}");
    }
}
