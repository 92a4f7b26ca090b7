using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Varamail.Api.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Feedback : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Disagreements",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Month = table.Column<string>(type: "TEXT", maxLength: 7, nullable: false),
                    GuidelineVersion = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Rules = table.Column<string>(type: "TEXT", nullable: false),
                    Handling = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    OwnHandling = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Sensitivity = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    OwnSensitivity = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Disagreements", x => x.Id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Disagreements");
        }
    }
}
