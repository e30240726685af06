using System.Runtime.CompilerServices;

namespace Zhanggui;

/// <summary>
/// Everything that a run of tests writes to the temporary folder, its servers and commands included, lies in one folder and goes with the run. Compiled into each
/// test project; where one uses another there is still one folder.
/// </summary>
internal static class RunFolder
{
    private const string Variable = "TMPDIR";
    private const string Known = "zhanggui.run-folder";

#pragma warning disable CA2255 // a test program is no library: nothing may ask for the temporary folder before
    [ModuleInitializer]
#pragma warning restore CA2255
    public static void Open()
    {
        if (OperatingSystem.IsWindows() || AppContext.GetData(Known) is not null)
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("zhanggui-run-").FullName;
        // A throwaway PostgreSQL runs as a user of its own and must get to its folder in here.
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        AppContext.SetData(Known, folder);
        Environment.SetEnvironmentVariable(Variable, folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Remove(folder);
    }

    /// <summary>Servers that tests share still run and may write meanwhile.</summary>
    private static void Remove(string folder)
    {
        for (var attempt = 0; attempt < 5 && Directory.Exists(folder); attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                Thread.Sleep(100);
            }
        }
    }
}
