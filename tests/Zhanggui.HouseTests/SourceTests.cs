using System.Text.RegularExpressions;

namespace Zhanggui.HouseTests;

public sealed partial class SourceTests
{
    // Personal data is the law's word, and data protection and data sources are the framework's; nothing else is "Data" here.
    private static readonly string[] Allowed = ["IPersonalData", "ShopPersonalData", "ReceptionPersonalData", "RulesPersonalData", "PeoplePersonalData"];

    [Fact]
    public void Names_of_types_say_what_the_thing_is() =>
        Sources().SelectMany(f => EmptyNames(f, Tree.Read(f))).ShouldBeEmpty();

    [Fact]
    public void Empty_name_is_found() =>
        EmptyNames("x.cs", "internal sealed class OrderManager;\npublic interface IPersonalData;\nrecord StringUtil();").ShouldBe(["x.cs:1: class OrderManager", "x.cs:3: record StringUtil"]);

    [Fact]
    public void Pay_is_reckoned_without_floating_point() =>
        Sources().Where(f => f.Contains("/Zhanggui.Pay/", StringComparison.Ordinal)).SelectMany(f => Places.Of(f, Tree.Read(f), Floating())).ShouldBeEmpty();

    [Fact]
    public void Floating_point_is_found() =>
        Places.Of("x.cs", "double a;\nvar b = 1.5f;\nMath.Round(c);\n(float)d;\nx.TotalHours * 2; // a double\ndecimal e = 0.5m;", Floating()).Count().ShouldBe(6);

    [Fact]
    public void Work_that_is_put_off_has_an_issue_number() =>
        Sources().Concat(WebSources()).SelectMany(f => Places.Of(f, Tree.Read(f), PutOff())).ShouldBeEmpty();

    [Fact]
    public void Work_put_off_without_a_number_is_found()
    {
        const string Text = "// TO" + "DO: later\n// TO" + "DO #12: with a number\n";

        Places.Of("x.cs", Text, PutOff()).ShouldBe(["x.cs:1: TO" + "DO"]);
    }

    [Fact]
    public void No_file_names_a_place_on_somebodys_machine() =>
        Tree.Files().Where(f => Tree.Texts.Contains(Path.GetExtension(f)) && !f.EndsWith("package-lock.json", StringComparison.Ordinal))
            .SelectMany(f => Places.Of(f, Tree.Read(f), MachinePath())).ShouldBeEmpty();

    [Fact]
    public void Place_on_a_machine_is_found()
    {
        Places.Of("a.md", "see /ho" + "me/li/zhanggui\nand C:\\Us" + "ers\\li and /ro" + "ot/.config and /wo" + "rk/main", MachinePath()).Count().ShouldBe(4);
        Places.Of("a.md", "in /var/lib/zhanggui and /api/rules/workshop and https://shop.example/home", MachinePath()).ShouldBeEmpty();
    }

    [Fact]
    public void Web_files_are_named_in_kebab_case() => NotKebab(Tree.Files("web").Where(f => f.Contains("/src/", StringComparison.Ordinal))).ShouldBeEmpty();

    [Fact]
    public void Web_file_in_another_case_is_found() =>
        NotKebab(["web/a/src/reply-box.tsx", "web/a/src/ReplyBox.tsx", "web/a/src/zh-CN.ts", "web/a/src/use_feed.ts", "web/a/src/apply-event.test.ts", "web/a/src/x.module.css", "web/a/src/vite-env.d.ts"])
            .ShouldBe(["web/a/src/ReplyBox.tsx", "web/a/src/use_feed.ts"]);

    [Fact]
    public void Screens_do_not_shout() =>
        WebSources().Where(f => f.EndsWith("/zh-CN.ts", StringComparison.Ordinal) || f.EndsWith("/en.ts", StringComparison.Ordinal)).SelectMany(f => Places.Of(f, Tree.Read(f), Shout())).ShouldBeEmpty();

    [Fact]
    public void Shout_is_found() => Places.Of("zh-CN.ts", "saved: '已保存！',\nok: 'Saved!',\nno: a !== b ? 'x' : 'y',", Shout()).Count().ShouldBe(2);

    private static IEnumerable<string> Sources() => Tree.Files("src").Where(f => f.EndsWith(".cs", StringComparison.Ordinal));

    private static IEnumerable<string> WebSources() =>
        Tree.Files("web").Where(f => f.Contains("/src/", StringComparison.Ordinal) && (f.EndsWith(".ts", StringComparison.Ordinal) || f.EndsWith(".tsx", StringComparison.Ordinal)));

    private static IEnumerable<string> EmptyNames(string path, string text) => EmptyName().Matches(text)
        .Where(m => !Allowed.Contains(m.Groups["name"].Value))
        .Select(m => $"{path}:{text.AsSpan(0, m.Index).Count('\n') + 1}: {m.Value}");

    private static IEnumerable<string> NotKebab(IEnumerable<string> paths) =>
        paths.Where(p => Path.GetFileName(p) != "zh-CN.ts" && !Kebab().IsMatch(Path.GetFileName(p)));

    [GeneratedRegex(@"\b(class|record|struct|interface|enum) (?<name>\w*(Manager|Helper|Helpers|Util|Utils|Processor|Service|Services|Data|Info|Base|Common))\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"\b(double|float|Half|Double|Single)\b|\b\d+(\.\d+)?[fdFD]\b|\bMath\.Round\b|\bTotal(Hours|Days|Minutes|Seconds)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Floating();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b(?!\s*#\d)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PutOff();

    [GeneratedRegex(@"(?<![\w.])(/home/[a-z]\w*/|/roo[t]/|/wor[k]/[a-z]|C:\\Users\\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Kebab();

    [GeneratedRegex(@"！|!(?=['""`])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shout();
}
