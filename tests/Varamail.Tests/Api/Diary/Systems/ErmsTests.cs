using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Microsoft.Extensions.Options;
using Varamail.Api.Diary;
using Varamail.Api.Diary.Erms;
using Varamail.Guideline;
using Varamail.Rehearsal.Evolution;

namespace Varamail.Tests.Api.Diary.Systems;

[TestFixture]
internal sealed class ErmsTests : DiarySystemContract
{
    private static readonly XNamespace Mets = "http://www.loc.gov/METS/";
    private static readonly XNamespace XLink = "http://www.w3.org/1999/xlink";
    private static readonly XNamespace Csip = "https://DILCIS.eu/XML/METS/CSIPExtensionMETS";
    private static readonly XNamespace Erms = ErmsXml.Namespace;

    private readonly EvolutionFaults faults = new();
    private string folder = null!;
    private string other = null!;
    private EvolutionRegister register = null!;
    private ErmsFolderReader importer = null!;

    protected override Task<IDiarySystem> StartAsync()
    {
        folder = Directory.CreateTempSubdirectory("varamail-erms-").FullName;
        other = Directory.CreateTempSubdirectory("varamail-archive-").FullName;
        register = new EvolutionRegister(other);
        importer = new ErmsFolderReader(folder, register, faults);
        var vara = Municipality.Parse(System.IO.File.ReadAllText(Repository.At("api", "Varamail.Api", "municipality.json")));
        var options = new ErmsOptions { Folder = folder, ArchivalCreator = "SE/212000-0000" };
        return Task.FromResult<IDiarySystem>(new ErmsFolder(Options.Create(options), vara, TimeProvider.System));
    }

    protected override Task StopAsync()
    {
        Directory.Delete(folder, recursive: true);
        Directory.Delete(other, recursive: true);
        return Task.CompletedTask;
    }

    protected override Task SettleAsync()
    {
        importer.Work();
        return Task.CompletedTask;
    }

    protected override Task<IReadOnlyList<Held>> HeldAsync() => Task.FromResult(EvolutionHttpTests.Held(register));

    /// <summary>The published schema has no licence that lets it lie here. Ours knows what we write and nothing else, in the published order;
    /// with the published one at hand, VARAMAIL_ERMS_SCHEMA names it, and it is asked as well.</summary>
    [Test]
    public async Task The_description_is_valid_ERMS()
    {
        var description = Path.Combine(await PackageAsync(), "representations/rep1/data/erms.xml");

        Assert.That(Validate(description, Schemas(Erms.NamespaceName, Repository.At("tests", "Varamail.Tests", "Api", "Diary", "Systems", "erms-subset.xsd"))), Is.Empty);
        if (Environment.GetEnvironmentVariable("VARAMAIL_ERMS_SCHEMA") is { Length: > 0 } published)
            Assert.That(Validate(description, Schemas(Erms.NamespaceName, published)), Is.Empty);
    }

    [Test]
    public async Task Where_ERMS_says_other_it_says_what_other()
    {
        var record = XDocument.Load(Path.Combine(await PackageAsync(Direction.Internal), "representations/rep1/data/erms.xml")).Descendants(Erms + "record").Single();

        var direction = record.Element(Erms + "direction")!;
        Assert.That((string?)direction.Attribute("directionDefinition"), Is.EqualTo("other"));
        Assert.That((string?)direction.Attribute("otherDirectionDefinition"), Is.Not.Empty);
        Assert.That(record.Descendants(Erms + "addressContactInformation"), Is.All.Matches<XElement>(a => a.HasElements));
    }

    /// <summary>METS of the Library of Congress with CSIP's extension, as they travel in the package; but for the links, see xlink-of-mets.xsd.</summary>
    [TestCase("METS.xml")]
    [TestCase("representations/rep1/METS.xml")]
    public async Task The_package_is_valid_METS(string document)
    {
        var package = await PackageAsync();
        XmlSchemaSet published = new() { XmlResolver = null };
        published.Add(Schemas(XLink.NamespaceName, Repository.At("tests", "Varamail.Tests", "Api", "Diary", "Systems", "xlink-of-mets.xsd")));
        foreach (var (ns, name) in new[] { (Mets.NamespaceName, "mets.xsd"), (Csip.NamespaceName, "DILCISExtensionMETS.xsd") })
            published.Add(Schemas(ns, Path.Combine(package, "schemas", name)));

        Assert.That(Validate(Path.Combine(package, document), published), Is.Empty);
        var broken = XDocument.Load(Path.Combine(package, document));
        broken.Descendants(Mets + "file").First().Attribute("CHECKSUMTYPE")!.Value = "SHA-265";
        Assert.That(Validate(broken, published), Is.Not.Empty, "the schema is asked");
    }

