using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BenchmarkDotNet.Running;
using Varamail.Benchmarks;
using Varamail.Guideline;
using Varamail.Guideline.Messages;

if (args is ["--queue", .. var stores])
{
    await QueueBenchmark.RunAsync([.. stores.DefaultIfEmpty("Sqlite").Select(Enum.Parse<Varamail.Tests.Api.Store>)]);
    return;
}

if (args is ["--diary", .. var diaries])
{
    await DiaryBenchmark.RunAsync([.. diaries.DefaultIfEmpty("Sqlite").Select(Enum.Parse<Varamail.Tests.Api.Store>)]);
    return;
}

if (args is ["--delivery", .. var systems])
{
    await DeliveryBenchmark.RunAsync([.. systems.DefaultIfEmpty("Sqlite").Select(Enum.Parse<Varamail.Tests.Api.Store>)]);
    return;
}

if (args is not ["--quick"])
{
    BenchmarkSwitcher.FromAssembly(typeof(EngineBenchmarks).Assembly).Run(args);
    return;
}

// Milliseconds that Presidio's pattern recognisers take for a mail of 5 kB on a machine like the one of docs/assessment.md, section 8.
const double Presidio5kB = 17.2;

// Times are the best of many, so that another process on the machine disturbs less; ratios are time of the engine to time of the other.
var engine = new FindingEngine(Material.Municipality);
var assessor = new Assessor(Material.Municipality);
DateTimeOffset received = new(2026, 9, 14, 10, 0, 0, TimeSpan.FromHours(2));
string text5 = Material.Text(5_000);
Message message5 = Material.Message(text5);
string large = Material.Text(5_000_000);
Message messageLarge = Material.Message(large);
byte[] plain5 = Material.Plain(5_000);
byte[] html50 = Material.Html(50_000);

double engine5 = Best(() => engine.Find(message5).Count);
double engineLarge = Best(() => engine.Find(messageLarge).Count, milliseconds: 4_000);
double searchValues5 = Best(() => Rivals.SearchValuesPass(text5));
double memory5 = Best(() => Rivals.MemoryScan(text5));
double memoryLarge = Best(() => Rivals.MemoryScan(large));
double regex5 = Best(() => Rivals.CompiledRegexes(text5), milliseconds: 3_000);
double assess5 = Best(() => assessor.Assess(MessageReader.Read(plain5), "bygglov@vara.se", received).Findings.Count);
double assess50 = Best(() => assessor.Assess(MessageReader.Read(html50), "bygglov@vara.se", received).Findings.Count);
double[] sizes = [.. new[] { 2_000, 5_000, 20_000, 200_000 }.Select(n => Material.Message(Material.Text(n))).Select(m => Best(() => engine.Find(m).Count))];
Message harmless = Material.Message(string.Concat(Enumerable.Repeat("Hej! Jag undrar när sopbilen kommer på Ringvägen. ", 100)));
engine.Find(harmless);
long before = GC.GetAllocatedBytesForCurrentThread();
engine.Find(harmless);
long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

Console.WriteLine(
    JsonSerializer.Serialize(
        new Dictionary<string, double>
        {
            ["engineToSearchValues5kB"] = Round(engine5 / searchValues5),
            ["engineGigabytesPerSecond"] = Round(large.Length * sizeof(char) / engineLarge / 1e3),
            ["assess5kBPlainMicroseconds"] = Round(assess5),
            ["assess50kBHtmlMicroseconds"] = Round(assess50),
            ["engineToMemoryScan"] = Round(engineLarge / memoryLarge),
            ["engineToCompiledRegex"] = Round(engine5 / regex5),
            ["presidioToEngine5kB"] = Round(Presidio5kB * 1_000 / engine5),
            ["engine2kBMicroseconds"] = Round(sizes[0]),
            ["engine5kBMicroseconds"] = Round(sizes[1]),
            ["engine20kBMicroseconds"] = Round(sizes[2]),
            ["engine200kBMicroseconds"] = Round(sizes[3]),
            ["searchValues5kBMicroseconds"] = Round(searchValues5),
            ["compiledRegex5kBMicroseconds"] = Round(regex5),
            ["memoryScan5kBMicroseconds"] = Round(memory5),
            ["bytesAllocatedWhereNothingIsFound"] = allocated,
            ["terms"] = Rivals.TermCount,
        }
    )
);

static double Round(double value) => double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

static double Best(Func<int> work, int milliseconds = 1_500)
{
    // Until the runtime has compiled for good what is called often, which it does beside the work; on a busy machine the clock alone doesn't tell
    int sink = 0;
    var warm = Stopwatch.StartNew();
    TimeSpan begun = Environment.CpuUsage.TotalTime;
    do
    {
        sink += work();
    } while (warm.ElapsedMilliseconds < 4_000 && (Environment.CpuUsage.TotalTime - begun).TotalMilliseconds < milliseconds);

    double best = double.MaxValue;
    int times = 0;
    var all = Stopwatch.StartNew();
    while (all.ElapsedMilliseconds < milliseconds || times < 3)
    {
        long from = Stopwatch.GetTimestamp();
        sink += work();
        best = Math.Min(best, Stopwatch.GetElapsedTime(from).TotalMicroseconds);
        times++;
    }

    return sink == int.MinValue ? 0 : best;
}
