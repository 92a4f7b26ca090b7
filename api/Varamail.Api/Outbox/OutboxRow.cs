namespace Varamail.Api.Outbox;

/// <summary>How far something that leaves the system has come.</summary>
internal enum OutboxState
{
    Pending,
    Done,
    Failed,

    /// <summary>A later row for the same message says otherwise.</summary>
    Superseded,
}

/// <summary>Categories to be set on, and taken from, one copy of a message.</summary>
internal sealed record Marking(string Mailbox, string ItemId, IReadOnlyList<string> Add, IReadOnlyList<string> Remove);

/// <summary>Something that is to leave the system, written in the transaction that wants it: it leaves if and only if that happened.</summary>
internal sealed class OutboxRow
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public required Guid RegistrationId { get; init; }

    /// <summary>The copy that it concerns: what is said of one copy leaves in order, never two at once.</summary>
    public required string ItemId { get; init; }

    public required Marking Marking { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public OutboxState State { get; set; }
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>Until then one worker has it, even when it was superseded meanwhile; if the worker dies, another takes it.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }

    public int Attempts { get; set; }

    /// <summary>Why the last attempt failed: a code, never words of a message.</summary>
    public string? Failure { get; set; }
}
