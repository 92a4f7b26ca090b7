namespace Varamail.Api.Storage;

/// <summary>A file for what is too large for memory and needed for a moment.</summary>
internal static class Scratch
{
    /// <summary>Gone when it is closed, and when the process dies.</summary>
    public static FileStream Open()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        FileStream file = new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 81920, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        if (!OperatingSystem.IsWindows())
            File.Delete(path); // Windows deletes for a process that is killed; elsewhere a file lives without a name until it is closed
        return file;
    }
}
