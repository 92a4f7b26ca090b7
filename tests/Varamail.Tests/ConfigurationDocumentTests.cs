using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Varamail.Tests;

/// <summary>docs/configuration.md lists every setting of the API; the tables are made from the options' own documentation.</summary>
internal sealed partial class ConfigurationDocumentTests
{
    private const string Mark = "<!-- From here on made from the code: UPDATE_DOCUMENTS=1 dotnet test writes it anew. -->";

    private static readonly Assembly Api = typeof(Varamail.Api.Problem).Assembly;
    private static readonly Assembly Guideline = typeof(Varamail.Guideline.Municipality).Assembly;

    private static IEnumerable<Type> Options =>
        Api.GetExportedTypes().Concat(Guideline.GetExportedTypes()).Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal)).OrderBy(type => type.Name, StringComparer.Ordinal);

    [Test]
    public void The_document_lists_every_setting()
    {
        var file = Repository.At("docs", "configuration.md");
        var written = File.ReadAllText(file).ReplaceLineEndings("\n");
        var byHand = written[..(written.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)];
        var expected = byHand + "\n" + Tables();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCUMENTS") == "1")
            File.WriteAllText(file, expected);

        Assert.That(File.ReadAllText(file).ReplaceLineEndings("\n"), Is.EqualTo(expected));
    }

    [TestCaseSource(nameof(Options))]
    public void Every_setting_says_what_it_does(Type options)
    {
        var silent = Settings(options).Where(setting => string.IsNullOrWhiteSpace(Summary($"P:{options.FullName}.{setting.Name}"))).Select(setting => setting.Name);

        Assert.That(silent, Is.Empty);
        Assert.That(Section(options), Is.Not.Empty, "the summary begins with: Section <c>NAME</c>: what it is for");
    }

    private static string Tables()
    {
        var text = new StringBuilder();
        foreach (var options in Options)
        {
            var defaults = Activator.CreateInstance(options);
            text.Append(CultureInfo.InvariantCulture, $"\n## `{Section(options)}`\n\n{SectionPurpose(options)}\n\n| setting | default | |\n| --- | --- | --- |\n");
            foreach (var setting in Settings(options))
            {
                var summary = Summary($"P:{options.FullName}.{setting.Name}");
                text.Append(CultureInfo.InvariantCulture, $"| `{setting.Name}` | {Show(setting.GetValue(defaults))} | {summary} |\n");
            }
        }
        return text.ToString();
    }

    private static PropertyInfo[] Settings(Type options) =>
        options.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);

    private static string Show(object? value) =>
        value switch
        {
            null or "" => "–",
            bool yes => yes ? "`true`" : "`false`",
            string text => string.Join("<br>", text.Split('\n').Select(line => line.Length == 0 ? "" : $"`{line}`")), // a row of the table is one line
            System.Collections.IEnumerable many when !many.GetEnumerator().MoveNext() => "empty",
            System.Collections.IEnumerable many => string.Join(", ", many.Cast<object>().Select(one => $"`{one}`")),
            _ => string.Create(CultureInfo.InvariantCulture, $"`{value}`"),
        };

    private static string Section(Type options) => SectionSummary().Match(Summary($"T:{options.FullName}")).Groups["name"].Value;

    private static string SectionPurpose(Type options)
    {
        var purpose = SectionSummary().Match(Summary($"T:{options.FullName}")).Groups["purpose"].Value;
        return char.ToUpperInvariant(purpose[0]) + purpose[1..];
    }

    private static readonly Lazy<IReadOnlyList<XElement>> Documentation = new(() =>
        [.. new[] { Api, Guideline }.SelectMany(assembly => XElement.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member"))]
    );

    private static string Summary(string member)
    {
        var summary = Documentation.Value.FirstOrDefault(at => (string?)at.Attribute("name") == member)?.Element("summary");
        if (summary is null)
            return "";
        var words = summary.Nodes().Select(node => node is XElement element ? $"`{element.Value + LastName(element)}`" : node.ToString());
        return Spaces().Replace(string.Concat(words), " ").Trim();
    }

    private static string LastName(XElement element) => ((string?)element.Attribute("cref"))?.Split('.')[^1] ?? "";

    [GeneratedRegex(@"^Section `(?<name>[^`]+)`: (?<purpose>.+)$")]
    private static partial Regex SectionSummary();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
