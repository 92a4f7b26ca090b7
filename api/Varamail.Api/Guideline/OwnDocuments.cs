using System.Text.Json;
using Varamail.Guideline;
using Varamail.Guideline.Schedule;

namespace Varamail.Api.Guidelines;

/// <summary>Reads the municipality's own documents at start: a fault in them stops the start, with the place in the message.</summary>
internal static class OwnDocuments
{
    /// <exception cref="InvalidOperationException">There is no such file, or it can't be understood.</exception>
    public static RecordsSchedule Schedule(IConfiguration configuration, IHostEnvironment host) =>
        Read(configuration, host, nameof(GuidelineOptions.RecordsSchedule), file => new RecordsSchedule(ScheduleReader.Read(file))) ?? RecordsSchedule.Sample;

    /// <exception cref="InvalidOperationException">There is no such file, or it can't be understood.</exception>
    public static GuidelineText Text(IConfiguration configuration, IHostEnvironment host) =>
        Read(configuration, host, nameof(GuidelineOptions.Text), file => GuidelineText.Parse(new StreamReader(file).ReadToEnd())) ?? GuidelineText.Vara;

    private static T? Read<T>(IConfiguration configuration, IHostEnvironment host, string setting, Func<Stream, T> read)
        where T : class
    {
        if (configuration[$"Guideline:{setting}"] is not { Length: > 0 } name)
            return null;
        var path = Path.GetFullPath(name, host.ContentRootPath);
        if (!File.Exists(path))
            throw new InvalidOperationException($"The setting Guideline:{setting} names a file that isn't there: {path}");
        using var file = File.OpenRead(path);
        try
        {
            return read(file);
        }
        catch (Exception e) when (e is UnreadableScheduleException or JsonException)
        {
            throw new InvalidOperationException($"{path}: {e.Message}", e);
        }
    }
}
