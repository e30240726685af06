namespace Zhanggui.Bench.Machinery;

/// <summary>Finds the repository's folder from where the program runs.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Script(string name) => Path.Combine(Root, "scripts", name);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Zhanggui.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Run this from inside the repository.");
    }
}
