using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Varamail.Api.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Sent : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Answers",
                columns: table => new
                {
                    RegistrationId = table.Column<Guid>(type: "uuid", nullable: false),
                    InternetMessageId = table.Column<string>(type: "text", nullable: false),
                    Authority = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    By_Address = table.Column<string>(type: "text", nullable: false),
                    By_Id = table.Column<string>(type: "text", nullable: false),
                    By_Name = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Answers", x => new { x.RegistrationId, x.InternetMessageId });
                    table.ForeignKey(
                        name: "FK_Answers_Registrations_RegistrationId",
                        column: x => x.RegistrationId,
                        principalTable: "Registrations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Dispatches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Mailbox = table.Column<string>(type: "text", nullable: false),
                    Authority = table.Column<string>(type: "text", nullable: false),
                    MayEnter = table.Column<bool>(type: "boolean", nullable: false),
                    CaseNumber = table.Column<string>(type: "text", nullable: true),
                    NewTitle = table.Column<string>(type: "text", nullable: true),
                    NewPublicTitle = table.Column<string>(type: "text", nullable: true),
                    Title = table.Column<string>(type: "text", nullable: false),
                    PublicTitle = table.Column<string>(type: "text", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    InReplyTo = table.Column<string>(type: "text", nullable: false),
                    SubjectDigest = table.Column<string>(type: "text", nullable: false),
                    RecipientsDigest = table.Column<string>(type: "text", nullable: false),
                    SeenAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    LookAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    FoundAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    RegistrationId = table.Column<Guid>(type: "uuid", nullable: true),
                    Others = table.Column<int>(type: "integer", nullable: false),
                    Hindrance = table.Column<string>(type: "text", nullable: true),
                    By_Address = table.Column<string>(type: "text", nullable: false),
                    By_Id = table.Column<string>(type: "text", nullable: false),
                    By_Name = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Dispatches", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Dispatches_Registrations_RegistrationId",
                        column: x => x.RegistrationId,
                        principalTable: "Registrations",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateIndex(
                name: "IX_Answers_InternetMessageId",
                table: "Answers",
                column: "InternetMessageId");

            migrationBuilder.CreateIndex(
                name: "IX_Dispatches_RegistrationId",
                table: "Dispatches",
                column: "RegistrationId");

            migrationBuilder.CreateIndex(
                name: "IX_Dispatches_State_LookAt",
                table: "Dispatches",
                columns: new[] { "State", "LookAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Answers");

            migrationBuilder.DropTable(
                name: "Dispatches");
        }
    }
}
