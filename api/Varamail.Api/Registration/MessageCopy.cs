namespace Varamail.Api.Registrations;

/// <summary>A copy of a registered message in a mailbox: each is marked with categories.</summary>
internal sealed class MessageCopy
{
    public required Guid RegistrationId { get; init; }

    /// <summary>Lower case.</summary>
    public required string Mailbox { get; init; }

    /// <summary>Immutable.</summary>
    public required string ItemId { get; init; }
}
