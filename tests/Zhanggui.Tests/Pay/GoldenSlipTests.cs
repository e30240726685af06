using System.CommandLine;
using Zhanggui.Host.Commands;

namespace Zhanggui.Tests.Pay;

/// <summary>
/// Slips written by hand: every folder of <c>tests/data/pay</c> is a small facts folder with its book and <c>expected.txt</c>, the
/// arithmetic beside it in <c>README.md</c>, settled by the command itself. Every line of every slip and every decision is compared.
/// </summary>
public sealed class GoldenSlipTests
{
    private static readonly string Folder = Path.Combine(Repository(), "tests", "data", "pay");

    public static TheoryData<string> Cases => [.. Directory.GetDirectories(Folder).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Cases))]
    public async Task A_slip_is_as_it_was_written_by_hand(string name)
    {
        var folder = Path.Combine(Folder, name);
        var expected = (await File.ReadAllLinesAsync(Path.Combine(folder, "expected.txt"))).Where(l => l.Length > 0).ToList();
        var given = expected.Take(3).Select(l => l.Split(' ')).TakeWhile(l => l[0] is "book" or "month" or "as-of").ToDictionary(l => l[0], l => l[1], StringComparer.Ordinal);
        var book = File.Exists(Path.Combine(folder, given["book"])) ? Path.Combine(folder, given["book"]) : given["book"];
        var (output, error) = (new StringWriter(), new StringWriter());

        var status = await new RootCommand { SettleCommand.Make() }
            .Parse(["settle", "--facts", folder, "--book", book, "--month", given["month"], .. given.TryGetValue("as-of", out var asOf) ? new[] { "--as-of", asOf } : []])
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = error });

        var said = expected[given.Count..];
        if (said is [{ } only] && only.StartsWith("refused ", StringComparison.Ordinal))
        {
            (status, output.ToString()).ShouldBe((1, string.Empty));
            error.ToString().ShouldContain(only["refused ".Length..]);
            return;
        }

        status.ShouldBe(0, error.ToString());
        Told(output.ToString()).ShouldBe(said.Order(StringComparer.Ordinal));
    }

    /// <summary>What the command said, as the files say it: person, code and amount; decision, kind and subject.</summary>
    private static IEnumerable<string> Told(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.TrimEnd('\r').Split('\t'))
        .Where(c => c[0] != "需签字").Select(c => c[0] == "待定" ? $"decision {c[1]} {c[2]}" : $"{c[0]} {c[1]} {c[2]}").Order(StringComparer.Ordinal);

    private static string Repository()
    {
        var at = AppContext.BaseDirectory;
        while (at is not null && !File.Exists(Path.Combine(at, "Zhanggui.slnx")))
        {
            at = Path.GetDirectoryName(at);
        }

        return at ?? throw new InvalidOperationException("There is no repository above the tests.");
    }
}
