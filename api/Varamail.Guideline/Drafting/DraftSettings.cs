using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Varamail.Guideline.Drafting;

/// <summary>What the add-in's draft rules know of the municipality (addin/src/guideline/draft/settings.ts).</summary>
public static class DraftSettings
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Default };

    /// <summary>As <see cref="ToJson(DraftOptions, Municipality)"/>, with the sentence of the guideline that each warning rests on: only the pane shows it.</summary>
    public static string ToJson(DraftOptions options, Municipality municipality, GuidelineText text)
    {
        var settings = JsonNode.Parse(ToJson(options, municipality))!.AsObject();
        settings["citations"] = JsonSerializer.SerializeToNode(DraftCodes.Rules.ToDictionary(r => r.Key, r => text.Cite(r.Value)), Json);
        return settings.ToJsonString(Json);
    }

    /// <summary>The options and what the directory tells, as one JSON object of plain ASCII, safe within a script.</summary>
    public static string ToJson(DraftOptions options, Municipality municipality) =>
        JsonSerializer.Serialize(
            new
            {
                municipality.Domains,
                municipality.Name,
                Bodies = municipality.RelatedBodies.Select(b => new { b.Domain, b.Name }),
                Series = municipality.Departments.Select(d => d.DiarySeries),
                Elected = municipality.Mailboxes.Where(m => m.Elected).Select(m => new { m.Name, m.Address }),
                Staff = StaffNames.Of(municipality),
                Lists = options.Lists.Select(Lower),
                SafeChannels = options.SafeChannels.Select(Lower),
                ClosedLabels = options.ClosedLabels.Select(Lower),
                options.SafeService,
                Signature = SignatureLines.Of(options, municipality),
                Telephone = municipality.Telephone ?? "",
                Telephones = SignatureLines.Telephones(municipality),
                options.Weights,
                options.RecipientLimit,
                options.ReplyAllLimit,
                options.LixLimit,
                options.LixWords,
            },
            Json
        );

    private static string Lower(string address) => address.Trim().ToLowerInvariant();
}
