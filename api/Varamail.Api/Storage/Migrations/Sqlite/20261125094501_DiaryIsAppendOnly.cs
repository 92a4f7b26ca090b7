using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Varamail.Api.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DiaryIsAppendOnly : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // An entry changes once, when it is voided; a case and a series count on by one, and do nothing else.
            string[] entry = ["Id", "CaseId", "Ordinal", "RegistrationId", "Sha256", "Title", "PublicTitle", "Direction", "DocumentType", "ClassificationCode", "ReceivedOn", "Counterpart", "HideCounterpart", "CaseOfficer", "Secrecy", "Note", "EnteredAt", "EnteredBy_Address", "EnteredBy_Id", "EnteredBy_Name"];
            string[] diaryCase = ["Id", "Series", "Year", "Ordinal", "Title", "PublicTitle", "CaseOfficer", "OpenedAt"];
            Refuse("Entries", "UPDATE", $"OLD.\"Voided\" IS NOT NULL OR NEW.\"Voided\" IS NULL OR {Differ(entry)}");
            Refuse("Cases", "UPDATE", $"NEW.\"Documents\" <> OLD.\"Documents\" + 1 OR {Differ(diaryCase)}");
            Refuse("Series", "UPDATE", $"NEW.\"Last\" <> OLD.\"Last\" + 1 OR {Differ("Series", "Year")}");
            Refuse("Series", "DELETE", "TRUE");

            static string Differ(params string[] columns) => string.Join(" OR ", columns.Select(c => $"NEW.\"{c}\" IS NOT OLD.\"{c}\""));

            void Refuse(string table, string change, string when) =>
                migrationBuilder.Sql(
                    $"""
                    CREATE TRIGGER "{table}_{change}" BEFORE {change} ON "{table}" WHEN {when}
                    BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
                    """
                );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var name in new[] { "Entries_UPDATE", "Cases_UPDATE", "Series_UPDATE", "Series_DELETE" })
                migrationBuilder.Sql($"""DROP TRIGGER "{name}";""");
        }
    }
}
