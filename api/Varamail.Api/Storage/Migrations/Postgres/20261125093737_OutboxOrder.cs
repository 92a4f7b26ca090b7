using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Varamail.Api.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OutboxOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ItemId",
                table: "Outbox",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.Sql("""UPDATE "Outbox" SET "ItemId" = "Marking"::json ->> 'itemId'""");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_ItemId",
                table: "Outbox",
                column: "ItemId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Outbox_ItemId",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "ItemId",
                table: "Outbox");
        }
    }
}
