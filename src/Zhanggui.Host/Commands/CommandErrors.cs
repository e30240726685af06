using System.Data.Common;
using Zhanggui.Kernel.Settings;

namespace Zhanggui.Host.Commands;

/// <summary>A refusal of the command line: reasons on standard error, exit status 1.</summary>
internal sealed class RefusedException(string message) : Exception(message);

/// <summary>What all commands share: exit status 0 done, 1 refused with reasons, 2 wrong usage (the parser's).</summary>
internal static class CommandErrors
{
    public const int Refused = 1;
    public const int WrongUsage = 2;
    public const int Cancelled = 130;

    public static async Task<int> CatchAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception error) when (error is SettingsException or RefusedException)
        {
            return Say(error.Message);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Cancelled; nothing was changed.");
            return Cancelled;
        }
        catch (DbException error)
        {
            return Say($"数据库连不上或拒绝了请求 The database cannot be reached or refused: {error.Message}");
        }
        catch (IOException error)
        {
            return Say(error.Message);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or InvalidOperationException)
        {
            return Say(error.Message);
        }
    }

    /// <summary>The option is the same as the variable; the variable reaches everything.</summary>
    public static void UseDataDir(string? dir)
    {
        if (dir is { Length: > 0 })
        {
            Environment.SetEnvironmentVariable("ZHANGGUI_DATA_DIR", dir);
        }
    }

    private static int Say(string message)
    {
        Console.Error.WriteLine(message);
        return Refused;
    }
}
