using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Varamail.Api.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class QueueAtScale : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "ChangedAt",
                table: "Registrations",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<DateTime>(
                name: "ClaimedAt",
                table: "Registrations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsOpen",
                table: "Registrations",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsWhistleblowing",
                table: "Registrations",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Letter_Signals",
                table: "Registrations",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "TakenOverFrom",
                table: "Registrations",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "SavedViews",
                columns: table => new
                {
                    Person = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Filter = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedViews", x => new { x.Person, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "Ties",
                columns: table => new
                {
                    RegistrationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Value = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Ties", x => new { x.RegistrationId, x.Kind, x.Value });
                    table.ForeignKey(
                        name: "FK_Ties_Registrations_RegistrationId",
                        column: x => x.RegistrationId,
                        principalTable: "Registrations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Registrations_ChangedAt",
                table: "Registrations",
                column: "ChangedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Ties_Kind_Value",
                table: "Ties",
                columns: new[] { "Kind", "Value" });

            migrationBuilder.Sql("""UPDATE "Registrations" SET "ChangedAt" = "CreatedAt", "IsOpen" = "State" IN ('Queued', 'Claimed');""");
            // EF makes no index over a complex property. The queue is read in the order of this one, and counted from it alone.
            migrationBuilder.Sql("""CREATE INDEX "IX_Registrations_Queue" ON "Registrations" ("IsOpen", "Letter_DueOn", "CreatedAt", "Id") INCLUDE ("Authority", "State", "Letter_Sensitivity", "ClaimedBy_Id", "IsWhistleblowing");""");
            migrationBuilder.Sql("""CREATE INDEX "IX_Registrations_Sender" ON "Registrations" ("Letter_FromAddress");""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DROP INDEX "IX_Registrations_Queue";""");
            migrationBuilder.Sql("""DROP INDEX "IX_Registrations_Sender";""");
            migrationBuilder.DropTable(
                name: "SavedViews");

            migrationBuilder.DropTable(
                name: "Ties");

            migrationBuilder.DropIndex(
                name: "IX_Registrations_ChangedAt",
                table: "Registrations");

            migrationBuilder.DropColumn(
                name: "ChangedAt",
                table: "Registrations");

            migrationBuilder.DropColumn(
                name: "ClaimedAt",
                table: "Registrations");

            migrationBuilder.DropColumn(
                name: "IsOpen",
                table: "Registrations");

            migrationBuilder.DropColumn(
                name: "IsWhistleblowing",
                table: "Registrations");

            migrationBuilder.DropColumn(
                name: "Letter_Signals",
                table: "Registrations");

            migrationBuilder.DropColumn(
                name: "TakenOverFrom",
                table: "Registrations");
        }
    }
}
