using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Varamail.Tests;

/// <summary>
/// A private PostgreSQL on a free loopback port, one for the whole test run and a database for each fixture. PostgreSQL refuses to run
/// as root, so root lends it the package's own user.
/// </summary>
[SetUpFixture]
internal sealed class PostgresCluster
{
    private static readonly Lazy<PostgresCluster> Shared = new(() => new PostgresCluster(), LazyThreadSafetyMode.ExecutionAndPublication);

    private readonly string directory = Path.Combine(Path.GetTempPath(), $"varamail-postgres-{Guid.NewGuid():N}");
    private readonly int port = FreePort();
    private readonly Lock starting = new();
    private Process? server;

    /// <summary>Makes an empty database and returns its connection string; the first call starts the cluster.</summary>
    public static string CreateDatabase()
    {
        var cluster = Shared.Value;
        cluster.StartOnce();
        var name = $"varamail_{Guid.NewGuid():N}";
        using var connection = new NpgsqlConnection(cluster.ConnectionString("postgres"));
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the name is made above
        command.CommandText = $"CREATE DATABASE {name}";
#pragma warning restore CA2100
        command.ExecuteNonQuery();
        return cluster.ConnectionString(name);
    }

    [OneTimeTearDown]
    public static void Stop()
    {
        if (!Shared.IsValueCreated || Shared.Value.server is not { } running)
            return;
        NpgsqlConnection.ClearAllPools();
        running.StandardInput.Close();
        running.WaitForExit();
        running.Dispose();
    }

    private string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={port};Username=varamail;Database={database};Maximum Pool Size=20;Include Error Detail=true";

    private void StartOnce()
    {
        lock (starting)
        {
            if (server is not null)
                return;
            var programs = Programs();
            Invoke(Path.Combine(programs, "initdb"),
                "--pgdata", directory, "--username", "varamail", "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync");
            server = Launch(Path.Combine(programs, "postgres"));
            WaitUntilItAnswers(server);
        }
    }

    /// <summary>The server ends when our end of its standard input closes: also when the test run is killed, nothing is left behind.</summary>
    private Process Launch(string postgres)
    {
        const string UntilInputCloses = """
            postgres=$1 directory=$2 port=$3
            "$postgres" -D "$directory" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off >"$directory/log" 2>&1 &
            cat >/dev/null
            kill -INT $!
            wait $!
            rm -rf "$directory"
            """;
        var (program, prefix) = AsOrdinaryUser("sh");
        return Process.Start(new ProcessStartInfo(program, [.. prefix, "-c", UntilInputCloses, "sh", postgres, directory, $"{port}"])
        {
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;
    }

    private void WaitUntilItAnswers(Process started)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var connection = new NpgsqlConnection(ConnectionString("postgres"));
                connection.Open();
                return;
            }
            catch (NpgsqlException) when (!started.HasExited && patience.Elapsed < TimeSpan.FromSeconds(60))
            {
                Thread.Sleep(50);
            }
        }
    }

    private static void Invoke(string program, params string[] arguments)
    {
        var (launcher, prefix) = AsOrdinaryUser(program);
        DebianPackage.Run(launcher, [.. prefix, .. arguments]);
    }

    private static (string Program, string[] Prefix) AsOrdinaryUser(string program) =>
        Environment.IsPrivilegedProcess && OperatingSystem.IsLinux() ? ("runuser", ["-u", "postgres", "--", program]) : (program, []);

    private static string Programs()
    {
        if (Installed() is { } found)
            return found;
        DebianPackage.Install("postgresql");
        return Installed() ?? throw new InvalidOperationException("PostgreSQL's initdb was not found after it was installed.");
    }

    private static string? Installed()
    {
        var debian = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Order().Reverse().Select(d => Path.Combine(d, "bin")) : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var suffix = OperatingSystem.IsWindows() ? ".exe" : "";
        return debian.Concat(path).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb" + suffix)) && File.Exists(Path.Combine(d, "postgres" + suffix)));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
