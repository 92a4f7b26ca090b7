using BenchmarkDotNet.Attributes;
using Varamail.Guideline;
using Varamail.Guideline.Messages;

namespace Varamail.Benchmarks;

/// <summary>The finding engine beside the straightforward ways, in several sizes.</summary>
[MemoryDiagnoser]
public class EngineBenchmarks
{
    private readonly FindingEngine engine = new(Material.Municipality);
    private string text = "";
    private Message message = Material.Message("");

    /// <summary>Characters.</summary>
    [Params(2_000, 5_000, 20_000, 200_000)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        text = Material.Text(Length);
        message = Material.Message(text);
    }

    [Benchmark(Baseline = true)]
    public int Engine() => engine.Find(message).Count;

    [Benchmark]
    public int SearchValues() => Rivals.SearchValuesPass(text);

    [Benchmark]
    public int CompiledRegexes() => Rivals.CompiledRegexes(text);

    [Benchmark]
    public int MemoryScan() => Rivals.MemoryScan(text);
}

/// <summary>From bytes to verdict.</summary>
[MemoryDiagnoser]
public class AssessBenchmarks
{
    private static readonly DateTimeOffset Received = new(2026, 9, 14, 10, 0, 0, TimeSpan.FromHours(2));

    private readonly Assessor assessor = new(Material.Municipality);
    private readonly byte[] plain = Material.Plain(5_000);
    private readonly byte[] html = Material.Html(50_000);

    [Benchmark]
    public int Plain5kB() => Assess(plain);

    [Benchmark]
    public int Html50kB() => Assess(html);

    /// <summary>All cores at once, 64 messages.</summary>
    [Benchmark(OperationsPerInvoke = 64)]
    public int Plain5kBOnAllCores()
    {
        int findings = 0;
        Parallel.For(0, 64, _ => Interlocked.Add(ref findings, Assess(plain)));
        return findings;
    }

    private int Assess(byte[] bytes) => assessor.Assess(MessageReader.Read(bytes), "bygglov@vara.se", Received).Findings.Count;
}
