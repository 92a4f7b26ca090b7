using System.ComponentModel.DataAnnotations;
using Varamail.Api.Registrations;
using Varamail.Guideline;

namespace Varamail.Api.Desk;

/// <summary>What of the queue somebody wants to see; all of it must hold.</summary>
/// <param name="Authority">Diary series.</param>
/// <param name="State">Of one state; what is open when not given.</param>
/// <param name="Search">Words of subject or sender. Never finds what you may not read.</param>
/// <param name="Mailbox">Address of the mailbox.</param>
/// <param name="Handling">The verdict when it was sent here.</param>
/// <param name="Signal">What else is said of it.</param>
/// <param name="Due">Due today, or late.</param>
/// <param name="Mine">Taken by you.</param>
/// <param name="Restricted">Opened by a logged click only.</param>
/// <param name="Whistleblowing">Reports under the whistleblowing act, for those who receive them.</param>
public sealed record QueueFilter(
    [StringLength(20)] string? Authority = null,
    [OneOf<RegistrationState>] string? State = null,
    [StringLength(200)] string? Search = null,
    [StringLength(320)] string? Mailbox = null,
    [OneOf<Handling>] string? Handling = null,
    [OneOf<Signal>] string? Signal = null,
    bool Due = false,
    bool Mine = false,
    bool Restricted = false,
    bool Whistleblowing = false
);
