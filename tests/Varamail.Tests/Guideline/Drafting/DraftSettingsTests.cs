using System.Text.Json.Nodes;
using Varamail.Guideline;
using Varamail.Guideline.Drafting;

namespace Varamail.Tests.Guideline.Drafting;

internal sealed class DraftSettingsTests
{
    private static readonly Municipality Vara = Municipality.Parse(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "vara.json")));

    [Test]
    public void The_settings_name_no_member_of_the_staff()
    {
        var json = DraftSettings.ToJson(new DraftOptions(), Vara);
        Assert.Multiple(() =>
        {
            foreach (var person in Vara.Mailboxes.Where(m => m.Kind == MailboxKind.Individual && !m.Elected))
                Assert.That(json, Does.Not.Contain(person.Address).And.Not.Contain(person.Name), person.Department);
            Assert.That(json, Does.Contain("Gunnar Ahlin"), "elected representatives are public");
        });
    }

    [Test]
    public void Every_name_of_the_staff_is_there_as_a_hash_of_four_letters()
    {
        var staff = StaffNames.Of(Vara).Chunk(4).Select(c => new string(c)).ToList();
        Assert.That(staff, Does.Contain("_dgu").And.Unique, "\"karin ekdahl\", as addin/tests/guideline/draft.test.ts has it");
    }

    [Test]
    public void The_settings_are_one_object_of_plain_ASCII_without_anything_that_ends_a_script()
    {
        var json = DraftSettings.ToJson(new DraftOptions { SafeService = "</script>\u2028Säkra meddelanden" }, Vara);
        Assert.Multiple(() =>
        {
            Assert.That(json.All(char.IsAscii));
            Assert.That(json, Does.Not.Contain('<'));
            Assert.That((string?)JsonNode.Parse(json)!["safeService"], Is.EqualTo("</script>\u2028Säkra meddelanden"));
        });
    }
}
