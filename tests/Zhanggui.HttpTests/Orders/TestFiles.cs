namespace Zhanggui.HttpTests.Orders;

/// <summary>Real files that are not part of the project; a test that needs one is skipped by name where it is absent.</summary>
internal static class TestFiles
{
    public static string Find(string name)
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Zhanggui.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        var root = Environment.GetEnvironmentVariable("ZHANGGUI_TESTDATA") is { Length: > 0 } set ? set : Path.Combine(folder ?? ".", "..", "shared", "data");
        var path = Path.Combine(root, name);
        Assert.SkipUnless(File.Exists(path), $"{name} is absent (set ZHANGGUI_TESTDATA).");
        return path;
    }
}
