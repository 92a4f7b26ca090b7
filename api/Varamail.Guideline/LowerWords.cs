namespace Varamail.Guideline;

/// <summary>The words of a name or a cell, in lower case; whatever is no letter parts them.</summary>
internal static class LowerWords
{
    public static string[] Of(string text)
    {
        var lower = text.ToLowerInvariant();
        return lower.Split([.. lower.Where(c => !char.IsLetter(c))], StringSplitOptions.RemoveEmptyEntries);
    }
}
