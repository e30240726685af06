using System.Diagnostics;

namespace Zhanggui.HttpTests.Host;

/// <summary><c>zhanggui demo</c> as a person runs it: exit status, refusals, and nothing half after a break.</summary>
public sealed class DemoCommandTests
{
    [Fact]
    public async Task A_folder_that_holds_something_is_left_alone()
    {
        var folder = Directory.CreateTempSubdirectory("zhanggui-demo-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "mine.txt"), "x");

        var (status, _, error) = await RunAsync("demo", "--size", "S", "--month", "2026-10", "--out", folder);

        status.ShouldBe(1);
        error.ShouldContain("不是空文件夹");
        Directory.GetFiles(folder).Select(Path.GetFileName).ShouldBe(["mine.txt"]);
    }

    [Theory]
    [InlineData("--size", "S", "--month", "2026-13", "--out", "x")]
    [InlineData("--size", "Q", "--month", "2026-10", "--out", "x")]
    [InlineData("--size", "S", "--month", "2026-10")]
    [InlineData("--size", "S", "--month", "2026-10", "--seed", "-1", "--out", "x")]
    [InlineData("--size", "S", "--month", "October", "--out", "x")]
    public async Task Wrong_usage_is_status_2(params string[] arguments) => (await RunAsync(["demo", .. arguments])).Status.ShouldBe(2);

    [Fact]
    public async Task A_break_leaves_nothing()
    {
        var parent = Directory.CreateTempSubdirectory("zhanggui-demo-").FullName;
        using var process = Start("demo", "--size", "XL", "--month", "2026-10", "--out", Path.Combine(parent, "out"));
        var seen = false;
        for (var i = 0; i < 300 && !seen; i++)
        {
            await Task.Delay(100);
            seen = Directory.EnumerateFiles(parent, "messages.csv", SearchOption.AllDirectories).Any();
        }

        seen.ShouldBeTrue();
        // TERM, which the command takes like Ctrl-C: where tests run in the background, INT is ignored by every child.
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);
        process.ExitCode.ShouldNotBe(0);
        Directory.EnumerateFileSystemEntries(parent).ShouldBeEmpty();
    }

    private static async Task<(int Status, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "zhanggui.dll"), .. arguments])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = Path.GetTempPath(),
    })!;
}
