namespace Varamail.Rehearsal;

/// <summary>Switches faults on and off from the host page, scripts and tests.</summary>
internal static class FaultEndpoints
{
    public static void MapFaults(this IEndpointRouteBuilder app)
    {
        app.MapPost("/rehearsal/faults", (Fault fault, World world) => world.Faults.Switch(fault));
        app.MapDelete("/rehearsal/faults", (World world) => world.Faults.Clear());
    }
}
