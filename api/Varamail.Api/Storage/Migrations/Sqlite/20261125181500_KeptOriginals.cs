using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Varamail.Api.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class KeptOriginals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsDamaged",
                table: "Originals",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "VerifiedAt",
                table: "Originals",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Sha256",
                table: "Deliveries",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            // What is on its way already is proven by the same bytes as before.
            migrationBuilder.Sql(
                """
                UPDATE "Deliveries" SET "Sha256" = COALESCE((SELECT r."Letter_Sha256" FROM "Registrations" r WHERE r."Id" = "Deliveries"."RegistrationId"), '')
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "IsDamaged",
                table: "Originals");

            migrationBuilder.DropColumn(
                name: "VerifiedAt",
                table: "Originals");

            migrationBuilder.DropColumn(
                name: "Sha256",
                table: "Deliveries");
        }
    }
}
