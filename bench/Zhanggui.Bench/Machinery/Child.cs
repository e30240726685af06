using System.Diagnostics;
using System.Text;

namespace Zhanggui.Bench.Machinery;

/// <summary>A process this program started and ends by its id; its output is kept for the report of a failure.</summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource<string> line = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<string, string?> watch;

    private Child(Process process, Func<string, string?> watch)
    {
        this.process = process;
        this.watch = watch;
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public int ExitCode => process.ExitCode;

    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>Starts a program; <paramref name="watch"/> picks what is waited for out of its output lines.</summary>
    public static Child Start(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? folder = null, Func<string, string?>? watch = null)
    {
        var start = new ProcessStartInfo(file) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder ?? Path.GetTempPath() };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string?>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        var child = new Child(new Process { StartInfo = start, EnableRaisingEvents = true }, watch ?? (_ => null));
        child.process.OutputDataReceived += (_, e) => child.Hear(e.Data);
        child.process.ErrorDataReceived += (_, e) => child.Hear(e.Data);
        child.process.Exited += (_, _) => child.line.TrySetException(new InvalidOperationException($"{Path.GetFileName(file)} ended early:\n{child.Output}"));
        child.process.Start();
        child.process.BeginOutputReadLine();
        child.process.BeginErrorReadLine();
        _ = child.line.Task.ContinueWith(t => _ = t.Exception, TaskScheduler.Default); // seen, even when nobody waits for a line
        return child;
    }

    /// <summary>Runs a program to its end and gives its standard output.</summary>
    public static async Task<string> RunAsync(string file, params string[] arguments)
    {
        await using var child = Start(file, arguments);
        await child.process.WaitForExitAsync();
        return child.ExitCode == 0 ? child.Output : throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} failed:\n{child.Output}");
    }

    /// <summary>Waits for the line the watcher picks.</summary>
    public Task<string> LineAsync(TimeSpan within) => line.Task.WaitAsync(within);

    public Task ExitedAsync(TimeSpan within) => process.WaitForExitAsync().WaitAsync(within);

    /// <summary>SIGKILL, and waits until the process is gone.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: false);
        }

        await process.WaitForExitAsync();
    }

    /// <summary>Sends a signal by name, such as STOP, CONT or TERM.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString()]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Resident memory in bytes.</summary>
    public long ResidentBytes()
    {
        process.Refresh();
        return process.WorkingSet64;
    }

    public double CpuSeconds()
    {
        process.Refresh();
        return process.TotalProcessorTime.TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
    }

    private void Hear(string? text)
    {
        if (text is null)
        {
            return;
        }

        lock (output)
        {
            if (output.Length < 200_000)
            {
                output.AppendLine(text);
            }
        }

        if (watch(text) is { } found)
        {
            line.TrySetResult(found);
        }
    }
}
