using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Varamail.Api.Storage.Migrations.Sqlite
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
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<DateTime>(
                name: "ClaimedAt",
                table: "Registrations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsOpen",
                table: "Registrations",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsWhistleblowing",
                table: "Registrations",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Letter_Signals",
                table: "Registrations",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "TakenOverFrom",
                table: "Registrations",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "SavedViews",
                columns: table => new
                {
                    Person = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Filter = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedViews", x => new { x.Person, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "Ties",
                columns: table => new
                {
                    RegistrationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
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
            migrationBuilder.Sql("""CREATE INDEX "IX_Registrations_Queue" ON "Registrations" ("IsOpen", "Letter_DueOn", "CreatedAt", "Id", "Authority", "State", "Letter_Sensitivity", "ClaimedBy_Id", "IsWhistleblowing");""");
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
