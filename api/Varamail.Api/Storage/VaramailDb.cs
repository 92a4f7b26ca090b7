using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Varamail.Api.Audit;
using Varamail.Api.Desk;
using Varamail.Api.Diary;
using Varamail.Api.Diary.Deliveries;
using Varamail.Api.Feedback;
using Varamail.Api.Outbox;
using Varamail.Api.PublicDiary;
using Varamail.Api.Registrations;
using Varamail.Api.Sent;
using Varamail.Guideline;

namespace Varamail.Api.Storage;

/// <summary>All that Varamail remembers, save the originals' bytes. One model for both databases; only migrations and locks differ.</summary>
internal abstract class VaramailDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<Registration> Registrations => Set<Registration>();
    public DbSet<MessageCopy> Copies => Set<MessageCopy>();
    public DbSet<DiaryCase> Cases => Set<DiaryCase>();
    public DbSet<DiaryEntry> Entries => Set<DiaryEntry>();
    public DbSet<DiaryAppendix> Appendices => Set<DiaryAppendix>();
    public DbSet<DiaryParty> Parties => Set<DiaryParty>();
    public DbSet<DiaryCorrection> Corrections => Set<DiaryCorrection>();
    public DbSet<SeriesYear> Series => Set<SeriesYear>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();
    public DbSet<Hold> Holds => Set<Hold>();
    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();
    public DbSet<Reading> Readings => Set<Reading>();
    public DbSet<Disagreement> Disagreements => Set<Disagreement>();
    public DbSet<Dispatch> Dispatches => Set<Dispatch>();
    public DbSet<Answer> Answers => Set<Answer>();
    public DbSet<Tie> Ties => Set<Tie>();
    public DbSet<SavedView> SavedViews => Set<SavedView>();
    public DbSet<StoredOriginal> Originals => Set<StoredOriginal>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();
    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();

    public DbSet<PublicEntry> PublicEntries => Set<PublicEntry>();
    public DbSet<DiaryWordRow> DiaryWords => Set<DiaryWordRow>();

    /// <summary>Lower case in the database, for searching.</summary>
    public static string Lower(string text) => text.ToLowerInvariant();

    private readonly List<Act> acts = [];
    private readonly HashSet<Guid> writtenCases = [];

    /// <summary>Notes an act that the transaction appends to the audit trail before it commits.</summary>
    public void Record(Act act) => acts.Add(act);

    /// <summary>Everything that has been done since it was last asked, here and by the registrations that are at hand.</summary>
    public IReadOnlyList<Act> TakeActs()
    {
        Act[] taken = [.. ChangeTracker.Entries<Registration>().SelectMany(r => r.Entity.TakeActs()).Concat(acts).OrderBy(a => a.Order)];
        acts.Clear();
        return taken;
    }

    /// <summary>Forgets what isn't saved, acts too.</summary>
    public void Forget()
    {
        ChangeTracker.Clear();
        acts.Clear();
        writtenCases.Clear();
    }

    /// <exception cref="InvalidOperationException">Something was done, and no transaction would append it to the audit trail.</exception>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) =>
        Database.CurrentTransaction is null && (acts.Count > 0 || ChangeTracker.Entries<Registration>().Any(r => r.Entity.HasActs))
            ? throw new InvalidOperationException("A decision is saved together with its row in the audit trail: use AtOnceAsync.")
            : SaveAsync(acceptAllChangesOnSuccess, cancellationToken);

    /// <summary>Cases in which something was written since it was last asked.</summary>
    public IReadOnlyCollection<Guid> TakeWrittenCases()
    {
        Guid[] taken = [.. writtenCases];
        writtenCases.Clear();
        return taken;
    }

    private Task<int> SaveAsync(bool acceptAllChangesOnSuccess, CancellationToken ct)
    {
        writtenCases.UnionWith(ChangeTracker.Entries<DiaryEntry>().Where(e => e.State is EntityState.Added or EntityState.Modified).Select(e => e.Entity.CaseId));
        writtenCases.UnionWith(ChangeTracker.Entries<DiaryCorrection>().Where(c => c.State is EntityState.Added).Select(c => c.Entity.CaseId));
        writtenCases.UnionWith(ChangeTracker.Entries<DiaryCase>().Where(c => c.State is EntityState.Added).Select(c => c.Entity.Id));
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, ct);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(30);
        // SQLite can't sort a DateTimeOffset, PostgreSQL stores no offset: both sort a moment in UTC.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MomentConverter>();
        configurationBuilder.Properties<Decision>().HaveConversion<JsonConverter<Decision>>();
        configurationBuilder.Properties<Voided>().HaveConversion<JsonConverter<Voided>>();
        configurationBuilder.Properties<SecrecyMarking>().HaveConversion<JsonConverter<SecrecyMarking>>();
        configurationBuilder.Properties<Citation>().HaveConversion<JsonConverter<Citation>>();
        configurationBuilder.Properties<CaseReference>().HaveConversion<JsonConverter<CaseReference>>();
        configurationBuilder.Properties<DeliveryContent>().HaveConversion<JsonConverter<DeliveryContent>>();
        configurationBuilder.Properties<DocumentReceipt>().HaveConversion<JsonConverter<DocumentReceipt>>();
        configurationBuilder.Properties<Settled>().HaveConversion<JsonConverter<Settled>>();
        configurationBuilder.Properties<QueueFilter>().HaveConversion<JsonConverter<QueueFilter>>();
        configurationBuilder.Properties<Marking>().HaveConversion<JsonConverter<Marking>>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDbFunction(((Func<string, string>)Lower).Method).HasName("lower").IsBuiltIn();
        modelBuilder.Entity<Registration>(registration =>
        {
            registration.Property(r => r.Id).ValueGeneratedNever();
            registration.Property(r => r.Version).IsConcurrencyToken();
            registration.Property(r => r.Authority).HasMaxLength(20);
            registration.Property(r => r.Fingerprint).HasMaxLength(64);
            registration.Property(r => r.Rule).HasMaxLength(60);
            registration.ComplexProperty(r => r.Letter);
            registration.ComplexProperty(r => r.CreatedBy);
            registration.ComplexProperty(r => r.ClaimedBy);
            registration.ComplexProperty(r => r.MailCopy);
            // One registration per message and authority: what two callers at once come to is decided here.
            registration.HasIndex(r => new { r.Authority, r.Fingerprint }).IsUnique();
            registration.HasIndex(r => r.Fingerprint);
            registration.HasIndex(r => r.InternetMessageId);
            registration.HasIndex(r => new { r.Authority, r.State });
            registration.HasIndex(r => r.ChangedAt);
            registration.HasIndex(r => r.IsWhistleblowing).HasFilter("\"IsWhistleblowing\""); // few, and asked for at every look in the diary
            registration.Property(r => r.TakenOverFrom).HasMaxLength(200);
        });
        modelBuilder.Entity<MessageCopy>(copy =>
        {
            copy.HasKey(c => new { c.RegistrationId, c.Mailbox, c.ItemId });
            copy.HasOne<Registration>().WithMany().HasForeignKey(c => c.RegistrationId);
        });
        modelBuilder.Entity<DiaryCase>(diaryCase =>
        {
            diaryCase.Property(c => c.Id).ValueGeneratedNever();
            diaryCase.HasIndex(c => new { c.Series, c.Year, c.Ordinal }).IsUnique();
            diaryCase.HasIndex(c => new { c.OpenedAt, c.Ordinal });
            diaryCase.HasIndex(c => c.Key).IsUnique();
        });
        modelBuilder.Entity<DiaryEntry>(entry =>
        {
            entry.Property(e => e.Id).ValueGeneratedNever();
            entry.ComplexProperty(e => e.EnteredBy);
            entry.HasOne(e => e.Case).WithMany(c => c.Entries).HasForeignKey(e => e.CaseId);
            entry.HasOne<Registration>().WithMany().HasForeignKey(e => e.RegistrationId);
            entry.HasIndex(e => new { e.CaseId, e.Ordinal }).IsUnique();
            entry.HasIndex(e => e.Key).IsUnique();
        });
        modelBuilder.Entity<DiaryAppendix>(appendix =>
        {
            appendix.HasKey(a => new { a.EntryId, a.Ordinal });
            appendix.HasOne<DiaryEntry>().WithMany().HasForeignKey(a => a.EntryId);
            appendix.HasIndex(a => a.Sha256);
        });
        modelBuilder.Entity<DiaryParty>(party =>
        {
            party.HasKey(p => new { p.EntryId, p.Ordinal });
            party.HasOne<DiaryEntry>().WithMany().HasForeignKey(p => p.EntryId);
        });
        modelBuilder.Entity<DiaryCorrection>(correction =>
        {
            correction.Property(c => c.Id).ValueGeneratedNever();
            correction.ComplexProperty(c => c.By);
            correction.HasOne<DiaryCase>().WithMany().HasForeignKey(c => c.CaseId);
            correction.HasOne<DiaryEntry>().WithMany().HasForeignKey(c => c.EntryId);
            // Two that correct the same case at once: the second begins anew and sees what the first wrote.
            correction.HasIndex(c => new { c.CaseId, c.Ordinal }).IsUnique();
            correction.HasIndex(c => c.EntryId);
        });
        modelBuilder.Entity<SeriesYear>().HasKey(s => new { s.Series, s.Year });
        modelBuilder.Entity<Delivery>(delivery =>
        {
            delivery.HasKey(d => d.Number);
            delivery.HasIndex(d => d.Id).IsUnique();
            delivery.Property(d => d.Version).IsConcurrencyToken();
            delivery.HasOne<Registration>().WithMany().HasForeignKey(d => d.RegistrationId);
            delivery.HasIndex(d => new { d.State, d.DueAt });
            delivery.HasIndex(d => new { d.Authority, d.Lane, d.Number });
            delivery.HasIndex(d => new { d.Authority, d.CaseNumber });
        });
        modelBuilder.Entity<OutboxRow>(row =>
        {
            row.Property(r => r.Id).ValueGeneratedNever();
            row.HasOne<Registration>().WithMany().HasForeignKey(r => r.RegistrationId);
            row.HasIndex(r => new { r.State, r.DueAt });
            row.HasIndex(r => r.ItemId);
        });
        modelBuilder.Entity<Reading>(reading =>
        {
            reading.Property(r => r.Id).ValueGeneratedNever();
            reading.ComplexProperty(r => r.Reader);
            reading.HasOne<Registration>().WithMany().HasForeignKey(r => r.RegistrationId);
        });
        modelBuilder.Entity<Disagreement>(disagreement =>
        {
            disagreement.Property(d => d.Id).ValueGeneratedNever();
            disagreement.Property(d => d.Month).HasMaxLength(7);
            disagreement.Property(d => d.GuidelineVersion).HasMaxLength(40);
        });
        modelBuilder.Entity<Dispatch>(dispatch =>
        {
            dispatch.Property(d => d.Id).ValueGeneratedNever();
            dispatch.Property(d => d.Version).IsConcurrencyToken();
            dispatch.ComplexProperty(d => d.By);
            dispatch.HasOne<Registration>().WithMany().HasForeignKey(d => d.RegistrationId);
            dispatch.HasIndex(d => new { d.State, d.LookAt });
        });
        modelBuilder.Entity<Answer>(answer =>
        {
            answer.HasKey(a => new { a.RegistrationId, a.InternetMessageId });
            answer.HasOne<Registration>().WithMany().HasForeignKey(a => a.RegistrationId);
            answer.ComplexProperty(a => a.By);
            answer.HasIndex(a => a.InternetMessageId);
        });
        modelBuilder.Entity<Tie>(tie =>
        {
            tie.HasKey(t => new { t.RegistrationId, t.Kind, t.Value });
            tie.Property(t => t.Value).HasMaxLength(64);
            tie.HasOne<Registration>().WithMany().HasForeignKey(t => t.RegistrationId);
            tie.HasIndex(t => new { t.Kind, t.Value });
        });
        modelBuilder.Entity<SavedView>(view =>
        {
            view.HasKey(v => new { v.Person, v.Name });
            view.Property(v => v.Person).HasMaxLength(100);
            view.Property(v => v.Name).HasMaxLength(60);
        });
        modelBuilder.Entity<StoredOriginal>().HasKey(o => o.Sha256);
        modelBuilder.Entity<Hold>(hold =>
        {
            hold.Property(h => h.Id).ValueGeneratedNever();
            hold.HasOne<Registration>().WithMany().HasForeignKey(h => h.RegistrationId);
        });
        modelBuilder.Entity<AuditRow>(row =>
        {
            row.HasKey(r => r.Number);
            row.Property(r => r.Number).ValueGeneratedNever();
            row.Property(r => r.Authority).HasMaxLength(20);
            row.Property(r => r.Previous).HasMaxLength(64);
            row.Property(r => r.Hash).HasMaxLength(64);
            row.HasIndex(r => r.Registration);
            row.HasIndex(r => r.At);
        });
        modelBuilder.Entity<PublicEntry>(line =>
        {
            line.HasKey(e => e.Place);
            line.Property(e => e.Series).HasMaxLength(20);
            line.HasIndex(e => e.EntryId).IsUnique();
            line.HasIndex(e => new { e.Day, e.Series });
            line.HasIndex(e => new { e.Series, e.Day });
            line.HasIndex(e => new { e.Series, e.Year, e.CaseOrdinal, e.Ordinal }).IsUnique();
        });
        modelBuilder.Entity<DiaryWordRow>(row =>
        {
            row.HasKey(r => r.Place);
            row.Property(r => r.Series).HasMaxLength(20);
            row.HasIndex(r => r.EntryId).IsUnique();
            row.HasIndex(r => r.CaseId);
        });
        modelBuilder.Entity<AuditHead>(head =>
        {
            head.Property(h => h.Id).ValueGeneratedNever();
            head.HasData(new AuditHead { Id = 1, Last = 0 });
        });
    }

    private sealed class MomentConverter()
        : ValueConverter<DateTimeOffset, DateTime>(
            moment => moment.UtcDateTime,
            stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc))
        );

    private sealed class JsonConverter<T>()
        : ValueConverter<T, string>(
            value => JsonSerializer.Serialize(value, JsonSerializerOptions.Web),
            json => JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web)!
        );
}

/// <summary>A file beside the API: the first choice, for one server.</summary>
internal sealed class SqliteDb(DbContextOptions<SqliteDb> options) : VaramailDb(options);

/// <summary>A PostgreSQL server, chosen by connection string.</summary>
internal sealed class PostgresDb(DbContextOptions<PostgresDb> options) : VaramailDb(options);
