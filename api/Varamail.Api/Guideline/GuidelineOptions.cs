namespace Varamail.Api.Guidelines;

/// <summary>Section <c>Guideline</c>: the municipality's own documents.</summary>
public sealed class GuidelineOptions
{
    /// <summary>File (JSON) with the words of the municipality's own guideline, read at start; empty: Vara's. Its form stands above.</summary>
    public string Text { get; set; } = "";

    /// <summary>File with the records schedule (dokumenthanteringsplan), CSV or XLSX, read at start; empty: the sample that comes with Varamail.</summary>
    public string RecordsSchedule { get; set; } = "";

    /// <summary>Documents that the guideline points to, each with <c>Name</c> and <c>Url</c>: the routine for e-mail, the records schedule, the lathund. Shown on the page Riktlinjen.</summary>
    public IList<GuidelineDocument> Documents { get; } = [];
}

/// <summary>A document that the guideline points to.</summary>
public sealed class GuidelineDocument
{
    /// <summary>Shown to people.</summary>
    public string Name { get; set; } = "";

    /// <summary>Where it can be read.</summary>
    public Uri? Url { get; set; }
}
