using System.Text;
using System.Xml;

namespace Varamail.Api.Diary.Outside;

/// <summary>Texts that come from messages may hold what XML can't (control characters, half surrogates).</summary>
internal static class XmlWords
{
    /// <summary>The text, with a sign in the place of what can't be written.</summary>
    public static string Of(string text)
    {
        if (IsWritable(text))
            return text;
        StringBuilder writable = new(text.Length);
        foreach (var rune in text.EnumerateRunes())
            writable.Append(IsWritable(rune.ToString()) ? rune.ToString() : "\uFFFD");
        return writable.ToString();
    }

    private static bool IsWritable(string text)
    {
        try
        {
            XmlConvert.VerifyXmlChars(text);
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
