using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Varamail.Api.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Start : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Cases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Series = table.Column<string>(type: "TEXT", nullable: false),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    PublicTitle = table.Column<string>(type: "TEXT", nullable: false),
                    CaseOfficer = table.Column<string>(type: "TEXT", nullable: true),
                    OpenedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Documents = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Cases", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Originals",
                columns: table => new
                {
                    Sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    StoredAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Originals", x => x.Sha256);
                });

            migrationBuilder.CreateTable(
                name: "Registrations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Authority = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Fingerprint = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    InternetMessageId = table.Column<string>(type: "TEXT", nullable: false),
                    Mailbox = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Comment = table.Column<string>(type: "TEXT", nullable: true),
                    Uploaded = table.Column<bool>(type: "INTEGER", nullable: false),
                    Decision = table.Column<string>(type: "TEXT", nullable: true),
                    ClaimedBy_Address = table.Column<string>(type: "TEXT", nullable: true),
                    ClaimedBy_Id = table.Column<string>(type: "TEXT", nullable: true),
                    ClaimedBy_Name = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedBy_Address = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedBy_Id = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedBy_Name = table.Column<string>(type: "TEXT", nullable: false),
                    Letter_Attachments = table.Column<int>(type: "INTEGER", nullable: false),
                    Letter_Direction = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Letter_DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Letter_FromAddress = table.Column<string>(type: "TEXT", nullable: false),
                    Letter_FromName = table.Column<string>(type: "TEXT", nullable: false),
                    Letter_Handling = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Letter_ReceivedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Letter_Sensitivity = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Letter_Sha256 = table.Column<string>(type: "TEXT", nullable: true),
                    Letter_Size = table.Column<long>(type: "INTEGER", nullable: false),
                    Letter_Subject = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Registrations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Series",
                columns: table => new
                {
                    Series = table.Column<string>(type: "TEXT", nullable: false),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    Last = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Series", x => new { x.Series, x.Year });
                });

            migrationBuilder.CreateTable(
                name: "Copies",
                columns: table => new
                {
                    RegistrationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Mailbox = table.Column<string>(type: "TEXT", nullable: false),
                    ItemId = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Copies", x => new { x.RegistrationId, x.Mailbox, x.ItemId });
                    table.ForeignKey(
                        name: "FK_Copies_Registrations_RegistrationId",
                        column: x => x.RegistrationId,
                        principalTable: "Registrations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Entries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    RegistrationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    PublicTitle = table.Column<string>(type: "TEXT", nullable: false),
                    Direction = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    DocumentType = table.Column<string>(type: "TEXT", nullable: true),
                    ClassificationCode = table.Column<string>(type: "TEXT", nullable: true),
                    ReceivedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Counterpart = table.Column<string>(type: "TEXT", nullable: true),
                    HideCounterpart = table.Column<bool>(type: "INTEGER", nullable: false),
                    CaseOfficer = table.Column<string>(type: "TEXT", nullable: true),
                    Secrecy = table.Column<string>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    EnteredAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Voided = table.Column<string>(type: "TEXT", nullable: true),
                    EnteredBy_Address = table.Column<string>(type: "TEXT", nullable: false),
                    EnteredBy_Id = table.Column<string>(type: "TEXT", nullable: false),
                    EnteredBy_Name = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Entries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Entries_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Entries_Registrations_RegistrationId",
                        column: x => x.RegistrationId,
                        principalTable: "Registrations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Outbox",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RegistrationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Marking = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    DueAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LeasedUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Failure = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Outbox", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Outbox_Registrations_RegistrationId",
                        column: x => x.RegistrationId,
                        principalTable: "Registrations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Readings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RegistrationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    Reader_Address = table.Column<string>(type: "TEXT", nullable: false),
                    Reader_Id = table.Column<string>(type: "TEXT", nullable: false),
                    Reader_Name = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Readings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Readings_Registrations_RegistrationId",
                        column: x => x.RegistrationId,
                        principalTable: "Registrations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Series_Year_Ordinal",
                table: "Cases",
                columns: new[] { "Series", "Year", "Ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Entries_CaseId_Ordinal",
                table: "Entries",
                columns: new[] { "CaseId", "Ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Entries_RegistrationId",
                table: "Entries",
                column: "RegistrationId");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_RegistrationId",
                table: "Outbox",
                column: "RegistrationId");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_State_DueAt",
                table: "Outbox",
                columns: new[] { "State", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Readings_RegistrationId",
                table: "Readings",
                column: "RegistrationId");

            migrationBuilder.CreateIndex(
                name: "IX_Registrations_Authority_Fingerprint",
                table: "Registrations",
                columns: new[] { "Authority", "Fingerprint" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Registrations_Authority_State",
                table: "Registrations",
                columns: new[] { "Authority", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Registrations_Fingerprint",
                table: "Registrations",
                column: "Fingerprint");

            migrationBuilder.CreateIndex(
                name: "IX_Registrations_InternetMessageId",
                table: "Registrations",
                column: "InternetMessageId");

            // The reading log is appended to and nothing else, and no entry leaves the diary.
            foreach (var (table, change) in new[] { ("Readings", "UPDATE"), ("Readings", "DELETE"), ("Entries", "DELETE"), ("Cases", "DELETE") })
            {
                migrationBuilder.Sql(
                    $"""
                    CREATE TRIGGER "{table}_{change}" BEFORE {change} ON "{table}"
                    BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
                    """
                );
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Copies");

            migrationBuilder.DropTable(
                name: "Entries");

            migrationBuilder.DropTable(
                name: "Originals");

            migrationBuilder.DropTable(
                name: "Outbox");

            migrationBuilder.DropTable(
                name: "Readings");

            migrationBuilder.DropTable(
                name: "Series");

            migrationBuilder.DropTable(
                name: "Cases");

            migrationBuilder.DropTable(
                name: "Registrations");
        }
    }
}
