using Microsoft.EntityFrameworkCore;
using Varamail.Api.Storage;

namespace Varamail.Api.Registrations;

/// <summary>Finds the registration of a message that a person has before her.</summary>
internal static class Finding
{
    /// <summary>The mailbox's own authority first; then what the person sent elsewhere herself; then where it was redirected.</summary>
    public static async Task<Registration?> FindRegistrationAsync(this VaramailDb db, MessageKey key, string authority, Actor who, CancellationToken ct)
    {
        var fingerprint = key.Fingerprint;
        var all = await db.Registrations.AsNoTracking().Where(r => r.Fingerprint == fingerprint).ToListAsync(ct);
        return all.OrderByDescending(r => r.State is not RegistrationState.Redirected)
            .ThenByDescending(r => r.Authority == authority)
            .ThenByDescending(r => r.CreatedBy.Id == who.Person.Id)
            .ThenBy(r => r.CreatedAt)
            .FirstOrDefault();
    }

    /// <summary>A registered message that has the same internet message id but says something else.</summary>
    public static async Task<Registration?> FindOtherContentAsync(this VaramailDb db, MessageKey key, Actor who, CancellationToken ct) =>
        (await db.FindOtherContentsAsync(key.InternetMessageId, key.Fingerprint, ct)).FirstOrDefault(r => r.IsVisibleTo(who));

    public static async Task<IReadOnlyList<Registration>> FindOtherContentsAsync(
        this VaramailDb db,
        string internetMessageId,
        string fingerprint,
        CancellationToken ct
    ) =>
        internetMessageId.Length == 0
            ? []
            : await db
                .Registrations.AsNoTracking()
                .Where(r => r.InternetMessageId == internetMessageId && r.Fingerprint != fingerprint)
                .OrderByDescending(r => r.CreatedAt)
                .ToListAsync(ct);
}
