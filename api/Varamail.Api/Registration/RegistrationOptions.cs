namespace Varamail.Api.Registrations;

/// <summary>Section <c>Registration</c>: the municipality's choices for registering.</summary>
public sealed class RegistrationOptions
{
    /// <summary>How long an official may take back what nobody has begun with, in minutes.</summary>
    public int WithdrawMinutes { get; set; } = 10;

    /// <summary>How long a registrar may undo a decision, or move a document to another case, in minutes. Afterwards an entry can still be voided.</summary>
    public int UndoMinutes { get; set; } = 240;

    /// <summary>How many days the bytes of a returned, withdrawn, redirected or unregistered message are kept in case that is undone.</summary>
    public int UndoDays { get; set; } = 7;

    /// <summary>The largest message that is taken in, in megabytes: Exchange's own limit.</summary>
    public int MaxMessageMegabytes { get; set; } = 150;

    /// <summary>How many working days after arrival a message shall be registered (OSL 5:1: as soon as it has arrived).</summary>
    public int RegisterWithinWorkingDays { get; set; } = 1;

    /// <summary>Whether what is sent to the registrar's queue also goes by e-mail to the registrar's mailbox: the original as an attached file, above 3 MB only a link. What may not be sent by e-mail goes to the queue alone.</summary>
    public bool MailCopyToRegistrar { get; set; }

    internal TimeSpan WithdrawTime => TimeSpan.FromMinutes(WithdrawMinutes);

    internal TimeSpan RegretTime => TimeSpan.FromMinutes(UndoMinutes);

    internal TimeSpan UndoTime => TimeSpan.FromDays(UndoDays);
}
