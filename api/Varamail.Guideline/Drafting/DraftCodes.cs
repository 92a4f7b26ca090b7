namespace Varamail.Guideline.Drafting;

/// <summary>The warnings about drafts: which sentence each rests on, and which stop a draft. The rules are addin/src/guideline/draft.</summary>
public static class DraftCodes
{
    private static readonly HashSet<string> Stopping = ["sensitiveContent", "protectedContent", "subjectPersonalData", "quotedSensitive"];

    /// <summary>Code → sentence of the guideline.</summary>
    public static IReadOnlyDictionary<string, string> Rules { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["sensitiveContent"] = "R58",
            ["protectedContent"] = "R58",
            ["subjectPersonalData"] = "R67",
            ["quotedSensitive"] = "R57",
            ["subjectMissing"] = "R66",
            ["subjectVague"] = "R66",
            ["largeAudience"] = "R69",
            ["replyAll"] = "R68",
            ["internalAttachment"] = "R70",
            ["signatureMissing"] = "R73",
            ["signatureAltered"] = "R73",
            ["plainLanguage"] = "R71",
            ["privateUse"] = "R15",
        };

    /// <summary>Whether a warning stops a draft here: by the municipality's weight, else by default.</summary>
    public static bool Stops(string code, DraftOptions options) =>
        options.Weights.TryGetValue(code, out var weight) ? weight == "block" && Rules.ContainsKey(code) : Stopping.Contains(code);
}
