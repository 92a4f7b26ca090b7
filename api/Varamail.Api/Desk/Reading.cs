using Varamail.Api.Registrations;

namespace Varamail.Api.Desk;

/// <summary>Somebody opened a restricted item. Appended, never changed: the database refuses.</summary>
internal sealed class Reading
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public required Guid RegistrationId { get; init; }
    public required Person Reader { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Reason { get; init; }
}
