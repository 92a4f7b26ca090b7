using Microsoft.Extensions.Options;
using Varamail.Api.Registrations;

namespace Varamail.Api.Diary.Deliveries;

/// <summary>Where a document goes, when not into the built-in diary.</summary>
/// <param name="System">The system by its setting's name.</param>
/// <param name="Name">What people call it.</param>
internal sealed record DiaryRoute(string System, string Name)
{
    /// <summary>A person enters it there, and confirms with a reference.</summary>
    public const string Manual = nameof(Manual);

    public bool IsManual => string.Equals(System, Manual, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Finds where a document goes.</summary>
internal sealed class DiaryRoutes(DiarySystems systems, IOptions<DiarySystemOptions> options)
{
    /// <summary>Null: the built-in diary.</summary>
    public DiaryRoute? Of(Registration registration)
    {
        if (systems.IsBuiltIn(registration.Authority))
            return null;
        var system = options.Value.Of(registration.Authority);
        return new DiaryRoute(system, systems.Named(system).Name);
    }
}
