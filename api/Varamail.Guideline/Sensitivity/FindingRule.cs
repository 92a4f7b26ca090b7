namespace Varamail.Guideline.Findings;

/// <summary>How near an identifiable person must stand for a term to be data about somebody (docs/assessment.md, section 2).</summary>
internal enum PersonNeeded
{
    /// <summary>The words themselves name one: ”min son har autism”.</summary>
    None,

    /// <summary>In the same sentence or one beside it.</summary>
    Near,

    /// <summary>In the same sentence.</summary>
    Same,

    /// <summary>In the same sentence or one beside it, and somebody else than the writer, whose ”vi” may be a workplace.</summary>
    Other,
}

/// <summary>A file of rules about one category. Read by this engine and by the add-in's.</summary>
/// <param name="Category">What the rules find.</param>
/// <param name="Severity">Of their findings.</param>
/// <param name="Cites">Rule of the guideline; its words stand in context.json.</param>
/// <param name="Provision">Where the law says so, in Swedish.</param>
/// <param name="Rules">The rules.</param>
internal sealed record RuleFile(Category Category, Sensitivity Severity, string Cites, string Provision, IReadOnlyList<RuleText> Rules);

/// <summary>A rule as written.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Explanation">Plain Swedish, shown to people.</param>
/// <param name="Terms">Phrases; see <see cref="Pattern"/>.</param>
/// <param name="Person">How near a person must stand.</param>
/// <param name="Topic">True: also in a sentence about a course, a report and the like.</param>
/// <param name="Negated">True: also when ”inte” stands before.</param>
/// <param name="Bulk">True: also in mass mail.</param>
/// <param name="Form">True: also in a document that isn't running text but holds somebody's identity number or name.</param>
/// <param name="Value">True: a code or password must follow.</param>
/// <param name="Writer"><c>female</c> or <c>male</c>: only when the writer's given name is.</param>
/// <param name="With">Words of which one must stand in the same sentence or one beside it.</param>
/// <param name="Also">Words of which one more must stand there, beside the term: a sign that means something only together with another.</param>
/// <param name="Without">Words of which none may.</param>
/// <param name="Examples">Both sides; each is a test in both engines.</param>
internal sealed record RuleText(
    string Id,
    string Explanation,
    IReadOnlyList<string> Terms,
    PersonNeeded Person = PersonNeeded.Near,
    bool Topic = false,
    bool Negated = false,
    bool Bulk = false,
    bool Form = false,
    bool Value = false,
    string? Writer = null,
    string? With = null,
    string? Also = null,
    string? Without = null,
    RuleExamples? Examples = null
);

/// <summary>Sentences that the rule speaks about, and those that look alike and that no rule of its category does.</summary>
internal sealed record RuleExamples(IReadOnlyList<string> Findings, IReadOnlyList<string> None);

/// <summary>A rule, ready to use.</summary>
internal sealed record FindingRule(RuleFile File, RuleText Text, Citation Citation, WordSet? With, WordSet? Also, WordSet? Without)
{
    public string Explanation { get; } = $"{Text.Explanation} Skyddas av {File.Provision}.";
}

/// <summary>context.json: the words around a term that tell whether it is about a person.</summary>
/// <param name="Citations">The guideline's sentences.</param>
/// <param name="Sets">Words that patterns share.</param>
/// <param name="Words">Words by role; the keys are names of <see cref="WordRoles"/> in camel case.</param>
internal sealed record ContextFile(
    IReadOnlyDictionary<string, Citation> Citations,
    IReadOnlyDictionary<string, string> Sets,
    IReadOnlyDictionary<string, string> Words
);
