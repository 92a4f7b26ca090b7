using Varamail.Guideline;
using Varamail.Guideline.Messages;

namespace Varamail.Tests.Guideline.Sensitivity;

/// <summary>A message written by hand, and an engine of a small municipality.</summary>
internal static class Draft
{
    public static Municipality Municipality { get; } =
        new(
            "Vara kommun",
            ["vara.se"],
            "Europe/Stockholm",
            "vara.kommun@vara.se",
            "servicedesk@goliskait.se",
            "vara.kommun@vara.se",
            [new Department("kansli", "Kommunledningskontoret", "Kommunstyrelsen", "KS")],
            [
                new Mailbox("vara.kommun@vara.se", MailboxKind.Functional, "kansli", "Vara kommun"),
                new Mailbox("gunnar.ahlin@vara.se", MailboxKind.Individual, "kansli", "Gunnar Ahlin", Elected: true, Party: "Varapartiet"),
            ],
            []
        );

    public static FindingEngine Engine { get; } = new(Municipality);

    public static Message Of(string body, string subject = "", string from = "someone@postlada.example") =>
        new(
            null, new Address("", from), null, [], [], [], [], null, null, [], [],
            Part.Own("subject", subject), Part.Own("body", body), null, [], [], []
        );

    public static IReadOnlyList<Finding> Find(string body, string subject = "", string from = "someone@postlada.example") => Engine.Find(Of(body, subject, from));
}
