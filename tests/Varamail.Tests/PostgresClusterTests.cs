using Npgsql;

namespace Varamail.Tests;

internal sealed class PostgresClusterTests
{
    [Test]
    public void Every_fixture_gets_an_empty_database_of_its_own()
    {
        using var first = new NpgsqlConnection(PostgresCluster.CreateDatabase());
        using var second = new NpgsqlConnection(PostgresCluster.CreateDatabase());
        first.Open();
        second.Open();
        using (var create = new NpgsqlCommand("CREATE TABLE only_here (id int)", first))
            create.ExecuteNonQuery();

        using var look = new NpgsqlCommand("SELECT count(*) FROM information_schema.tables WHERE table_name = 'only_here'", second);
        Assert.That(look.ExecuteScalar(), Is.EqualTo(0L));
    }
}
