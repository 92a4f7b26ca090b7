using Microsoft.AspNetCore.Http.HttpResults;
using Varamail.Api.Diary;
using Varamail.Guideline;

namespace Varamail.Api.Sent;

/// <summary>Cases of the diaries that another system holds. Their titles are for those inside: whoever may not enter there is told only whether a
/// case has the whole number that she wrote.</summary>
internal sealed class OutsideCases(DiarySystems systems, Municipality municipality)
{
    private const int MostFound = 10;

    /// <summary>A person waits for the list; what answers later is told as silent.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public bool Holds(string authority) => !systems.IsBuiltIn(authority);

    public string NameOf(string authority) => systems.Of(authority).Name;

    /// <summary>False: a number is taken as it is written.</summary>
    public bool CanSearch(string authority) => systems.Of(authority).Abilities.HasFlag(DiaryAbilities.SearchCases);

    /// <summary>Whether nobody could see that the case is there.</summary>
    public bool IsUnchecked(string authority, string? number) => number is not null && Holds(authority) && !CanSearch(authority);

    /// <returns>Null when the system can't be searched or doesn't answer.</returns>
    public async Task<IReadOnlyList<FoundCase>?> SearchAsync(string authority, string text, bool seesTitles, CancellationToken ct)
    {
        if (!CanSearch(authority))
            return null;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            var answer = await systems.Of(authority).SearchCasesAsync(new CaseSearch(authority, text, MostFound), patience.Token);
            return answer switch
            {
                { Outcome: DiaryOutcome.NotFound } => [],
                { Outcome: DiaryOutcome.Done, Value: { } found } => seesTitles ? found : [.. found.Where(f => IsNumbered(f, text)).Select(f => f with { Title = "" })],
                _ => null,
            };
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>The number as the other system writes it, or as it was typed where that can't be asked.</summary>
    public async Task<(string? Number, ProblemHttpResult? Problem)> NumberAsync(string authority, string written, CancellationToken ct)
    {
        var typed = written.Trim();
        if (typed.Length == 0)
            return (null, Problem.Invalid("case.existing", "Skriv ärendets nummer."));
        if (!CanSearch(authority))
            return (typed, null);
        if (await SearchAsync(authority, typed, seesTitles: false, ct) is not { } found)
            return (
                null,
                Problem.Invalid(
                    "case.existing",
                    $"{NameOf(authority)} svarar inte, så numret kan inte kontrolleras. Försök igen om en stund, eller registrera meddelandet från Skickat när du har skickat det."
                )
            );
        return found.Count > 0 ? (found[0].Case.Number, null) : (null, Problem.Invalid("case.existing", $"{NameOf(authority)} har inget ärende med det numret."));
    }

    /// <param name="authority">Whose diary it is.</param>
    /// <param name="found">What a search answered; null when it didn't.</param>
    /// <param name="enters">Whether she may enter there.</param>
    public DiaryElsewhere Elsewhere(string authority, IReadOnlyList<FoundCase>? found, bool enters)
    {
        var canSearch = CanSearch(authority);
        return new(authority, municipality.FindAuthority(authority)!.Committee, NameOf(authority), canSearch, canSearch && found is null, enters);
    }

    private static bool IsNumbered(FoundCase found, string text) => string.Equals(found.Case.Number, text.Trim(), StringComparison.OrdinalIgnoreCase);
}
