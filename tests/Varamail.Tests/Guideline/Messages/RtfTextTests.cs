using System.Text;
using Varamail.Guideline.Messages;

namespace Varamail.Tests.Guideline.Messages;

internal sealed class RtfTextTests
{
    [TestCase(@"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 R\'e4k\par \u229?tta}", "Räk\nåtta")]
    [TestCase(@"{\rtf1\ansi\ansicpg1251 \'ef\'e0\'f0\'ee\'eb\'fc}", "пароль")]
    [TestCase(@"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}}\f1 \'ef\'e0\f0  \'e4{\f1 \'ef}\'e4}", "па äпä")]
    [TestCase(@"{\rtf1\ansi{\fonttbl{\f0\fcharset128 MS;}}\f0 \'93\'fa\'96\'7b}", "日本")]
    [TestCase(@"{\rtf1\uc2 \u8364\'80\'80 10 \uc0\u229 b}", "€ 10 åb")]
    [TestCase(@"{\rtf1 {\field{\*\fldinst HYPERLINK ""http://x""}{\fldrslt l\'e4nk}} \ldblquote a\rdblquote\emdash b}", "länk “a”—b")]
    [TestCase(@"{\rtf1 a{\pict 00ff}{\*\generator x}{\info{\author Hemlig}}b{\*\shppict{\pict ff}}c}", "abc")]
    [TestCase(@"{\rtf1 a\bin4 }}}}b\~c\_d\{\\\}}", "ab c-d{\\}")]
    [TestCase(@"{\rtf1 rad ett\line rad tv\'e5\cell tre\row}", "rad ett\nrad två\ttre\n")]
    [TestCase(@"}}}}{\rtf1 a}b", "ab")]
    [TestCase(@"{\rtf1 a\'", "a")]
    [TestCase(@"{\rtf1 a\u", "a")]
    public void Rtf_is_read_as_it_is_shown(string rtf, string text) => Assert.That(RtfText.Read(Encoding.Latin1.GetBytes(rtf), 1_000), Is.EqualTo(text));

    [Test]
    public void Much_nesting_is_no_trouble() => Assert.That(RtfText.Read(Encoding.ASCII.GetBytes(new string('{', 1_000_000) + "a" + new string('}', 1_000_000)), 1_000), Is.EqualTo("a"));
}