    [Test]
    public async Task The_package_keeps_what_CSIP_demands_beyond_its_schema()
    {
        var package = await PackageAsync();
        var mets = XDocument.Load(Path.Combine(package, "METS.xml")).Root!;

        Assert.That((string?)mets.Attribute("OBJID"), Is.EqualTo(Path.GetFileName(package)), "CSIP1");
        Assert.That((string?)mets.Attribute("TYPE"), Is.EqualTo("Datasets"), "CSIP2");
        Assert.That((string?)mets.Attribute(Csip + "CONTENTINFORMATIONTYPE"), Is.EqualTo("citserms_v3_0"), "CSIP4");
        Assert.That((string?)mets.Attribute("PROFILE"), Does.EndWith("E-ARK-CSIP-v2-1-0.xml"), "CSIP6");
        Assert.That((string?)mets.Element(Mets + "metsHdr")!.Attribute(Csip + "OAISPACKAGETYPE"), Is.EqualTo("SIP"), "CSIP9");
        Assert.That(mets.Descendants(Mets + "fileGrp").Select(g => (string?)g.Attribute("USE")), Is.EqualTo(new[] { "Documentation", "Schemas", "Representations/rep1" }), "CSIP60, 113, 114");
        Assert.That(mets.Descendants(Mets + "fileGrp").Select(g => g.Elements(Mets + "file").Count()), Is.All.GreaterThan(0), "CSIP66");
        var map = mets.Element(Mets + "structMap")!;
        Assert.That(((string?)map.Attribute("TYPE"), (string?)map.Attribute("LABEL")), Is.EqualTo(("PHYSICAL", "CSIP")), "CSIP81, 82");
        var divisions = map.Element(Mets + "div")!.Elements(Mets + "div").ToList();
        Assert.That(divisions.Select(d => (string?)d.Attribute("LABEL")), Is.EqualTo(new[] { "Metadata", "Documentation", "Schemas", "Representations/rep1" }), "CSIP88, 95, 99, 107");
        var ids = mets.DescendantsAndSelf().Select(e => (string?)e.Attribute("ID")).Where(id => id is not null).ToList();
        Assert.That(ids, Is.Unique);
        Assert.That(map.Descendants(Mets + "fptr").Select(f => (string?)f.Attribute("FILEID")), Is.SubsetOf(ids), "CSIP116, 118");
        Assert.That((string?)map.Descendants(Mets + "mptr").Single().Attribute(XLink + "title"), Is.EqualTo((string?)mets.Descendants(Mets + "fileGrp").Last().Attribute("ID")), "CSIP108");
        Assert.That(System.IO.File.ReadAllText(Path.Combine(package, "documentation/readme.txt")), Does.Contain("ERMS 3.0.2").And.Contain("CSIP 2.1.0"));
        importer.Work(); // compares every checksum and finds nothing that METS doesn't name
        Assert.That(register.Documents, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_file_that_was_changed_in_the_package_is_not_imported()
    {
        var package = await PackageAsync();
        await System.IO.File.AppendAllTextAsync(Path.Combine(package, "representations/rep1/data/document/01-karta.pdf"), "x");

        importer.Work();

        Assert.That(register.Documents, Is.Empty);
    }

    private async Task<string> PackageAsync(Direction direction = Direction.Incoming)
    {
        var document = await DocumentAsync(title: "Överklagande \u0001 <Kedum>", appendices: [File("karta"u8.ToArray(), "karta.pdf", "application/pdf")]) with
        {
            Direction = direction,
            Note = "anteckning",
            Secrecy = new SecrecyMarking("21 kap. 3 § OSL", "Byggnadsnämnden", new DateOnly(2026, 11, 25)),
            Parties =
            [
                new Party(PartyRole.Sender, "Ulla Berg", "ulla@example.se", Hidden: true),
                new Party(PartyRole.Receiver, "Byggnadsnämnden", null, Hidden: false),
            ],
        };
        await Diary.AddDocumentAsync(document, default);
        return Path.Combine(folder, "in", document.Key.ToString());
    }

    private static List<string> Validate(string path, XmlSchemaSet schemas) => Validate(XDocument.Load(path), schemas);

    private static List<string> Validate(XDocument document, XmlSchemaSet schemas)
    {
        List<string> wrong = [];
        document.Validate(schemas, (_, e) => wrong.Add(e.Message));
        return wrong;
    }

    private static XmlSchemaSet Schemas(string ns, string path)
    {
        XmlSchemaSet schemas = new() { XmlResolver = null };
        using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        schemas.Add(ns, reader);
        return schemas;
    }
}
