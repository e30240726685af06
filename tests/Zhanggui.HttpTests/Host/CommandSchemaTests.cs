using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Zhanggui.HttpTests.Host;

/// <summary>What the commands write for programs is what <c>docs/cli</c> says they write.</summary>
public sealed class CommandSchemaTests
{
    [Fact]
    public async Task Every_command_writes_what_its_schema_says()
    {
        var folder = Directory.CreateTempSubdirectory("zhanggui-cli-").FullName;
        var data = Path.Combine(folder, "data");
        var shop = string.Empty;
        await using (var house = await TestHouse.StartAsync(data, null))
        {
            shop = (await TestShop.OpenAsync(house)).Name;
        }

        var backup = Path.Combine(folder, "b.zip");
        var book = Path.Combine(folder, "book.yaml");
        await File.WriteAllTextAsync(book, "book: t\ntitle: t\nextends: new-shop\nreception:\n  recall_window: 3 min\n");
        var wrong = Path.Combine(folder, "wrong.yaml");
        await File.WriteAllTextAsync(wrong, "book: t\ntitle: t\nreception:\n  recall_windw: 2 min\n");
        var facts = Directory.CreateDirectory(Path.Combine(folder, "facts")).FullName;
        await File.WriteAllTextAsync(Path.Combine(facts, "orders.csv"), """
            order_id,shop,buyer,placed_at,paid_at,status,amount,postage,paid
            1,s,li,2026-10-03T12:00:00+08:00,2026-10-03T12:05:00+08:00,paid,128.00,8.00,128.00
            2,s,wang,2026-10-03T12:00:00+08:00,,paid,50.00,,50.00
            """);
        await File.WriteAllTextAsync(Path.Combine(facts, "messages.csv"), """
            id,shop,buyer,account,sender,sent_at
            m1,s,li,a,buyer,2026-10-03T11:00:00+08:00
            m2,s,li,a,agent,2026-10-03T11:01:00+08:00
            """);
        await File.WriteAllTextAsync(Path.Combine(facts, "accounts.csv"), "account,person\na,anna\n");
        await File.WriteAllTextAsync(Path.Combine(facts, "people.csv"), "person,role,grade\nanna,agent,junior\n");
        await File.WriteAllTextAsync(Path.Combine(facts, "refunds.csv"), "refund_id,order_id,amount,succeeded_at\nr,1,20.00,2026-10-09T12:00:00+08:00\n");
        await File.WriteAllTextAsync(Path.Combine(facts, "taobao.csv"), "订单编号,订单创建时间,总金额,场次\nA1,2026-10-03 12:00:00,8.00,3\nA2,gestern,8.00,3\n");
        await File.WriteAllTextAsync(Path.Combine(facts, "arrivals.csv"), "at,buyer,serving_seconds,patience_seconds\n2026-10-03T12:00:00+08:00,li,60,\n2026-10-03T12:00:10+08:00,wang,60,30\n");
        await File.WriteAllTextAsync(Path.Combine(facts, "agents.csv"), "agent,from,to,weight,capacity\nanna,2026-10-03T09:00:00+08:00,2026-10-03T18:00:00+08:00,100,1\n");
        var broken = Directory.CreateDirectory(Path.Combine(folder, "broken")).FullName;
        await File.WriteAllTextAsync(Path.Combine(broken, "orders.csv"), "order_id,shop,buyer,placed_at\n1,s,li,yesterday\n");
        var runs = new (string Schema, int Status, string[] Arguments)[]
        {
            ("doctor", 0, ["doctor", "--json", "--data", data]),
            ("doctor", 1, ["doctor", "--json", "--data", Path.Combine(folder, "nothing-here")]),
            ("backup", 0, ["backup", backup, "--json", "--data", data]),
            ("backup", 0, ["restore", backup, "--json", "--data", Path.Combine(folder, "restored")]),
            ("book-check", 0, ["book", "check", "new-shop", "--json"]),
            ("book-check", 1, ["book", "check", wrong, "--json"]),
            ("simulate", 0, ["simulate", "--arrivals", Path.Combine(facts, "arrivals.csv"), "--agents", Path.Combine(facts, "agents.csv"), "--book", "new-shop", book, "--json"]),
            ("book-list", 0, ["book", "list", "--json"]),
            ("book-diff", 0, ["book", "diff", "new-shop", book, "--json"]),
            ("attribute", 0, ["attribute", "--facts", facts, "--book", "new-shop", "--json"]),
            ("attribute", 0, ["attribute", "--facts", facts, "--book", "mural-shop", "--month", "2026-10", "--json"]),
            ("demo", 0, ["demo", "--size", "S", "--month", "2026-02", "--seed", "7", "--out", Path.Combine(folder, "demo"), "--json"]),
            ("import", 0, ["import", "orders", Path.Combine(facts, "taobao.csv"), "--shop", shop, "--dry-run", "--json", "--data", data]),
            ("import", 0, ["import", "orders", Path.Combine(facts, "taobao.csv"), "--shop", shop, "--json", "--data", data]),
            ("import", 1, ["import", "refunds", Path.Combine(facts, "taobao.csv"), "--shop", shop, "--json", "--data", data]),
            ("metrics", 0, ["metrics", "--facts", facts, "--book", "new-shop", "--from", "2026-10-01", "--to", "2026-11-01", "--json"]),
            ("settle", 0, ["settle", "--facts", facts, "--book", "mural-shop", "--month", "2026-10", "--as-of", "2026-11-05T12:00:00+08:00", "--json"]),
            ("settle", 0, ["settle", "--facts", facts, "--book", "new-shop", "--month", "2026-10", "--json"]),
            ("whatif", 0, ["whatif", "--facts", facts, "--book", "mural-shop", "--against", "new-shop", "--from", "2026-10", "--to", "2026-12", "--json"]),
            ("export", 0, ["export", "facts", "--shop", shop, "--month", "2026-10", "--out", Path.Combine(folder, "exported"), "--json", "--data", data]),
        };
        foreach (var (schema, status, arguments) in runs)
        {
            var (exit, output) = await RunAsync(arguments);
            var what = string.Join(' ', arguments);
            exit.ShouldBe(status, $"{what}\n{output}");
            Mistakes(Schema(schema), JsonSerializer.Deserialize<JsonElement>(output), "$").ShouldBeEmpty(what);
        }

        var (judged, verdicts) = await RunAsync(["guard", "--book", "new-shop", "--facts", facts],
            "{\"id\":1,\"text\":\"加我微信聊吧\"}\n{\"id\":\"b\",\"text\":\"您好\"}\nnonsense\n{\"text\":\"你放心 \\ud800\"}\n");
        judged.ShouldBe(1); // a line that nobody can read is told, the others are judged
        var said = verdicts.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonSerializer.Deserialize<JsonElement>(l)).ToList();
        said.Select(v => v.GetProperty("verdict").GetString()).ShouldBe(["block", "pass", "hint"]);
        said.SelectMany(v => Mistakes(Schema("guard"), v, "$")).ShouldBeEmpty();
        (await RunAsync(["guard", "--book", "no-such-book"], string.Empty)).Status.ShouldBe(2);

