using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Varamail.Api.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PublicDiary : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Rule",
                table: "Registrations",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Shown",
                table: "Parties",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "ShowCounterpart",
                table: "Entries",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "DiaryWords",
                columns: table => new
                {
                    Place = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EntryId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Series = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DiaryWords", x => x.Place);
                });

            migrationBuilder.CreateTable(
                name: "PublicEntries",
                columns: table => new
                {
                    Place = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    EntryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Series = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    CaseOrdinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    EnteredAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ReceivedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Direction = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    CaseTitle = table.Column<string>(type: "TEXT", nullable: false),
                    Counterpart = table.Column<string>(type: "TEXT", nullable: true),
                    IsSecret = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsVoided = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PublicEntries", x => x.Place);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_OpenedAt_Ordinal",
                table: "Cases",
                columns: new[] { "OpenedAt", "Ordinal" });

            migrationBuilder.CreateIndex(
                name: "IX_DiaryWords_CaseId",
                table: "DiaryWords",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_DiaryWords_EntryId",
                table: "DiaryWords",
                column: "EntryId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PublicEntries_Day_Series",
                table: "PublicEntries",
                columns: new[] { "Day", "Series" });

            migrationBuilder.CreateIndex(
                name: "IX_PublicEntries_EntryId",
                table: "PublicEntries",
                column: "EntryId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PublicEntries_Series_Day",
                table: "PublicEntries",
                columns: new[] { "Series", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_PublicEntries_Series_Year_CaseOrdinal_Ordinal",
                table: "PublicEntries",
                columns: new[] { "Series", "Year", "CaseOrdinal", "Ordinal" },
                unique: true);

            // What a registrar once showed or didn't is part of the entry.
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Entries_ShowCounterpart" BEFORE UPDATE ON "Entries" WHEN NEW."ShowCounterpart" IS NOT OLD."ShowCounterpart"
                BEGIN SELECT RAISE(ABORT, 'Entries is append-only'); END;
                """
            );
            Index("PublicWords", "PublicEntries", "Series", "Title", "CaseTitle");
            Index("DiaryWordIndex", "DiaryWords", "Series", "Text");

            // Words that begin so are found by their first letters; å, ä and ö are letters of their own. The index follows its table.
            void Index(string index, string table, params string[] columns)
            {
                string List(string prefix) => string.Join(", ", columns.Select(c => $"{prefix}\"{c}\""));
                var add = $"""INSERT INTO "{index}" (rowid, {List("")}) VALUES (NEW."Place", {List("NEW.")});""";
                var remove = $"""INSERT INTO "{index}" ("{index}", rowid, {List("")}) VALUES ('delete', OLD."Place", {List("OLD.")});""";
                migrationBuilder.Sql(
                    $"""
                    CREATE VIRTUAL TABLE "{index}" USING fts5({List("")}, content="{table}", content_rowid="Place", tokenize='unicode61 remove_diacritics 0', detail=column, prefix='2 3 4');
                    CREATE TRIGGER "{table}_INSERT" AFTER INSERT ON "{table}" BEGIN {add} END;
                    CREATE TRIGGER "{table}_DELETE" AFTER DELETE ON "{table}" BEGIN {remove} END;
                    CREATE TRIGGER "{table}_UPDATE" AFTER UPDATE ON "{table}" BEGIN {remove} {add} END;
                    """
                );
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DROP TRIGGER "Entries_ShowCounterpart"; DROP TABLE "PublicWords"; DROP TABLE "DiaryWordIndex";""");

            migrationBuilder.DropTable(
                name: "DiaryWords");

            migrationBuilder.DropTable(
                name: "PublicEntries");

            migrationBuilder.DropIndex(
                name: "IX_Cases_OpenedAt_Ordinal",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "Rule",
                table: "Registrations");

            migrationBuilder.DropColumn(
                name: "Shown",
                table: "Parties");

            migrationBuilder.DropColumn(
                name: "ShowCounterpart",
                table: "Entries");
        }
    }
}
