using Microsoft.EntityFrameworkCore;
using Varamail.Api.Diary.Deliveries;
using Varamail.Api.Storage;

namespace Varamail.Api.Diary;

/// <summary>Bars that a message is removed anywhere, in our store or in a mailbox, while somebody waits to see it: R45 forbids disposal until a request
/// for disclosure is closed. Several may stand at once; each is lifted by itself.</summary>
internal sealed class Hold
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public required Guid RegistrationId { get; init; }

    /// <summary>Who, when and why.</summary>
    public required Settled Placed { get; init; }

    public Settled? Lifted { get; private set; }

    public void Lift(Settled by) => Lifted ??= by;
}

/// <summary>Asks about holds.</summary>
internal static class Holds
{
    public static Task<bool> IsHeldAsync(this VaramailDb db, Guid registration, CancellationToken ct) =>
        db.Holds.AnyAsync(h => h.RegistrationId == registration && h.Lifted == null, ct);
}
