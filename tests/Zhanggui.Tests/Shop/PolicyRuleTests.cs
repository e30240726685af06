using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Policies;

namespace Zhanggui.Tests.Shop;

public sealed class PolicyRuleTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 11, 4, 0);
    private static readonly PersonId Author = new(Guid.NewGuid());
    private static readonly PersonId Other = new(Guid.NewGuid());

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, 1)]
    [InlineData(9, 1)]
    [InlineData(10, 2)]
    [InlineData(19, 2)]
    [InlineData(20, 1)]
    [InlineData(30, 3)]
    [InlineData(49, 3)]
    [InlineData(50, null)]
    public void Dated_exception_ends_and_the_version_before_it_holds_again(int days, int? version)
    {
        Span[] spans = [new(1, At(0), null), new(2, At(10), At(20)), new(3, At(30), null)];

        PolicyRules.InForce(spans, At(50), At(days)).ShouldBe(version);
        PolicyRules.InForce(spans.Reverse(), At(50), At(days)).ShouldBe(version);
    }

    [Fact]
    public void Version_in_force_always_holds_at_the_instant_and_none_that_holds_began_later()
    {
        var random = new Random(18);
        for (var i = 0; i < 5000; i++)
        {
            var spans = Enumerable.Range(1, random.Next(1, 7)).Select(n =>
            {
                var from = random.Next(100);
                return new Span(n, At(from), random.Next(3) == 0 ? null : At(from + random.Next(1, 40)));
            }).ToList();
            var at = At(random.Next(-5, 140));
            var holding = spans.Where(s => s.From <= at && (s.To is not { } to || at < to)).ToList();

            var found = PolicyRules.InForce(spans, null, at);

            (found is null).ShouldBe(holding.Count == 0);
            if (found is { } version)
            {
                var chosen = holding.Single(s => s.Version == version);
                holding.ShouldAllBe(s => s.From < chosen.From || (s.From == chosen.From && s.Version <= chosen.Version));
            }
        }
    }

    [Fact]
    public void Narrower_scope_counts_first_then_the_later_start()
    {
        var shop = Policy("invoice", "发票", ScopeKind.All, 0, ("invoice", "always"), ("invoice_days", "30"));
        var later = Policy("invoice-new", "发票", ScopeKind.All, 5, ("invoice_days", "7"));
        var item = Policy("invoice-card", "发票", ScopeKind.Item, 1, ("invoice", "no"));
        var colour = Policy("colour", "色差", ScopeKind.All, 0);

        PolicyRules.Ranked([shop, later, item, colour]).Where(p => p.Topic == "发票").Select(p => p.Key).ShouldBe(["invoice-card", "invoice-new", "invoice"]);
        var facts = PolicyRules.Facts([shop, later, item, colour]);
        (facts["invoice"], facts["invoice_days"]).ShouldBe(("no", "7"));
    }

    [Fact]
    public void Author_does_not_approve_unless_the_shop_says_so()
    {
        PolicyRules.Approve(VersionState.Submitted, Author, Author, isOwnApproval: false, null, Noon)!.Code.ShouldBe("shop.policy.own_approval");
        PolicyRules.Approve(VersionState.Submitted, Author, Author, isOwnApproval: true, null, Noon).ShouldBeNull();
        PolicyRules.Approve(VersionState.Submitted, Author, Other, isOwnApproval: false, null, Noon).ShouldBeNull();
        PolicyRules.Approve(VersionState.Draft, Author, Other, isOwnApproval: false, null, Noon)!.Code.ShouldBe("shop.policy.state_wrong");
        PolicyRules.Approve(VersionState.Submitted, Author, Other, isOwnApproval: false, Noon, Noon)!.Field.ShouldBe("to");
    }

    [Fact]
    public void Change_is_told_clause_by_clause()
    {
        var pieces = PolicyDiff.Pieces("发票随时可开，邮费我方承担，一个月内寄出。", "发票随时可开，邮费我方承担，七天内寄出。");

        pieces.ShouldBe([new("same", "发票随时可开，邮费我方承担，"), new("removed", "一个月内寄出。"), new("added", "七天内寄出。")]);
    }

    [Fact]
    public void Pieces_add_up_to_both_texts_whatever_they_are()
    {
        var random = new Random(42);
        string Text() => string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => "发票邮费，。；\n开"[random.Next(9)]));
        for (var i = 0; i < 2000; i++)
        {
            var (before, after) = (Text(), Text());

            var pieces = PolicyDiff.Pieces(before, after);

            string.Concat(pieces.Where(p => p.Op != "added").Select(p => p.Text)).ShouldBe(before);
            string.Concat(pieces.Where(p => p.Op != "removed").Select(p => p.Text)).ShouldBe(after);
        }
    }

    [Fact]
    public void Facts_answers_and_words_not_to_say_are_told_one_by_one()
    {
        var before = Form() with { Facts = [new("cash_on_delivery", "no")], Answers = [new("能到付吗", "不支持")], NotToSay = ["没有发票"] };
        var after = Form() with { Facts = [new("cash_on_delivery", "yes")], Answers = [new("能到付吗", "支持"), new("能分期吗", "请咨询银行")], NotToSay = ["不能开票"] };

        PolicyDiff.Between(before, after).Select(l => (l.What, l.Name, l.Before, l.After)).ShouldBe(
            [("fact", "cash_on_delivery", "no", "yes"), ("answer", "能到付吗", "不支持", "支持"), ("answer", "能分期吗", null, "请咨询银行"), ("not-to-say", null, "没有发票", null), ("not-to-say", null, null, "不能开票")]);
        PolicyDiff.Between(before, before).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Invoice-1", null)]
    [InlineData("发票", "key")]
    [InlineData("-x", "key")]
    [InlineData("", "key")]
    public void Key_is_plain(string key, string? wrong) => (Form() with { Key = key }).Clean().Refusal?.Field.ShouldBe(wrong);

    [Fact]
    public void Facts_are_named_values()
    {
        (Form() with { Facts = [new("Invoice", "Always")] }).Clean().Value.Facts.ShouldBe([new FactLine("invoice", "always")]);
        (Form() with { Facts = [new("invoice", "")] }).Clean().Refusal!.Field.ShouldBe("facts");
        (Form() with { Facts = [new("invoice", "yes"), new("INVOICE", "no")] }).Clean().Refusal!.Field.ShouldBe("facts");
    }

    private static PolicyForm Form() => new("invoice", "发票", "发票口径", null, Noon, null, "随时可开。", [], [], []);

    private static Instant At(int days) => Noon + Duration.FromDays(days);

    private static PolicyInForce Policy(string key, string topic, ScopeKind scope, int from, params (string, string)[] facts) =>
        new(Guid.NewGuid(), key, 1, new ShopId(Guid.NewGuid()), topic, topic, new ItemScope(scope, ["M-1"]), At(from), null, "文", [], facts.ToDictionary(f => f.Item1, f => f.Item2), []);
}
