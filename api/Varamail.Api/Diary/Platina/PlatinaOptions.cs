using Varamail.Api.Diary.Outside;

namespace Varamail.Api.Diary.Platina;

/// <summary>Section <c>DiarySystems:Platina</c>: Formpipe Platina's Standard REST API, v7 or v8. Ids are those that the server's <c>reference-data</c> lists.</summary>
public sealed class PlatinaOptions : OutsideSettings
{
    public PlatinaOptions()
    {
        // Names of answers in ours: case.* when a case was opened, deed.* and file.* as the server's own description has them.
        Fields["answer.case.id"] = "id";
        Fields["answer.case.number"] = "diaryNumber";
    }

    /// <summary>What people call the system.</summary>
    public override string Name { get; set; } = "Platina";

    /// <summary>Diary series → id of the diary in Platina.</summary>
    public IDictionary<string, string> Diaries { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Id of the status of a new case (<c>reference-data/journalized-case-statuses</c>).</summary>
    public string StatusId { get; set; } = "";

    /// <summary>The origin of a new case as JSON, as <c>reference-data/journalized-case-origins</c> lists it.</summary>
    public string Origin { get; set; } = "";

    /// <summary>Id of the case type (<c>reference-data/case-types</c>).</summary>
    public string CaseTypeId { get; set; } = "";

    /// <summary>Id of the business code; needed where Platina's own setting Diary_EnableBusinessCode is on.</summary>
    public string BusinessCodeId { get; set; } = "";

    /// <summary>PUL level of new cases (<c>reference-data/journalized-case-pul-levels</c>).</summary>
    public int PulLevel { get; set; }

    /// <summary>Secrecy level without a marking.</summary>
    public int OpenLevel { get; set; }

    /// <summary>Secrecy level with a marking.</summary>
    public int SecrecyLevel { get; set; } = 1;

    /// <summary>Provision → id of the confidential paragraph (<c>reference-data/confidential-paragraphs</c>). A provision that isn't here is refused before anything is sent.</summary>
    public IDictionary<string, string> ConfidentialParagraphs { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Path that takes a deed, from your server's own description; <c>{case}</c> is filled in. Empty: documents can't be sent to Platina.</summary>
    public string DeedsPath { get; set; } = "";

    /// <summary>Path that takes a file of a deed; <c>{deed}</c> is filled in.</summary>
    public string FilesPath { get; set; } = "";

    /// <summary>Name of the file in the form that is sent.</summary>
    public string FileField { get; set; } = "file";

    /// <summary>Path that gives a file's bytes; <c>{file}</c> is filled in. With it what was stored is read back and proved; without it nothing is ever removed on our side.</summary>
    public string FileContentPath { get; set; } = "";

    /// <summary>Path that finds the case with our key; <c>{key}</c> and <c>{diary}</c> are filled in. Empty: a lost answer is left to a person.</summary>
    public string CaseByKeyPath { get; set; } = "";

    /// <summary>Path that finds the deed with our key; <c>{key}</c> and <c>{diary}</c> are filled in.</summary>
    public string DeedByKeyPath { get; set; } = "";

    /// <summary>Path that searches cases; <c>{search}</c> and <c>{diary}</c> are filled in.</summary>
    public string CaseSearchPath { get; set; } = "";

    /// <summary>Our field → Platina's; <c>-</c> leaves it out. Fields of answers begin with <c>answer.</c></summary>
    public IDictionary<string, string> Fields { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Our value → Platina's: <c>direction.incoming</c> = <c>1</c>.</summary>
    public IDictionary<string, string> Values { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    internal bool TakesDocuments => DeedsPath.Length > 0 && FilesPath.Length > 0;

    internal string? DiaryOf(string authority) => Diaries.TryGetValue(authority, out var diary) ? diary : null;
}
