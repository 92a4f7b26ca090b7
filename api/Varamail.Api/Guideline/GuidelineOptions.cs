using Varamail.Guideline.Schedule;

namespace Varamail.Api.Guidelines;

/// <summary>Section <c>Guideline</c>: the municipality's own documents.</summary>
public sealed class GuidelineOptions
{
    /// <summary>File with the records schedule (dokumenthanteringsplan), CSV or XLSX, read at start; empty: the sample that comes with Varamail.</summary>
    public string RecordsSchedule { get; set; } = "";

    /// <summary>Documents that the guideline points to, each with <c>Name</c> and <c>Url</c>: the routine for e-mail, the records schedule, the lathund. Shown on the page Riktlinjen.</summary>
    public IList<GuidelineDocument> Documents { get; } = [];
}

/// <summary>A document that the guideline points to.</summary>
public sealed class GuidelineDocument
{
    /// <summary>Shown to people.</summary>
    public string Name { get; set; } = "";

    /// <summary>Where it can be read.</summary>
    public Uri? Url { get; set; }
}

/// <summary>Reads the records schedule that the municipality has named.</summary>
internal static class ScheduleFile
{
    /// <exception cref="InvalidOperationException">There is no such file, or it can't be understood: the message says which rows and columns.</exception>
    public static RecordsSchedule Read(IConfiguration configuration, IHostEnvironment host)
    {
        if (configuration["Guideline:RecordsSchedule"] is not { Length: > 0 } name)
            return RecordsSchedule.Sample;
        var path = Path.GetFullPath(name, host.ContentRootPath);
        if (!File.Exists(path))
            throw new InvalidOperationException($"The setting Guideline:RecordsSchedule names a file that isn't there: {path}");
        using var file = File.OpenRead(path);
        try
        {
            return new RecordsSchedule(ScheduleReader.Read(file));
        }
        catch (UnreadableScheduleException e)
        {
            throw new InvalidOperationException($"{path}: {e.Message}", e);
        }
    }
}
