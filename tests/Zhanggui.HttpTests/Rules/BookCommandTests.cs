using System.Diagnostics;
using System.Text.Json;

namespace Zhanggui.HttpTests.Rules;

/// <summary>The book commands as somebody types them: exit status 0 done, 1 refused with reasons, 2 wrong usage.</summary>
public sealed class BookCommandTests
{
    [Fact]
    public async Task Check_accepts_a_sound_book()
    {
        var (status, output, _) = await RunAsync("book", "check", "new-shop", "--json");

        status.ShouldBe(0);
        var report = JsonSerializer.Deserialize<JsonElement>(output);
        report.GetProperty("isSound").GetBoolean().ShouldBeTrue();
        report.GetProperty("digest").GetString()!.Length.ShouldBe(64);
    }

    [Fact]
    public async Task Check_refuses_a_wrong_book_with_line_and_reason()
    {
        var file = Write("book: t\ntitle: t\nreception:\n  recall_windw: 2 min\n");

        var (status, output, _) = await RunAsync("book", "check", file);

        status.ShouldBe(1);
        output.ShouldContain($"{file}:4:3: 错误 reception.recall_windw");
        output.ShouldContain("recall_window");
    }

    [Fact]
    public async Task Diff_says_the_difference_in_words()
    {
        var file = Write("book: t\ntitle: t\nextends: new-shop\nreception:\n  recall_window: 3 min\n");

        var (status, output, _) = await RunAsync("book", "diff", "new-shop", file);

        status.ShouldBe(0);
        output.Trim().ShouldBe("接待 · 撤回时限：2 分钟 → 3 分钟");
        (await RunAsync("book", "diff", file, Write("nonsense"))).Status.ShouldBe(1);
    }

    [Fact]
    public async Task List_and_print_speak_both_languages()
    {
        (await RunAsync("book", "list", "--lang", "en")).Output.ShouldContain("new-shop\tadvised\tRules for a new shop");
        (await RunAsync("book", "print", "new-shop")).Output.ShouldContain("## 签字");
        (await RunAsync("book", "print", "new-shop", "--format", "html", "--lang", "en")).Output.ShouldContain("<h2>Signatures</h2>");
    }

    [Theory]
    [InlineData("book", "check")]
    [InlineData("book", "check", "no-such-file.yaml")]
    [InlineData("book", "chekc", "new-shop")]
    [InlineData("book", "print", "new-shop", "--format", "pdf")]
    public async Task Wrong_usage_is_status_2(params string[] arguments) => (await RunAsync(arguments)).Status.ShouldBe(2);

    private static string Write(string text)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("book-").FullName, "book.yaml");
        File.WriteAllText(file, text);
        return file;
    }

    private static async Task<(int Status, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "zhanggui.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
