using System.Text.RegularExpressions;

namespace Varamail.Tests;

/// <summary>What a reader may expect of every file.</summary>
internal sealed partial class HouseTests
{
    private const int ScreensOfAReader = 500;

    [Test]
    public void Nothing_is_left_to_do_or_switched_off()
    {
        var left = Lines("api", "addin/src", "tests", "docs")
            .Where(at => at.File != "tests/Varamail.Tests/HouseTests.cs")
            .Where(at => LeftOver().IsMatch(at.Text))
            .Select(at => at.ToString());

        Assert.That(left, Is.Empty);
    }

    [Test]
    public void No_path_of_somebodys_machine_stands_in_the_project()
    {
        var paths = Lines("api", "addin/src", "tests", "docs")
            .Where(at => at.File != "tests/Varamail.Tests/HouseTests.cs")
            .Where(at => MachinePath().IsMatch(at.Text))
            .Select(at => at.ToString());

        Assert.That(paths, Is.Empty);
    }

    [Test]
    public void No_source_file_is_longer_than_a_person_reads()
    {
        var long_files = Repository.Files("api", "addin/src", "tests")
            .Where(file => Path.GetExtension(file) is ".cs" or ".ts" or ".tsx")
            .Where(file => !file.EndsWith(".d.ts", StringComparison.Ordinal)) // made from openapi.json at build
            .Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal)) // made by dotnet ef from the model
            .Select(file => (file, length: File.ReadLines(Repository.At(file)).Count()))
            .Where(at => at.length > ScreensOfAReader)
            .Select(at => $"{at.file}: {at.length}");

        Assert.That(long_files, Is.Empty);
    }

    [Test]
    public void Every_link_in_the_documents_leads_somewhere()
    {
        var broken = new[] { "README.md", "GLOSSARY.md" }
            .Where(file => File.Exists(Repository.At(file)))
            .Concat(Repository.Files("docs"))
            .Where(file => file.EndsWith(".md", StringComparison.Ordinal))
            .SelectMany(file => Link().Matches(File.ReadAllText(Repository.At(file))).Select(link => (file, target: link.Groups["target"].Value)))
            .Where(link => !link.target.Contains("://", StringComparison.Ordinal))
            .Where(link => !Path.Exists(Path.Combine(Path.GetDirectoryName(Repository.At(link.file))!, link.target)))
            .Select(link => $"{link.file} → {link.target}");

        Assert.That(broken, Is.Empty);
    }

    private static IEnumerable<(string File, int Number, string Text)> Lines(params string[] folders) =>
        Repository.Files(folders).SelectMany(file => File.ReadLines(Repository.At(file)).Select((line, index) => (file, index + 1, line)));

    [GeneratedRegex(@"\bTODO\b|\bFIXME\b|\bHACK\b|#region|\[Ignore|\[Explicit|Assert\.(Ignore|Inconclusive)|\b(it|test|describe)\.(skip|only|todo)\b")]
    private static partial Regex LeftOver();

    [GeneratedRegex(@"(^|[\s""'=(])/(work|home|root|tmp)/|[A-Z]:\\Users\\")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)(#[^)]*)?\)")]
    private static partial Regex Link();
}
