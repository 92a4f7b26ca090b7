namespace Varamail.Api.Sent;

/// <summary>Section <c>Sent</c>: “Skicka och diarieför”.</summary>
public sealed class SentOptions
{
    /// <summary>Whether every official may enter what she sends in an existing case of her own authority. Otherwise only registrars and officials with the right (<c>DiaryOfficer</c>) do; what others send waits in the registrar's queue with the chosen case named.</summary>
    public bool OfficialsMayEnter { get; set; }

    /// <summary>How many days the sent message is looked for in Sent Items. Longer than a delayed delivery that people use.</summary>
    public int WaitDays { get; set; } = 14;

    internal TimeSpan WaitTime => TimeSpan.FromDays(WaitDays);
}
