using Zhanggui.Kernel;

namespace Zhanggui.Host;

/// <summary>What lies where in the data folder.</summary>
internal static class HousePaths
{
    public const string Database = "zhanggui.db";

    public static string SqliteFile(KernelOptions options) => Path.Combine(options.DataDir, Database);
}
