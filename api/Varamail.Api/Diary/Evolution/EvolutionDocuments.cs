using System.Globalization;
using System.Text.Json.Nodes;
using Varamail.Api.Registrations;

namespace Varamail.Api.Diary.Evolution;

/// <summary>What Varamail says of a case and a document, version 1: the same words in the import folder and over HTTP.</summary>
internal static class EvolutionDocuments
{
    public const string Version = "1";

    public static JsonObject Case(NewCase newCase) =>
        new()
        {
            ["version"] = Version,
            ["key"] = newCase.Key.ToString(),
            ["diary"] = newCase.Authority,
            ["title"] = newCase.Title,
            ["publicTitle"] = newCase.PublicTitle,
            ["caseOfficer"] = newCase.CaseOfficer,
            ["classificationCode"] = newCase.ClassificationCode,
            ["openedOn"] = Day(newCase.OpenedOn),
            ["secrecy"] = Secrecy(newCase.Secrecy),
        };

    public static JsonObject Document(NewDocument document) =>
        new()
        {
            ["version"] = Version,
            ["key"] = document.Key.ToString(),
            ["diary"] = document.Authority,
            ["case"] = document.Case.New is { } newCase
                ? new JsonObject { ["new"] = Case(newCase) }
                : new JsonObject { ["id"] = NullIfEmpty(document.Case.Existing!.Id), ["number"] = document.Case.Existing.Number },
            ["title"] = document.Title,
            ["publicTitle"] = document.PublicTitle,
            ["documentType"] = document.DocumentType,
            ["classificationCode"] = document.ClassificationCode,
            ["direction"] = document.Direction.ToString().ToLowerInvariant(),
            ["receivedOn"] = Day(document.ReceivedOn),
            ["enteredAt"] = document.EnteredAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["enteredBy"] = Person(document.EnteredBy),
            ["caseOfficer"] = document.CaseOfficer,
            ["secrecy"] = Secrecy(document.Secrecy),
            ["note"] = document.Note,
            ["internetMessageId"] = NullIfEmpty(document.InternetMessageId),
            ["parties"] = new JsonArray([.. document.Parties.Select(Party)]),
            ["files"] = new JsonArray([.. document.Files.Select(File)]),
        };

    public static JsonObject Update(DocumentUpdate update) =>
        new()
        {
            ["version"] = Version,
            ["diary"] = update.Authority,
            ["title"] = update.Title,
            ["publicTitle"] = update.PublicTitle,
            ["documentType"] = update.DocumentType,
            ["secrecy"] = Secrecy(update.Secrecy),
            ["correctedBy"] = Person(update.By),
            ["reason"] = update.Reason,
        };

    private static JsonNode Party(Party party) =>
        new JsonObject
        {
            ["role"] = party.Role.ToString().ToLowerInvariant(),
            ["name"] = party.Name,
            ["address"] = party.Address,
            ["hidden"] = party.Hidden,
        };

    private static JsonNode File(DocumentFile file, int index) =>
        new JsonObject
        {
            ["role"] = index == 0 ? "main" : "appendix",
            ["name"] = file.Name,
            ["path"] = PackageNames.Of(index, file.Name),
            ["mediaType"] = file.MediaType,
            ["size"] = file.Size,
            ["sha256"] = file.Sha256,
        };

    private static JsonObject Person(Person person) => new() { ["name"] = person.Name, ["address"] = person.Address };

    private static JsonObject? Secrecy(SecrecyMarking? secrecy) =>
        secrecy is null
            ? null
            : new JsonObject
            {
                ["provision"] = secrecy.Provision,
                ["authority"] = secrecy.Authority,
                ["date"] = Day(secrecy.Date),
            };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
