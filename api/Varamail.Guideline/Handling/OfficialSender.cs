using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>Post from an authority, a clinic or a lawyer: such a sender writes about a matter, however short.</summary>
internal static class OfficialSender
{
    private static readonly Cue Private = Cue.Named("private");

    private static readonly string[] Names =
    [
        "polis", "åklagar", "domstol", "tingsrätt", "hovrätt", "förvaltningsrätt", "kammarrätt", "länsstyrelse", "myndighet", "inspektion", "försäkringskass", "arbetsförmedling",
        "kronofog", "verket", "lantmäteri", "kriminalvård", "frivård", "vårdcentral", "sjukhus", "lasarett", "klinik", "mottagning", "psykiatri", "habilitering", "bup ", "ombudsman",
        "advokat", "jurist", "revisor", "konkursförvalt", "god man", "socialtjänst", "socialjour", "familjehem", "registrator", "överförmyndar", "riksarkiv", "landsarkiv", "imy", "ivo",
    ];

    internal static readonly HandlingRule Rule = new(
        "handling.officialSender",
        Strength.Shall,
        "Skrivelse från en myndighet, en vårdgivare eller ett ombud.",
        Coverage.Cite("R33"),
        Toward: Handling.Register,
        Weight: 2,
        Examples:
        [
            new(true, "Polismyndigheten <region.vast@polis.example>", "alleskolan@vara.se", "Elev", "Kan ni ringa oss om Melker?"),
            new(true, "Försäkringskassan <handlaggare@fk.example>", "lisa.norling@vara.se", "Möte", "Vilka tider passar er vecka 49?"),
            new(false, "Anna Ek <anna.ek@example.org>", "alleskolan@vara.se", "Tid", "Vilka tider passar er vecka 49?"),
            new(false, "Polistidningen <nyhetsbrev@polistidningen.example>", "social@vara.se", "Nytt nummer", "Läs om polisens arbete.", "List-Unsubscribe: <https://p.example/u>"),
        ]
    )
    {
        Condition = c => c.IsLetter && c.Boundary.Sender == Place.Outside && IsOfficial(c.Message.From?.Name ?? "") && !c.IsSelling && !(c.IsIndividual && c.Has(Private)) ? [] : null,
    };

    private static bool IsOfficial(string name)
    {
        var ended = name + " ";
        return Array.Exists(Names, n => ended.Contains(n, StringComparison.OrdinalIgnoreCase));
    }
}
