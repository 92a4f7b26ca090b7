using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Varamail.Api.Storage.Migrations.Postgres
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Series = table.Column<string>(type: "text", nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Ordinal = table.Column<int>(type: "integer", nullable: false),
                    Title = table.Column<string>(type: "text", nullable: false),
                    PublicTitle = table.Column<string>(type: "text", nullable: false),
                    CaseOfficer = table.Column<string>(type: "text", nullable: true),
                    OpenedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Documents = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Cases", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Originals",
                columns: table => new
                {
                    Sha256 = table.Column<string>(type: "text", nullable: false),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    StoredAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Originals", x => x.Sha256);
                });

            migrationBuilder.CreateTable(
                name: "Registrations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Authority = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    InternetMessageId = table.Column<string>(type: "text", nullable: false),
                    Mailbox = table.Column<string>(type: "text", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Comment = table.Column<string>(type: "text", nullable: true),
                    Uploaded = table.Column<bool>(type: "boolean", nullable: false),
                    Decision = table.Column<string>(type: "text", nullable: true),
                    ClaimedBy_Address = table.Column<string>(type: "text", nullable: true),
                    ClaimedBy_Id = table.Column<string>(type: "text", nullable: true),
                    ClaimedBy_Name = table.Column<string>(type: "text", nullable: true),
                    CreatedBy_Address = table.Column<string>(type: "text", nullable: false),
                    CreatedBy_Id = table.Column<string>(type: "text", nullable: false),
                    CreatedBy_Name = table.Column<string>(type: "text", nullable: false),
                    Letter_Attachments = table.Column<int>(type: "integer", nullable: false),
                    Letter_Direction = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Letter_DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Letter_FromAddress = table.Column<string>(type: "text", nullable: false),
                    Letter_FromName = table.Column<string>(type: "text", nullable: false),
                    Letter_Handling = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Letter_ReceivedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Letter_Sensitivity = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Letter_Sha256 = table.Column<string>(type: "text", nullable: true),
                    Letter_Size = table.Column<long>(type: "bigint", nullable: false),
                    Letter_Subject = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Registrations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Series",
                columns: table => new
                {
                    Series = table.Column<string>(type: "text", nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Series", x => new { x.Series, x.Year });
                });

            migrationBuilder.CreateTable(
                name: "Copies",
                columns: table => new
                {
                    RegistrationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Mailbox = table.Column<string>(type: "text", nullable: false),
                    ItemId = table.Column<string>(type: "text", nullable: false)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Ordinal = table.Column<int>(type: "integer", nullable: false),
                    RegistrationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Sha256 = table.Column<string>(type: "text", nullable: false),
                    Title = table.Column<string>(type: "text", nullable: false),
                    PublicTitle = table.Column<string>(type: "text", nullable: false),
                    Direction = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    DocumentType = table.Column<string>(type: "text", nullable: true),
                    ClassificationCode = table.Column<string>(type: "text", nullable: true),
                    ReceivedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Counterpart = table.Column<string>(type: "text", nullable: true),
                    HideCounterpart = table.Column<bool>(type: "boolean", nullable: false),
                    CaseOfficer = table.Column<string>(type: "text", nullable: true),
                    Secrecy = table.Column<string>(type: "text", nullable: true),
                    Note = table.Column<string>(type: "text", nullable: true),
                    EnteredAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Voided = table.Column<string>(type: "text", nullable: true),
                    EnteredBy_Address = table.Column<string>(type: "text", nullable: false),
                    EnteredBy_Id = table.Column<string>(type: "text", nullable: false),
                    EnteredBy_Name = table.Column<string>(type: "text", nullable: false)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RegistrationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Marking = table.Column<string>(type: "text", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    DueAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    LeasedUntil = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    Failure = table.Column<string>(type: "text", nullable: true)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RegistrationId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    Reader_Address = table.Column<string>(type: "text", nullable: false),
                    Reader_Id = table.Column<string>(type: "text", nullable: false),
                    Reader_Name = table.Column<string>(type: "text", nullable: false)
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
            migrationBuilder.Sql(
                """
                CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
                CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "Readings" FOR EACH ROW EXECUTE FUNCTION refuse_change();
                CREATE TRIGGER append_only BEFORE DELETE ON "Entries" FOR EACH ROW EXECUTE FUNCTION refuse_change();
                CREATE TRIGGER append_only BEFORE DELETE ON "Cases" FOR EACH ROW EXECUTE FUNCTION refuse_change();
                """
            );
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
