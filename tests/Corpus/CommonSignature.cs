using Varamail.Guideline;

namespace Varamail.Corpus;

/// <summary>The common signature of the corpora: a setting in the product, here as the assessment standard has it.</summary>
internal static class CommonSignature
{
    public const string Template = "Med vänlig hälsning\n\n{name}\n{title}\n{department}\n{municipality}\n0512-310 00\nwww.vara.se";

    /// <summary>As somebody signs.</summary>
    public static string[] Of(Mailbox sender, Municipality directory) =>
        [
            .. Template
                .Split('\n')
                .Where(line => line != "{title}" || sender.Title is not null)
                .Select(line =>
                    line.Replace("{name}", sender.Name, StringComparison.Ordinal)
                        .Replace("{title}", sender.Title, StringComparison.Ordinal)
                        .Replace("{department}", directory.DepartmentOf(sender.Address).Name, StringComparison.Ordinal)
                        .Replace("{municipality}", directory.Name, StringComparison.Ordinal)
                ),
        ];
}
