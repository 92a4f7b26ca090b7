using Varamail.Api.Diary;

namespace Varamail.Api.PublicDiary;

/// <summary>Whose names may stand on the web. A program can't tell a person from a company: a name is shown where a registrar shows it.</summary>
internal static class WebNames
{
    /// <summary>Every name that an entry has or had.</summary>
    public static IEnumerable<string> All(WholeEntry whole) =>
        Names(whole)
            .Select(n => n.Name)
            .Concat(whole.Corrections.Where(c => c.Field == "counterpart").SelectMany(c => new[] { c.Was, c.Is }).OfType<string>())
            .Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names that mustn't stand anywhere in a case: not shown by any of its documents, or hidden by one of them.</summary>
    public static IReadOnlyList<string> Hidden(IReadOnlyList<WholeEntry> entries)
    {
        var names = entries.Where(e => e.Entry.Voided is null).SelectMany(Names).ToList();
        var shown = names.Where(n => n.IsShown).Select(n => n.Name).Except(names.Where(n => n.IsHidden).Select(n => n.Name), StringComparer.OrdinalIgnoreCase);
        return [.. entries.SelectMany(All).Except(shown, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The senders and receivers of a document, as the web tells them; null when it tells none.</summary>
    public static string? Shown(WholeEntry whole) => Names(whole).Where(n => n is { IsShown: true, IsHidden: false }).Select(n => n.Name).ToList() is { Count: > 0 } names ? string.Join(", ", names) : null;

    // The first party is the counterpart as it was entered: what stands since is in the entry's text.
    private static IEnumerable<(string Name, bool IsShown, bool IsHidden)> Names(WholeEntry whole) =>
        whole
            .Parties.Skip(1)
            .Select(p => (p.Name, p.Shown, p.Hidden))
            .Prepend((whole.Text.Counterpart ?? "", whole.Text.ShowCounterpart, whole.Text.HideCounterpart))
            .Where(n => n.Item1.Length > 0)
            .Select(n => (n.Item1, n.Item2 && !n.Item3, n.Item3));
}
