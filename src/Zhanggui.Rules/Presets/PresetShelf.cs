using Zhanggui.Kernel;
using Zhanggui.Rules.Document;

namespace Zhanggui.Rules.Presets;

/// <summary>The presets on disk: a folder that is set, else <c>rulebooks/</c> beside the program, else in the working folder.</summary>
internal sealed class PresetShelf(string? folder)
{
    /// <summary>The preset that holds wherever no book does.</summary>
    public const string Fallback = "new-shop";

    private const string FolderName = "rulebooks";

    public static PresetShelf From(KernelOptions options) => new(options.RulebooksDir.Length > 0 ? options.RulebooksDir : null);

    private IEnumerable<string> Folders() => folder is not null
        ? [folder]
        : [Path.Combine(AppContext.BaseDirectory, FolderName), Path.Combine(Directory.GetCurrentDirectory(), FolderName)];

    public IReadOnlyList<string> Names() =>
    [
        .. Folders().Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*.yaml"))
            .Select(f => Path.GetFileNameWithoutExtension(f)!).Where(BookHeader.IsName).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>A preset's text, or null.</summary>
    public string? Find(string name) => Folders().Select(f => ReadFile(f, name)).FirstOrDefault(t => t is not null);

    /// <summary>A book beside a file first, then a preset: what <c>extends</c> means.</summary>
    public string? FindBeside(string name, string? besideFolder) =>
        (besideFolder is null ? null : ReadFile(besideFolder, name)) ?? Find(name);

    private static string? ReadFile(string inFolder, string name)
    {
        var path = Path.Combine(inFolder, name + ".yaml");
        return BookHeader.IsName(name) && File.Exists(path) && new FileInfo(path).Length <= YamlReading.MostBytes ? File.ReadAllText(path) : null;
    }
}