        var (read, topics) = await RunAsync(["topics", "--book", "new-shop"], "{\"id\":1,\"text\":\"能开发票吗\"}\n{\"text\":\"在吗\"}\nnonsense\n");
        read.ShouldBe(1);
        var asked = topics.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonSerializer.Deserialize<JsonElement>(l)).ToList();
        asked.Select(a => string.Join(',', a.GetProperty("topics").EnumerateArray().Select(t => t.GetProperty("topic").GetString()))).ShouldBe(["invoice", ""]);
        asked.SelectMany(a => Mistakes(Schema("topics"), a, "$")).ShouldBeEmpty();
        (await RunAsync(["topics", "--book", "no-such-book"], string.Empty)).Status.ShouldBe(2);

        (await RunAsync(["attribute", "--facts", broken, "--book", "new-shop", "--json"])).ShouldBe((1, string.Empty)); // nothing is half done
        (await RunAsync(["attribute", "--facts", facts, "--book", wrong, "--json"])).ShouldBe((1, string.Empty));
        (await RunAsync(["attribute", "--facts", facts, "--book", "new-shop", "--month", "2026-13"])).Status.ShouldBe(2);
        (await RunAsync(["attribute", "--facts", Path.Combine(folder, "none"), "--book", "new-shop"])).Status.ShouldBe(2);
        (await RunAsync(["attribute", "--facts", facts])).Status.ShouldBe(2);
        (await RunAsync(["settle", "--facts", facts, "--book", "wage-article-shop", "--month", "2026-10", "--json"])).ShouldBe((1, string.Empty)); // a base that nobody filled in
        (await RunAsync(["settle", "--facts", facts, "--book", "new-shop", "--month", "2026-10", "--as-of", "tomorrow"])).Status.ShouldBe(2);
        (await RunAsync(["whatif", "--facts", facts, "--book", "new-shop", "--against", "mural-shop", "--from", "2026-10", "--to", "2026-10"])).Status.ShouldBe(2);

        (await RunAsync(["export", "facts", "--shop", "没有的店", "--month", "2026-10", "--out", Path.Combine(folder, "none"), "--data", data])).ShouldBe((1, string.Empty));
        (await RunAsync(["export", "facts", "--shop", shop, "--month", "2026-10", "--out", facts, "--data", data])).ShouldBe((1, string.Empty)); // never over what is there
        Directory.Exists(Path.Combine(folder, "none")).ShouldBeFalse();

        runs.Select(r => r.Schema).Concat(["guard", "topics"]).Select(s => s + ".schema.json").Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(Directory.EnumerateFiles(Docs).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)); // none without a command, none untried
    }

    [Theory]
    [InlineData("""{"version":"0.1.0","database":"sqlite","ok":true}""", "$: checks is missing")]
    [InlineData("""{"version":"0.1.0","database":"oracle","ok":true,"checks":[]}""", "$.database: \"oracle\" is none of")]
    [InlineData("""{"version":1,"database":"sqlite","ok":true,"checks":[]}""", "$.version: Number instead of string")]
    [InlineData("""{"version":"0.1.0","database":"sqlite","ok":true,"checks":[{"name":"a","ok":true,"findings":[],"more":1}]}""", "$.checks[0]: more is unknown")]
    public void The_judge_of_this_test_sees_mistakes(string json, string mistake) =>
        Mistakes(Schema("doctor"), JsonSerializer.Deserialize<JsonElement>(json), "$").Single().ShouldStartWith(mistake);

    private static string Docs { get; } = Path.Combine(Root(AppContext.BaseDirectory), "docs", "cli");

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "Zhanggui.slnx")) ? folder : Root(Path.GetDirectoryName(folder)!);

    private static JsonElement Schema(string name) => JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(Docs, $"{name}.schema.json")));

    /// <summary>The words of JSON Schema that our schemas use; a word it does not know is a mistake too.</summary>
    private static IEnumerable<string> Mistakes(JsonElement schema, JsonElement value, string at)
    {
        foreach (var word in schema.EnumerateObject())
        {
            IEnumerable<string> found = word.Name switch
            {
                "$schema" or "title" or "description" => [],
                "type" => IsOf(word.Value, value) ? [] : [$"{at}: {value.ValueKind} instead of {word.Value}"],
                "enum" => word.Value.EnumerateArray().Any(e => JsonElement.DeepEquals(e, value)) ? [] : [$"{at}: {value.GetRawText()} is none of {word.Value}"],
                "required" => value.ValueKind == JsonValueKind.Object ? word.Value.EnumerateArray().Where(n => !value.TryGetProperty(n.GetString()!, out _)).Select(n => $"{at}: {n} is missing") : [],
                "properties" => value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().Where(p => word.Value.TryGetProperty(p.Name, out _)).SelectMany(p => Mistakes(word.Value.GetProperty(p.Name), p.Value, $"{at}.{p.Name}")) : [],
                "additionalProperties" when word.Value.ValueKind == JsonValueKind.False => value.EnumerateObject().Where(p => !schema.GetProperty("properties").TryGetProperty(p.Name, out _)).Select(p => $"{at}: {p.Name} is unknown"),
                "items" => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany((v, i) => Mistakes(word.Value, v, $"{at}[{i}]")) : [],
                "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= word.Value.GetDouble() ? [] : [$"{at}: {value} is below {word.Value}"],
                "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, word.Value.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1)) ? [] : [$"{at}: {value} does not match {word.Value}"],
                "format" when word.Value.GetString() == "uuid" => value.ValueKind != JsonValueKind.String || Guid.TryParse(value.GetString(), out _) ? [] : [$"{at}: {value} is no identifier"],
                "format" when word.Value.GetString() == "date-time" => value.ValueKind != JsonValueKind.String || DateTimeOffset.TryParse(value.GetString(), System.Globalization.CultureInfo.InvariantCulture, out _) ? [] : [$"{at}: {value} is no instant"],
                _ => [$"{at}: this test does not know the word {word.Name}"],
            };
            foreach (var mistake in found)
            {
                yield return mistake;
            }
        }
    }

    private static bool IsOf(JsonElement type, JsonElement value) => type.ValueKind == JsonValueKind.Array
        ? type.EnumerateArray().Any(t => IsOf(t, value))
        : type.GetString() switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "null" => value.ValueKind == JsonValueKind.Null,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "number" => value.ValueKind == JsonValueKind.Number,
            _ => false,
        };

    private static async Task<(int Status, string Output)> RunAsync(string[] arguments, string? input = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "zhanggui.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = input is not null,
            StandardInputEncoding = input is null ? null : new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment.Remove("ZHANGGUI_POSTGRES");
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }

        await process.WaitForExitAsync();
        await error;
        return (process.ExitCode, await output);
    }
}
