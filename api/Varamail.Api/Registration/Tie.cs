namespace Varamail.Api.Registrations;

/// <summary>What two messages can have in common.</summary>
internal enum TieKind
{
    /// <summary>A message id: its own, or one that it answers or refers to.</summary>
    Thread,

    /// <summary>The subject without ”Sv:” and the like.</summary>
    Subject,

    /// <summary>An attached file.</summary>
    File,

    /// <summary>One of <see cref="Wording.Bands"/> fingerprints of what the writer says herself.</summary>
    Wording,
}

/// <summary>Something that a message may share with others, as a hash: it finds the thread, the duplicate and the campaign, and tells nothing by
/// itself.</summary>
internal sealed class Tie
{
    public required Guid RegistrationId { get; init; }
    public required TieKind Kind { get; init; }

    /// <summary>At most 64 characters.</summary>
    public required string Value { get; init; }
}
