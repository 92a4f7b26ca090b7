using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Varamail.Api.Diary.Platina;

/// <summary>A case and a deed in Platina's words. Null when a secrecy marking's provision is none that Platina has been told to know.</summary>
internal static class PlatinaWords
{
    private const int LongestTitle = 200;
    private const int LongestDescription = 4000;

    public static JsonObject? Case(NewCase newCase, PlatinaOptions settings)
    {
        if (Secrecy(newCase.Secrecy, settings) is not var (level, paragraphs))
            return null;
        var day = newCase.OpenedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["registrationDate"] = day,
            ["inOutDate"] = day,
            ["statusId"] = settings.StatusId,
            ["origin"] = settings.Origin.Length > 0 ? JsonNode.Parse(settings.Origin) : null,
            ["businessCodeId"] = settings.BusinessCodeId.Length > 0 ? settings.BusinessCodeId : null,
            ["caseTypeId"] = settings.CaseTypeId,
            ["pulLevel"] = settings.PulLevel,
            ["secrecyLevel"] = level,
            ["confidentialParagraphs"] = paragraphs,
            ["title"] = Cut(newCase.Title, LongestTitle),
            // The key stands where a person can see it and a search can find it.
            ["description"] = Cut($"{newCase.Title}\nVaramail {newCase.Key}", LongestDescription),
            ["initiators"] = new JsonArray(),
        };
    }

    public static JsonObject? Deed(NewDocument document, PlatinaOptions settings)
    {
        if (Secrecy(document.Secrecy, settings) is not var (level, paragraphs))
            return null;
        return new JsonObject
        {
            ["title"] = Cut(document.Title, LongestTitle),
            ["publicTitle"] = Cut(document.PublicTitle, LongestTitle),
            ["description"] = Cut($"{document.Title}\nVaramail {document.Key}", LongestDescription),
            ["key"] = document.Key.ToString(),
            ["direction"] = document.Direction.ToString().ToLowerInvariant(),
            ["registrationDate"] = document.EnteredAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["inOutDate"] = document.ReceivedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["secrecyLevel"] = level,
            ["confidentialParagraphs"] = paragraphs,
            ["parties"] = new JsonArray([.. document.Parties.Select(p => (JsonNode)new JsonObject { ["role"] = p.Role.ToString().ToLowerInvariant(), ["name"] = p.Name, ["hidden"] = p.Hidden })]),
        };
    }

    private static (int Level, JsonArray? Paragraphs)? Secrecy(SecrecyMarking? secrecy, PlatinaOptions settings) =>
        secrecy is null ? (settings.OpenLevel, null)
        : settings.ConfidentialParagraphs.TryGetValue(secrecy.Provision, out var paragraph) ? (settings.SecrecyLevel, [paragraph])
        : null;

    private static string Cut(string text, int length)
    {
        if (text.Length <= length)
            return text;
        StringBuilder cut = new(length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (cut.Length + rune.Utf16SequenceLength > length - 1)
                break;
            cut.Append(rune);
        }
        return cut.Append('…').ToString();
    }
}
