using System.Globalization;
using System.Xml;
using Varamail.Api.Diary.Outside;
using Varamail.Guideline;

namespace Varamail.Api.Diary.Erms;

/// <summary>Writes the document that describes cases and records, by E-ARK CITS ERMS 3.0.2 (Riksarkivet: FGS Ärendehantering). The order of the elements
/// is the schema's.</summary>
internal sealed class ErmsXml : IDisposable
{
    public const string Version = "3.0.2";
    public const string Namespace = "https://DILCIS.eu/XML/ERMS";

    private readonly XmlWriter writer;

    public ErmsXml(Stream to, ErmsCreator creator, DateTimeOffset now)
    {
        writer = XmlWriter.Create(to, new XmlWriterSettings { Indent = true, NewLineHandling = NewLineHandling.Entitize, CloseOutput = false });
        writer.WriteStartElement("erms", Namespace);
        In("control", () => Control(creator, now));
        Start("aggregations");
    }

    /// <summary>A case and its records.</summary>
    public void Write(ErmsCase one)
    {
        Start("aggregation", ("systemIdentifier", one.SystemId), ("aggregationType", "caseFile"));
        Text("objectId", one.Number);
        Text("extraId", one.Series, ("extraIdType", "DiarySeries"));
        if (one.IsNew)
            Text("extraId", one.SystemId, ("extraIdType", "NewCaseKey"));
        Classification(one.ClassificationCode);
        Text("title", one.Title);
        Text("otherTitle", one.PublicTitle, ("titleType", "public"));
        if (one.CaseOfficer is { } officer)
            In("agents", () => Agent("responsible_person", officer));
        if (one.OpenedOn is { } openedOn)
            In("dates", () => Text("date", ErmsRecords.Day(openedOn), ("dateType", "opening_date")));
        foreach (var record in one.Records)
            Write(record);
        writer.WriteEndElement();
    }

    /// <summary>Nothing can be written after that.</summary>
    public void Dispose() => writer.Dispose();

    private void Control(ErmsCreator creator, DateTimeOffset now)
    {
        Text("identification", creator.Creator, ("identificationType", "ArchivalCreator"));
        In(
            "maintenanceInformation",
            () =>
            {
                Empty("maintenanceStatus", ("value", "new"));
                In("maintenanceAgency", () => Text("agencyName", creator.Name));
                In(
                    "maintenanceHistory",
                    () =>
                        In(
                            "maintenanceEvent",
                            () =>
                            {
                                Empty("eventType", ("value", "created"));
                                Text("eventDateTime", ErmsRecords.Moment(now));
                                Agent("administrator", "Varamail");
                            }
                        )
                );
            }
        );
    }

    private void Write(ErmsRecord record)
    {
        Start(
            "record",
            ("systemIdentifier", record.SystemId),
            ("recordType", record.DocumentType ?? "Handling"),
            ("recordPhysicalOrDigital", "digital")
        );
        Text("objectId", record.Number);
        Text("extraId", record.InternetMessageId.Length > 0 ? record.InternetMessageId : null, ("extraIdType", "InternetMessageId"));
        foreach (var file in record.Files.Take(1))
            Text("extraId", file.File.Sha256, ("extraIdType", "SHA-256"));
        Classification(record.ClassificationCode);
        Text("title", record.Title);
        Text("otherTitle", record.PublicTitle, ("titleType", "public"));
        Empty("status", ("value", Status(record.Direction)));
        Text("runningNumber", record.Ordinal?.ToString(CultureInfo.InvariantCulture));
        if (record.Secrecy is { } secrecy)
            In(
                "restriction",
                () =>
                {
                    Text("explanatoryText", "Sekretessmarkering (OSL 5 kap. 5 §). Prövning görs vid varje begäran.");
                    Text("regulation", secrecy.Provision);
                    if (secrecy.Authority is { } authority)
                        Agent("authorising_person", authority);
                    In("dates", () => Text("date", ErmsRecords.Day(secrecy.Date), ("dateType", "confidentiality_assessed")));
                },
                ("restrictionType", "confidential")
            );
        Direct(record.Direction);
        In("agents", () => Agents(record));
        In("dates", () => Dates(record));
        if (record.Notes.Count > 0)
            In("notes", () => Notes(record.Notes));
        In("additionalInformation", () => Appendices(record.Files));
        writer.WriteEndElement();
    }

    private void Agents(ErmsRecord record)
    {
        foreach (var party in record.Parties)
            Agent(party.Role is PartyRole.Sender ? "sender" : "recipient", party.Name, party.Address, party.Hidden);
        Agent("creator", record.EnteredBy);
        if (record.CaseOfficer is { } officer)
            Agent("responsible_person", officer);
    }

    private void Dates(ErmsRecord record)
    {
        Text("date", ErmsRecords.Day(record.ReceivedOn), ("dateType", record.Direction is Direction.Incoming ? "received" : "originated"));
        Text("date", ErmsRecords.Moment(record.EnteredAt), ("dateType", "captured"));
    }

    private void Notes(IEnumerable<ErmsNote> notes)
    {
        foreach (var note in notes)
            Text("note", note.Text, [("noteType", note.Kind), .. note.At is { } at ? [("noteDate", ErmsRecords.Moment(at))] : Array.Empty<(string, string)>()]);
    }

    private void Appendices(IReadOnlyList<ErmsFile> files)
    {
        for (var i = 0; i < files.Count; i++)
            Empty(
                "appendix",
                ("name", files[i].File.Name),
                ("description", i == 0 ? "Huvudhandling" : string.Create(CultureInfo.InvariantCulture, $"Bilaga {i}")),
                ("fileFormat", files[i].File.MediaType),
                ("path", files[i].Path)
            );
    }

    private void Direct(Direction direction)
    {
        if (direction is Direction.Internal)
            Empty("direction", ("directionDefinition", "other"), ("otherDirectionDefinition", "drawn up"));
        else
            Empty("direction", ("directionDefinition", direction is Direction.Incoming ? "incoming" : "outgoing"));
    }

    private static string Status(Direction direction) =>
        direction switch
        {
            Direction.Incoming => "received",
            Direction.Outgoing => "expedited",
            _ => "prepared",
        };

    private void Classification(string? code)
    {
        if (code is not null)
            Text("classification", code, ("classificationCode", code));
    }

    private void Agent(string type, string name, string? address = null, bool isHidden = false) =>
        In(
            "agent",
            () =>
            {
                Text("name", name);
                if (address is not null)
                    In("addressContactInformation", () => Text("contactLine", address, ("contactType", "email")));
                if (isHidden)
                    In("notes", () => Text("note", "Utelämnas i det offentliga diariet (OSL 5 kap. 2 § andra stycket).", ("noteType", "publicDiary")));
            },
            ("agentType", type)
        );

    private void In(string name, Action content, params (string Name, string Value)[] attributes)
    {
        Start(name, attributes);
        content();
        writer.WriteEndElement();
    }

    private void Empty(string name, params (string Name, string Value)[] attributes)
    {
        Start(name, attributes);
        writer.WriteEndElement();
    }

    private void Text(string name, string? value, params (string Name, string Value)[] attributes)
    {
        if (value is null)
            return;
        Start(name, attributes);
        writer.WriteString(XmlWords.Of(value));
        writer.WriteEndElement();
    }

    private void Start(string name, params (string Name, string Value)[] attributes)
    {
        writer.WriteStartElement(name, Namespace);
        foreach (var (attribute, value) in attributes)
            writer.WriteAttributeString(attribute, XmlWords.Of(value));
    }
}
