using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Extensions;
using ArchUnitNET.Loader;
using Varamail.Guideline;

namespace Varamail.Tests;

/// <summary>The house of docs/decisions/0001-house.md, read from the compiled code.</summary>
internal sealed class ArchitectureTests
{
    private static readonly Architecture Code =
        new ArchLoader().LoadAssemblies(typeof(Assessment).Assembly, typeof(Varamail.Api.Problem).Assembly).Build();

    [TestCase("Microsoft.AspNetCore")]
    [TestCase("Microsoft.Extensions")]
    [TestCase("Microsoft.Graph")]
    [TestCase("Microsoft.EntityFrameworkCore")]
    [TestCase("System.Net.Http")]
    [TestCase("System.Net.Sockets")]
    [TestCase("System.Data")]
    [TestCase("Varamail.Api")]
    public void The_guideline_knows_no(string world) =>
        Assert.That(Uses("Varamail.Guideline", type => IsIn(type, world)), Is.Empty);

    [Test]
    public void The_guideline_touches_no_file() =>
        Assert.That(Uses("Varamail.Guideline", type => type.FullName is "System.IO.File" or "System.IO.Directory" or "System.IO.FileStream"), Is.Empty);

    [Test]
    public void The_guideline_has_no_clock()
    {
        string[] clocks = ["get_Now()", "get_UtcNow()", "get_Today()", "GetTimestamp()", "GetUtcNow()", "GetLocalNow()", "StartNew()"];
        var calls = Members("Varamail.Guideline")
            .SelectMany(member => member.Dependencies.OfType<ArchUnitNET.Domain.Dependencies.MethodCallDependency>())
            .Where(call => clocks.Contains(call.TargetMember.Name))
            .Select(call => $"{call.OriginMember.FullName} → {call.TargetMember.FullName}");

        Assert.That(calls, Is.Empty);
    }

    [TestCase("Microsoft.Graph")]
    [TestCase("Microsoft.Kiota")]
    public void Only_Microsoft365_knows(string sdk) =>
        Assert.That(UsesOutside("Varamail.Api.Microsoft365", type => IsIn(type, sdk)), Is.Empty);

    [Test]
    public void Only_Identity_and_Microsoft365_know_Microsofts_sign_in() =>
        Assert.That(
            UsesOutside("Varamail.Api.Microsoft365", type => IsIn(type, "Microsoft.Identity"))
                .Where(use => !use.StartsWith("Varamail.Api.Identity", StringComparison.Ordinal)),
            Is.Empty);

    [TestCase("Npgsql")]
    [TestCase("Microsoft.Data.Sqlite")]
    public void Only_Storage_and_its_outbox_know_which_database(string driver) =>
        Assert.That(
            UsesOutside("Varamail.Api.Storage", type => IsIn(type, driver))
                .Where(use => !use.StartsWith("Varamail.Api.Outbox", StringComparison.Ordinal)),
            Is.Empty);

    [Test]
    public void Nothing_is_called_a_service_a_manager_or_a_helper()
    {
        string[] says_nothing = ["Service", "Manager", "Helper", "Util", "Utils", "Common", "Processor"];
        var names = Code.Types
            .Where(type => IsIn(type, "Varamail"))
            .Where(type => says_nothing.Any(word => type.Name.EndsWith(word, StringComparison.Ordinal)))
            .Select(type => type.FullName);

        Assert.That(names, Is.Empty);
    }

    [Test]
    public void The_product_holds_no_trace_of_its_rehearsal()
    {
        var traces = Repository.Files("api", "addin/src")
            .SelectMany(file => File.ReadLines(Repository.At(file)).Select((line, index) => (file, number: index + 1, line)))
            .Where(at => at.line.Contains("rehears", StringComparison.OrdinalIgnoreCase))
            .Where(at => at.line.Trim() != """<InternalsVisibleTo Include="Varamail.Rehearsal" />""")
            .Select(at => $"{at.file}:{at.number}: {at.line.Trim()}");

        Assert.That(traces, Is.Empty);
    }

    private static IEnumerable<string> Uses(string from, Func<IType, bool> of) =>
        Code.Types
            .Where(type => IsIn(type, from))
            .SelectMany(type => type.Dependencies)
            .Where(dependency => of(dependency.Target))
            .Select(dependency => $"{dependency.Origin.FullName} → {dependency.Target.FullName}")
            .Distinct();

    private static IEnumerable<string> UsesOutside(string allowed, Func<IType, bool> of) =>
        Uses("Varamail.Api", of).Where(use => !use.StartsWith(allowed, StringComparison.Ordinal));

    private static IEnumerable<IMember> Members(string from) => Code.Types.Where(type => IsIn(type, from)).SelectMany(type => type.Members);

    private static bool IsIn(IType type, string world) =>
        type.FullName == world || type.FullName.StartsWith(world + ".", StringComparison.Ordinal);
}
