using NodaTime;
using Zhanggui.Guard.Rules;
using Zhanggui.Guard.Topics;
using Zhanggui.Metrics.Rules;
using Zhanggui.Orders.Rules;
using Zhanggui.Pay.Rules;
using Zhanggui.Promises.Rules;
using Zhanggui.Reception.Rules;
using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Document;
using Zhanggui.Rules.Presets;
using Zhanggui.Shifts.Duty;
using Zhanggui.Shop.Daily;

namespace Zhanggui.Tests.Rules;

/// <summary>Readers of rule books for tests: with Reception's section, or with a small one that may vary per team.</summary>
internal static class RulesBench
{
    public static readonly RuleSection<object> Orders = new("orders", new Words("订单", "Orders"), Variation.ShopAndTeam,
    [
        new DurationSetting("window", new("窗口", "Window"), new("{0}。", "{0}."), new("没有。", "None."), Duration.Zero, Duration.FromDays(30)),
        new CountSetting("chances", new("次数", "Chances"), new("{0}。", "{0}."), new("没有。", "None."), 0, 100, new("次", "times")),
        new GroupSetting("flag", new("插旗", "Flag"),
        [
            new SwitchSetting("counts", new("算数", "Counts"), new("算。", "Yes."), new("不算。", "No."), new("不算。", "No.")),
            new ChoiceSetting("colour", new("颜色", "Colour"), new("{0}。", "{0}."), new("没有。", "None."), [new("red", new("红", "red")), new("blue", new("蓝", "blue"))]),
            new TextSetting("words", new("文字", "Words"), new("{0}", "{0}"), new("没有。", "None."), 200, IsMultiline: true),
            new TextListSetting("names", new("名称", "Names"), new("{0}", "{0}"), new("没有。", "None."), 5, 20),
        ]),
    ], _ => new object());

    public static readonly RuleSection<object> Fixed = new("pay", new Words("薪资", "Pay"), Variation.None,
        [new CountSetting("days", new("天数", "Days"), new("{0}。", "{0}."), new("没有。", "None."), 0, 31, new("天", "days"))], _ => new object());

    public static readonly RuleSections Small = new([Orders, Fixed]);

    public static readonly RuleSections House = new([GuardSection.Section, PolicySection.Section, ReceptionSection.Section, RoutingSection.Section, DutySection.Section, PromiseSection.Section, FollowUpSection.Section, AttributionSection.Section, MetricsSection.Section, PaySection.Section]);

    public static BookReader SmallReader(string? folder = null) => new(Small, new PresetShelf(folder ?? Path.Combine(Path.GetTempPath(), "no-such-rulebooks")));

    public static BookReader HouseReader => new(House, new PresetShelf(Folder));

    /// <summary>The repository's own presets.</summary>
    public static string Folder
    {
        get
        {
            var at = new DirectoryInfo(AppContext.BaseDirectory);
            while (at is not null && !File.Exists(Path.Combine(at.FullName, "Zhanggui.slnx")))
            {
                at = at.Parent;
            }

            return Path.Combine(at?.FullName ?? throw new InvalidOperationException("The repository was not found."), "rulebooks");
        }
    }

    public static string Book(string rest) => "book: t\ntitle: 试\n" + rest;

    public static BookBody Sound(string text, BookReader? reader = null)
    {
        var book = (reader ?? SmallReader()).Read(text);
        book.Problems.Where(p => p.Severity == Severity.Error).ShouldBeEmpty();
        return book.Effective!;
    }

    public static string Written(string text, BookReader? reader = null, RuleSections? sections = null)
    {
        var book = (reader ?? SmallReader()).Read(text);
        return Canonical.Write(book.Header, book.Effective!, sections ?? Small);
    }
}
