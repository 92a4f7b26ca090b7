using System.Buffers;
using System.Security.Cryptography;
using Varamail.Api.Registrations;
using Varamail.Guideline;

namespace Varamail.Api.Diary;

/// <summary>A case in the system that holds it.</summary>
/// <param name="Id">The system's own id.</param>
/// <param name="Number">Its diary number, for example <c>BYN 2026/1</c>.</param>
internal sealed record CaseReference(string Id, string Number);

/// <summary>What to look for among the cases of an authority.</summary>
/// <param name="Authority">Diary series.</param>
/// <param name="Text">Words of a title, or a diary number.</param>
/// <param name="AtMost">How many cases at most.</param>
internal sealed record CaseSearch(string Authority, string Text, int AtMost = 20);

internal sealed record FoundCase(CaseReference Case, string Title, string? CaseOfficer);

/// <summary>A case to be opened.</summary>
/// <param name="Key">Names this case for ever: a repeat with the same key is the same case.</param>
/// <param name="Authority">Diary series.</param>
/// <param name="Title">For those inside.</param>
/// <param name="PublicTitle">What the public reads.</param>
/// <param name="CaseOfficer">Who handles it.</param>
/// <param name="ClassificationCode">Of the municipality's classification scheme.</param>
/// <param name="OpenedOn">The day.</param>
/// <param name="Secrecy">Secrecy marking of the case itself.</param>
internal sealed record NewCase(
    Guid Key,
    string Authority,
    string Title,
    string PublicTitle,
    string? CaseOfficer,
    string? ClassificationCode,
    DateOnly OpenedOn,
    SecrecyMarking? Secrecy = null
);

/// <summary>Where a document goes: exactly one of the two is set.</summary>
/// <param name="Existing">A case that is there. Its number suffices where the id isn't known: then the id is empty.</param>
/// <param name="New">A case that this document opens.</param>
internal sealed record CaseTarget(CaseReference? Existing = null, NewCase? New = null);

/// <summary>A document to be entered.</summary>
/// <param name="Key">Names this document for ever: a repeat with the same key is the same document.</param>
/// <param name="Registration">The registration that it comes from.</param>
/// <param name="Authority">Diary series.</param>
/// <param name="Case">Its case.</param>
/// <param name="Title">For those inside.</param>
/// <param name="PublicTitle">What the public reads.</param>
/// <param name="DocumentType">For example ”Ansökan”.</param>
/// <param name="ClassificationCode">Of the municipality's classification scheme.</param>
/// <param name="Direction">Received, dispatched, or drawn up inside.</param>
/// <param name="ReceivedOn">The day it was received or drawn up.</param>
/// <param name="EnteredAt">When the registrar entered it.</param>
/// <param name="EnteredBy">The registrar.</param>
/// <param name="CaseOfficer">Who handles it.</param>
/// <param name="Parties">Senders and receivers.</param>
/// <param name="Secrecy">Secrecy marking (OSL 5:5).</param>
/// <param name="Note">For those inside.</param>
/// <param name="InternetMessageId">Without angle brackets; empty when the message has none.</param>
/// <param name="Main">The original.</param>
/// <param name="Appendices">Attachments taken out of it.</param>
internal sealed record NewDocument(
    Guid Key,
    Guid Registration,
    string Authority,
    CaseTarget Case,
    string Title,
    string PublicTitle,
    string? DocumentType,
    string? ClassificationCode,
    Direction Direction,
    DateOnly ReceivedOn,
    DateTimeOffset EnteredAt,
    Person EnteredBy,
    string? CaseOfficer,
    IReadOnlyList<Party> Parties,
    SecrecyMarking? Secrecy,
    string? Note,
    string InternetMessageId,
    DocumentFile Main,
    IReadOnlyList<DocumentFile> Appendices
)
{
    public IEnumerable<DocumentFile> Files => Appendices.Prepend(Main);
}

/// <summary>What the diary shall say of a document from now on.</summary>
internal sealed record DocumentUpdate(
    string Authority,
    string DocumentId,
    string Title,
    string PublicTitle,
    string? DocumentType,
    SecrecyMarking? Secrecy,
    Person By,
    string Reason
);

/// <summary>Whether a party wrote the document or receives it.</summary>
public enum PartyRole
{
    Sender,
    Receiver,
}

/// <summary>Somebody outside whom the document came from or goes to.</summary>
/// <param name="Role">Sender or receiver.</param>
/// <param name="Name">As the diary shall say it.</param>
/// <param name="Address">E-mail address, if known.</param>
/// <param name="Hidden">Left out of the public diary (OSL 5:2 second paragraph).</param>
/// <param name="Shown">The name may stand in the diary on the web, too.</param>
internal sealed record Party(PartyRole Role, string Name, string? Address, bool Hidden, bool Shown = false);

/// <summary>A file of a document. It is read anew at each attempt, a piece at a time, and its bytes are never changed.</summary>
/// <param name="Name">As its sender named it: never trust it as a path.</param>
/// <param name="MediaType">For example <c>message/rfc822</c>.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="Open">Opens it from its beginning.</param>
internal sealed record DocumentFile(string Name, string MediaType, long Size, string Sha256, Func<CancellationToken, Task<Stream>> Open)
{
    /// <summary>Opens it, and tells a file of ours that is gone from a folder or a line that fails: trying again brings nothing back.</summary>
    /// <exception cref="InvalidDataException">It is gone.</exception>
    public async Task<Stream> OpenAsync(CancellationToken ct)
    {
        try
        {
            return await Open(ct);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException("A file is not there any longer.", e);
        }
    }

    /// <summary>Writes a new file, and has it on disk before it returns.</summary>
    /// <exception cref="InvalidDataException">The bytes aren't those that were registered.</exception>
    public Task SaveAsync(string path, CancellationToken ct) => NewFile.WriteAsync(path, to => CopyToAsync(to, ct), ct);

    /// <summary>Copies the bytes, and makes sure that they are those that were registered.</summary>
    /// <exception cref="InvalidDataException">They aren't, or are gone: what was copied must not be used.</exception>
    public async Task CopyToAsync(Stream to, CancellationToken ct)
    {
        await using var from = await OpenAsync(ct);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(81920);
        try
        {
            for (int read; (read = await from.ReadAsync(buffer, ct)) > 0; )
            {
                hash.AppendData(buffer, 0, read);
                await to.WriteAsync(buffer.AsMemory(0, read), ct);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != Sha256)
            throw new InvalidDataException("A file is not what it was when it was registered.");
    }
}

/// <summary>A case that the system has opened.</summary>
internal sealed record CaseReceipt(CaseReference Case);

/// <summary>A document that the system has stored.</summary>
/// <param name="Id">The system's own id.</param>
/// <param name="Case">The case that it stands in.</param>
/// <param name="Number">Its diary number, for example <c>BYN 2026/1-2</c>.</param>
/// <param name="Sha256">Of the main file as the system stored it, by the system's own count; null when it doesn't tell.</param>
internal sealed record DocumentReceipt(string Id, CaseReference Case, string Number, string? Sha256)
{
    /// <summary>Only then may anything be removed on our side.</summary>
    /// <param name="main">SHA-256 of the main file.</param>
    public bool Proves(string main) => Id.Length > 0 && Number.Length > 0 && string.Equals(Sha256, main, StringComparison.OrdinalIgnoreCase);
}
