using System.Text.Json;
using MimeKit;
using Varamail.Guideline;

namespace Varamail.Rehearsal;

/// <summary>
/// A municipality's mail in memory: every mailbox of its directory, every message of the corpus in its mailbox, and who may open what.
/// What Outlook shows, what Entra ID signs and what Graph answers all come from here.
/// </summary>
public sealed class World
{
    private readonly Dictionary<string, RehearsedMailbox> byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<RehearsedMailbox> mailboxes = [];
    private readonly List<string> violations = [];

    private World(Municipality municipality)
    {
        Municipality = municipality;
        foreach (var entry in municipality.Mailboxes)
        {
            RehearsedMailbox mailbox = new(entry, [.. MembersOf(entry)]);
            mailboxes.Add(mailbox);
            byName[entry.Address] = mailbox;
            byName[mailbox.Oid] = mailbox;
        }
        Roles = new(StringComparer.OrdinalIgnoreCase)
        {
            ["karin.ekdahl@vara.se"] = ["Registrar"],
            ["bo.wallgren@vara.se"] = ["HeadRegistrar"],
            ["lisa.norling@vara.se"] = ["Archivist"],
            ["nina.oberg@vara.se"] = ["Manager"],
            ["olof.sandvik@vara.se"] = ["DataProtectionOfficer"],
            ["lars.hallin@vara.se"] = ["Administrator"],
        };
    }

    public Municipality Municipality { get; }

    public IReadOnlyList<RehearsedMailbox> Mailboxes => mailboxes;

    /// <summary>App roles by address; nobody else has any.</summary>
    public Dictionary<string, string[]> Roles { get; }

    /// <summary>Mailboxes that Exchange lets the application into (RBAC for Applications); null means every one.</summary>
    public IReadOnlyList<string>? ApplicationMailboxes { get; set; }

    /// <summary>Where Exchange lays the copy of what somebody sends from a shared mailbox.</summary>
    public SentCopy SentCopy { get; set; }

    /// <summary>What goes wrong on purpose.</summary>
    public Faults Faults { get; } = new();

    /// <summary>Mail that left the municipality.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<MimeMessage> SentOutside { get; } = new();

    /// <summary>What our own Graph answered against its description: must stay empty.</summary>
    public IReadOnlyList<string> Violations
    {
        get
        {
            lock (violations)
            {
                return [.. violations];
            }
        }
    }

    /// <summary>The directory with the development corpus as its mail, received on the last five working days.</summary>
    public static World Load(TimeProvider? clock = null, bool withCorpus = true)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "corpus");
        World world = new(Municipality.Parse(File.ReadAllText(Path.Combine(folder, "vara.json"))));
        if (withCorpus)
        {
            world.Fill(folder, (clock ?? TimeProvider.System).GetUtcNow());
        }
        return world;
    }

    /// <param name="name">Address or object id.</param>
    public RehearsedMailbox? Find(string name) => byName.GetValueOrDefault(name);

    public RehearsedMailbox Mailbox(string name) => Find(name) ?? throw new KeyNotFoundException($"No mailbox {name} in the directory.");

    /// <summary>The person's own mailbox first, then the shared ones.</summary>
    public IEnumerable<RehearsedMailbox> OpenTo(string person) =>
        mailboxes
            .Where(m => m.Members.Contains(person, StringComparer.OrdinalIgnoreCase))
            .OrderBy(m => string.Equals(m.Address, person, StringComparison.OrdinalIgnoreCase) ? 0 : 1);

    /// <summary>Sends from a mailbox: a copy in sent items, one in every mailbox of the directory that is addressed; the rest leaves.</summary>
    /// <param name="from">The mailbox.</param>
    /// <param name="message">With its ids.</param>
    /// <param name="at">When it leaves.</param>
    /// <param name="by">Who sends; null: the mailbox' owner.</param>
    public void Send(RehearsedMailbox from, MimeMessage message, DateTimeOffset at, RehearsedMailbox? by = null)
    {
        var own = by ?? from;
        if (SentCopy is not SentCopy.Own || own == from)
            from.Add(BytesOf(message), at, "sentitems");
        if (SentCopy is not SentCopy.Shared && own != from)
            own.Add(BytesOf(message), at, "sentitems");
        string[] addressed = [.. message.To.Mailboxes.Concat(message.Cc.Mailboxes).Concat(message.Bcc.Mailboxes).Select(m => m.Address)];
        // Only the sender's own copy tells who got it in secret.
        message.Headers.RemoveAll(HeaderId.Bcc);
        var delivered = BytesOf(message);
        foreach (var mailbox in addressed.Select(Find).OfType<RehearsedMailbox>().Distinct())
        {
            mailbox.Add(delivered, at);
        }
        if (addressed.Any(a => Find(a) is null))
        {
            SentOutside.Enqueue(message);
        }
    }

    internal static byte[] BytesOf(MimeMessage message)
    {
        using MemoryStream buffer = new();
        message.WriteTo(buffer);
        return buffer.ToArray();
    }

    internal void Violated(string what)
    {
        lock (violations)
        {
            violations.Add(what);
        }
    }

    private IEnumerable<string> MembersOf(Mailbox entry) =>
        entry.Kind == MailboxKind.Individual
            ? [entry.Address]
            : Municipality
                .Mailboxes.Where(m => m.Kind == MailboxKind.Individual && m.Department == entry.Department && !m.Elected)
                .Select(m => m.Address);

    private void Fill(string folder, DateTimeOffset now)
    {
        var arrivals =
            from line in File.ReadLines(Path.Combine(folder, "labels.jsonl"))
            where line.Length > 0
            select JsonDocument.Parse(line).RootElement into label
            let file = label.GetProperty("file").GetString()!
            let bytes = File.ReadAllBytes(Path.Combine(folder, file.Replace('/', Path.DirectorySeparatorChar)))
            select (file, bytes, head: Head(bytes), mailbox: Mailbox(label.GetProperty("mailbox").GetString()!));
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Municipality.TimeZone);
        foreach (var box in arrivals.GroupBy(a => a.mailbox))
        {
            var ordered = box.OrderBy(a => a.head.Date).ThenBy(a => a.file, StringComparer.Ordinal).ToList();
            for (var i = 0; i < ordered.Count; i++)
            {
                var (file, bytes, head, mailbox) = ordered[i];
                var isSent = head.From.Mailboxes.Any(f => string.Equals(f.Address, mailbox.Address, StringComparison.OrdinalIgnoreCase));
                mailbox.Add(bytes, Arrival.Of(i, ordered.Count, file, now, zone), isSent ? "sentitems" : "inbox", Path.GetFileName(file));
            }
        }
    }

    private static MimeMessage Head(byte[] bytes)
    {
        using MemoryStream stream = new(bytes);
        return MimeMessage.Load(stream);
    }
}
