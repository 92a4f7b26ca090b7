namespace Varamail.Api.Diary;

/// <summary>Section <c>Diary</c>: how the municipality writes its numbers.</summary>
public sealed class DiaryOptions
{
    /// <summary>Of a case; <c>{series}</c>, <c>{year}</c> and <c>{number}</c> are filled in (<c>{number:5}</c>: with zeros before). A department of the directory may have a form of its own.</summary>
    public string CaseForm { get; set; } = "{series} {year}/{number}";

    /// <summary>Of a document in a case; <c>{case}</c> and <c>{document}</c> are filled in.</summary>
    public string DocumentForm { get; set; } = "{case}-{document}";
}
