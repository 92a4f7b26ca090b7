using System.Collections.Concurrent;

namespace Varamail.Api.Sent;

/// <summary>People's own rights to read their mail, lent for as long as a token lives at least, so that a message is found though its writer has
/// closed the pane. In memory only: after a restart the next call of hers lends anew.</summary>
internal sealed class LentRights(TimeProvider clock)
{
    // Entra ID gives an hour at least, of which MSAL keeps five minutes back.
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(50);

    private readonly ConcurrentDictionary<string, (string Header, DateTimeOffset Until)> lent = new();

    public void Keep(string person, string header)
    {
        var now = clock.GetUtcNow();
        foreach (var old in lent.Where(right => right.Value.Until <= now))
            lent.TryRemove(old); // nobody may ask for it again
        lent[person] = (header, now + Life);
    }

    public string? Of(string person) => lent.TryGetValue(person, out var right) && right.Until > clock.GetUtcNow() ? right.Header : null;

    public void Forget(string person) => lent.TryRemove(person, out _);
}
