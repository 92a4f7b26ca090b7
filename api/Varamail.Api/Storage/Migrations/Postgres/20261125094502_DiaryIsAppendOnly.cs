using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Varamail.Api.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class DiaryIsAppendOnly : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // An entry changes once, when it is voided; a case and a series count on by one, and do nothing else.
            migrationBuilder.Sql(
                """
                CREATE TRIGGER voided_once BEFORE UPDATE ON "Entries" FOR EACH ROW
                    WHEN (OLD."Voided" IS NOT NULL OR NEW."Voided" IS NULL OR to_jsonb(OLD) - 'Voided' IS DISTINCT FROM to_jsonb(NEW) - 'Voided')
                    EXECUTE FUNCTION refuse_change();
                CREATE TRIGGER counts_on BEFORE UPDATE ON "Cases" FOR EACH ROW
                    WHEN (NEW."Documents" <> OLD."Documents" + 1 OR to_jsonb(OLD) - 'Documents' IS DISTINCT FROM to_jsonb(NEW) - 'Documents')
                    EXECUTE FUNCTION refuse_change();
                CREATE TRIGGER counts_on BEFORE UPDATE ON "Series" FOR EACH ROW
                    WHEN (NEW."Last" <> OLD."Last" + 1 OR to_jsonb(OLD) - 'Last' IS DISTINCT FROM to_jsonb(NEW) - 'Last')
                    EXECUTE FUNCTION refuse_change();
                CREATE TRIGGER append_only BEFORE DELETE ON "Series" FOR EACH ROW EXECUTE FUNCTION refuse_change();
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TRIGGER voided_once ON "Entries";
                DROP TRIGGER counts_on ON "Cases";
                DROP TRIGGER counts_on ON "Series";
                DROP TRIGGER append_only ON "Series";
                """
            );
        }
    }
}
