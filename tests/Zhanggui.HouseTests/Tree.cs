using System.Text.RegularExpressions;

namespace Zhanggui.HouseTests;

/// <summary>The project's own files, as they lie in the folder that has the solution.</summary>
internal static class Tree
{
    private static readonly string[] Skipped = ["bin", "obj", "node_modules", "dist", ".git", "data", "artifacts", "publish", "coverage", "TestResults"];

    public static string Root { get; } = FindRoot();

    /// <summary>Every text file of the project, by its path from the root with forward slashes.</summary>
    public static IEnumerable<string> Files(string under = "") => Walk(Path.Combine(Root, under))
        .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Rooms in the order in which they may use each other: only what stands left.</summary>
    public static readonly string[] Rooms = ["Tables", "Kernel", "Facts", "People", "Rules", "Shop", "Guard", "Shifts", "Reception", "Promises", "Records", "Orders", "Metrics", "Pay", "Host"];

    public static readonly string[] Texts = [".cs", ".csproj", ".props", ".sql", ".md", ".yaml", ".yml", ".json", ".ts", ".tsx", ".css", ".html", ".mjs", ".js", ".sh", ".txt", ".slnx", ".service", ""];

    private static IEnumerable<string> Walk(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        return Directory.EnumerateFiles(folder)
            .Concat(Directory.EnumerateDirectories(folder)
                .Where(d => !Skipped.Contains(Path.GetFileName(d)) && !File.Exists(Path.Combine(d, "pyvenv.cfg")))
                .SelectMany(Walk));
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Zhanggui.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests must run inside the source tree.");
        }

        return folder;
    }
}

/// <summary>A file that the tests keep equal to what the program says; <c>scripts/golden</c> writes all of them anew.</summary>
internal static class Golden
{
    private static bool IsRewriting => Environment.GetEnvironmentVariable("ZHANGGUI_REWRITE") is { Length: > 0 };

    public static void ShouldEqual(string path, string text)
    {
        var file = Path.Combine(Tree.Root, path);
        if (IsRewriting)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        Difference(File.Exists(file) ? File.ReadAllText(file) : string.Empty, text).ShouldBeNull($"{path} is not what the program says. Look at the change and write it anew with scripts/golden.");
    }

    /// <summary>The first line that differs, or null.</summary>
    public static string? Difference(string kept, string said)
    {
        var (a, b) = (kept.ReplaceLineEndings("\n").Split('\n'), said.ReplaceLineEndings("\n").Split('\n'));
        var at = Enumerable.Range(0, Math.Max(a.Length, b.Length)).FirstOrDefault(i => a.ElementAtOrDefault(i) != b.ElementAtOrDefault(i), -1);
        return at < 0 ? null : $"line {at + 1}: kept '{a.ElementAtOrDefault(at)}', said '{b.ElementAtOrDefault(at)}'";
    }
}

/// <summary>Text rules share one shape: a pattern and the places where it was found.</summary>
internal static partial class Places
{
    public static IEnumerable<string> Of(string path, string text, Regex pattern) =>
        pattern.Matches(text).Select(m => $"{path}:{text.AsSpan(0, m.Index).Count('\n') + 1}: {m.Value.Trim()}");
}
