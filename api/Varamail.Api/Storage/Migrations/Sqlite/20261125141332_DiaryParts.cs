using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Varamail.Api.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DiaryParts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "Key",
                table: "Entries",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Key",
                table: "Cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Appendices",
                columns: table => new
                {
                    EntryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    MediaType = table.Column<string>(type: "TEXT", nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Appendices", x => new { x.EntryId, x.Ordinal });
                    table.ForeignKey(
                        name: "FK_Appendices_Entries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "Entries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Corrections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EntryId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Field = table.Column<string>(type: "TEXT", nullable: false),
                    Was = table.Column<string>(type: "TEXT", nullable: true),
                    Is = table.Column<string>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    By_Address = table.Column<string>(type: "TEXT", nullable: false),
                    By_Id = table.Column<string>(type: "TEXT", nullable: false),
                    By_Name = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Corrections", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Corrections_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Corrections_Entries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "Entries",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Parties",
                columns: table => new
                {
                    EntryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", nullable: true),
                    Hidden = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Parties", x => new { x.EntryId, x.Ordinal });
                    table.ForeignKey(
                        name: "FK_Parties_Entries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "Entries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Entries_Key",
                table: "Entries",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Key",
                table: "Cases",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Appendices_Sha256",
                table: "Appendices",
                column: "Sha256");

            migrationBuilder.CreateIndex(
                name: "IX_Corrections_CaseId_Ordinal",
                table: "Corrections",
                columns: new[] { "CaseId", "Ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Corrections_EntryId",
                table: "Corrections",
                column: "EntryId");

            // What belongs to an entry is written with it and never changed; a correction is a row of its own.
            string[] tables = ["Appendices", "Parties", "Corrections"];
            foreach (var (table, change) in tables.SelectMany(t => new[] { (t, "UPDATE"), (t, "DELETE") }))
                Refuse($"{table}_{change}", table, change, "TRUE");
            Refuse("Entries_Key", "Entries", "UPDATE", "NEW.\"Key\" IS NOT OLD.\"Key\"");
            Refuse("Cases_Key", "Cases", "UPDATE", "NEW.\"Key\" IS NOT OLD.\"Key\"");

            void Refuse(string name, string table, string change, string when) =>
                migrationBuilder.Sql(
                    $"""
                    CREATE TRIGGER "{name}" BEFORE {change} ON "{table}" WHEN {when}
                    BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
                    """
                );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var name in new[] { "Entries_Key", "Cases_Key" })
                migrationBuilder.Sql($"""DROP TRIGGER "{name}";""");

            migrationBuilder.DropTable(
                name: "Appendices");

            migrationBuilder.DropTable(
                name: "Corrections");

            migrationBuilder.DropTable(
                name: "Parties");

            migrationBuilder.DropIndex(
                name: "IX_Entries_Key",
                table: "Entries");

            migrationBuilder.DropIndex(
                name: "IX_Cases_Key",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "Key",
                table: "Entries");

            migrationBuilder.DropColumn(
                name: "Key",
                table: "Cases");
        }
    }
}
