using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Varamail.Api.Storage.Migrations.Postgres
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
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Shown",
                table: "Parties",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "ShowCounterpart",
                table: "Entries",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "DiaryWords",
                columns: table => new
                {
                    Place = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    EntryId = table.Column<Guid>(type: "uuid", nullable: true),
                    Series = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DiaryWords", x => x.Place);
                });

            migrationBuilder.CreateTable(
                name: "PublicEntries",
                columns: table => new
                {
                    Place = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    EntryId = table.Column<Guid>(type: "uuid", nullable: false),
                    Series = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    CaseOrdinal = table.Column<int>(type: "integer", nullable: false),
                    Ordinal = table.Column<int>(type: "integer", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    EnteredAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ReceivedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Direction = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Title = table.Column<string>(type: "text", nullable: false),
                    CaseTitle = table.Column<string>(type: "text", nullable: false),
                    Counterpart = table.Column<string>(type: "text", nullable: true),
                    IsSecret = table.Column<bool>(type: "boolean", nullable: false),
                    IsVoided = table.Column<bool>(type: "boolean", nullable: false)
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

            // Words are what lies between other signs, as the question is cut up; the series stands among them with a mark that no word has.
            migrationBuilder.Sql(
                """
                CREATE FUNCTION diary_words(series text, texts text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS
                $$ SELECT array_to_tsvector(array_remove(array_append(regexp_split_to_array(lower(texts), '[^[:alnum:]]+'), '/' || lower(series)), '')) $$;

                ALTER TABLE "PublicEntries" ADD COLUMN "Words" tsvector;
                CREATE FUNCTION public_words() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN NEW."Words" := diary_words(NEW."Series", NEW."Title" || ' ' || NEW."CaseTitle"); RETURN NEW; END $$;
                CREATE TRIGGER words BEFORE INSERT OR UPDATE ON "PublicEntries" FOR EACH ROW EXECUTE FUNCTION public_words();
                CREATE INDEX "IX_PublicEntries_Words" ON "PublicEntries" USING gin ("Words");

                ALTER TABLE "DiaryWords" ADD COLUMN "Words" tsvector;
                CREATE FUNCTION inside_words() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN NEW."Words" := diary_words(NEW."Series", NEW."Text"); RETURN NEW; END $$;
                CREATE TRIGGER words BEFORE INSERT OR UPDATE ON "DiaryWords" FOR EACH ROW EXECUTE FUNCTION inside_words();
                CREATE INDEX "IX_DiaryWords_Words" ON "DiaryWords" USING gin ("Words");
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TRIGGER words ON "PublicEntries"; DROP TRIGGER words ON "DiaryWords";
                ALTER TABLE "PublicEntries" DROP COLUMN "Words"; ALTER TABLE "DiaryWords" DROP COLUMN "Words";
                DROP FUNCTION public_words(); DROP FUNCTION inside_words(); DROP FUNCTION diary_words(text, text);
                """
            );

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
