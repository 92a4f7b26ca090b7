using System.Runtime.CompilerServices;

namespace Varamail.Tests;

/// <summary>The checkout that these tests were built from, for tests over files.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string At(params string[] path) => Path.Combine([Root, .. path]);

    /// <summary>Files that a person wrote, below the folders named; paths are relative to the root, with forward slashes.</summary>
    public static IEnumerable<string> Files(params string[] folders) =>
        folders.SelectMany(folder => Directory.EnumerateFiles(At(folder), "*", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "wwwroot" or "data" or "Migrations" or "messages"))
            .Where(file => Path.GetExtension(file) is ".cs" or ".ts" or ".tsx" or ".css" or ".html" or ".json" or ".xml" or ".csproj" or ".md");

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var directory = new DirectoryInfo(File.Exists(here) ? Path.GetDirectoryName(here)! : AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Varamail.sln")))
            directory = directory.Parent ?? throw new InvalidOperationException("Varamail.sln was not found above the tests.");
        return directory.FullName;
    }
}
