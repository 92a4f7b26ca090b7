namespace Varamail.Api.Diary;

/// <summary>A file that is on disk before anybody is told of it.</summary>
internal static class NewFile
{
    /// <exception cref="IOException">It is there already, or can't be written.</exception>
    public static async Task WriteAsync(string path, Func<Stream, Task> write, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        await write(file);
        await file.FlushAsync(ct);
        RandomAccess.FlushToDisk(file.SafeFileHandle);
    }
}
