using Varamail.Guideline;

namespace Varamail.Tests.Guideline.Sensitivity;

public class FindingEngineTests
{
    [Test]
    public void A_finding_tells_where_it_stands_and_why()
    {
        var finding = Draft.Find("Hej!\nMitt personnummer är 910814-9882.").Single();

        Assert.Multiple(() =>
        {
            Assert.That(finding.Category, Is.EqualTo(Category.IdentityNumber));
            Assert.That(finding.Text, Is.EqualTo("910814-9882"));
            Assert.That((finding.Where, finding.Offset), Is.EqualTo(("body", 26)));
            Assert.That(finding.Citation.Rule, Is.EqualTo("R58"));
            Assert.That(finding.Explanation, Does.StartWith("Personnummer"));
        });
    }

    [Test]
    public void A_topic_without_a_person_is_no_finding() =>
        Assert.That(Draft.Find("Jag såg affischen om anhörigkursen \"ADHD, autism och vardagen\". Är den gratis?"), Is.Empty);

    [Test]
    public void A_diagnosis_of_a_relative_is_a_finding() =>
        Assert.That(Draft.Find("Min son i 4B har fått diagnosen autism.").Select(f => f.Category).Distinct(), Is.EqualTo(new[] { Category.Health }));

    // The window that is searched for "art." and "art " began within "vart"
    [Test]
    public void A_word_cut_by_the_window_of_cues_excuses_no_number([Range(40, 56)] int between) =>
        Assert.That(Draft.Find("Vart" + " jag ska skicka detta vet jag inte, Aili Nyman som är".PadRight(between)[..between] + " 380204-9829.").Select(f => f.Text), Is.EqualTo(new[] { "380204-9829" }));
}
