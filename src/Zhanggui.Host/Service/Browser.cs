using System.Diagnostics;

namespace Zhanggui.Host.Service;

/// <summary>Opens a page in the person's own browser; a machine without one is no error.</summary>
internal static class Browser
{
    public static void Open(string address)
    {
        try
        {
            using var started = Process.Start(OperatingSystem.IsWindows()
                ? new ProcessStartInfo(address) { UseShellExecute = true }
                : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", address) { UseShellExecute = false });
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or FileNotFoundException)
        {
            Console.Error.WriteLine($"请在浏览器中打开 Open in your browser: {address}");
        }
    }
}
