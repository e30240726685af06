using Zhanggui.Pay.Rules;
using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Document;
using static Zhanggui.Tests.Rules.RulesBench;

namespace Zhanggui.Tests.Pay;

/// <summary>Bad books are refused before the month is at stake; good ones are laid over, printed and compared by the entries they name.</summary>
public sealed class PayBookTests
{
    [Theory]
    [InlineData("components:\n  c: {kind: tiers, of: own_orders, tier_way: marginal, tiers: [0 50 1元, 60 100 2元]}", "pay.bands", 5)]
    [InlineData("components:\n  c: {kind: tiers, of: own_orders, tier_way: marginal, tiers: [0 50 1元, 40 100 2元]}", "pay.bands", 5)]
    [InlineData("components:\n  c: {kind: tiers, of: own_orders, tier_way: whole, tiers: [50 40 1元]}", "pay.bands", 5)]
    [InlineData("components:\n  c: {kind: tiers, of: own_orders, tiers: [0 - 1元]}", "pay.tier_way", 5)]
    [InlineData("components:\n  c: {kind: tiers, of: own_sales, tier_way: whole, tiers: [0 50 1元, 50 - 2元]}", "pay.unit", 5)]
    [InlineData("components:\n  c: {kind: tiers, of: own_sales, tier_way: whole, tiers: [0 80000 1%, 80000 - 2%]}", "pay.unit", 5)]
    [InlineData("components:\n  c: {kind: share, of: own_sales, rate: 0.5}", "pay.share", 5)]
    [InlineData("components:\n  c: {kind: share, of: own_sales, rate: 2 元}", "pay.unit", 5)]
    [InlineData("components:\n  c: {kind: share, of: own_orders, rate: 2%}", "pay.unit", 5)]
    [InlineData("components:\n  c: {kind: share, rate: 2%}", "pay.of", 5)]
    [InlineData("components:\n  c: {kind: share, of: own_sale, rate: 2%}", "pay.formula", 5)]
    [InlineData("components:\n  c: {kind: amount, amount: 100}", "pay.money", 5)]
    [InlineData("components:\n  c: {kind: amount, amount: 1.005 元}", "pay.money", 5)]
    [InlineData("components:\n  c: {amount: 100元}", "pay.kind", 5)]
    [InlineData("components:\n  c: {kind: formula, formula: own_orders}", "pay.formula", 5)]
    [InlineData("components:\n  c: {kind: amount, amount: 1元, when: own_orders}", "pay.formula", 5)]
    [InlineData("components:\n  a: {kind: formula, formula: line(\"b\")}\n  b: {kind: formula, formula: line(\"a\")}", "pay.circle", 5)]
    [InlineData("components:\n  a: {kind: formula, formula: line(\"z\")}", "pay.line", 5)]
    [InlineData("components:\n  c: {kind: pool, of: own_sales, rate: 1%, split: [even]}", "pay.pool", 5)]
    [InlineData("components:\n  c: {kind: pool, of: shop_sales, rate: 1%, split: [even 1/2, sales 1/3]}", "pay.split", 5)]
    [InlineData("components:\n  c: {kind: pool, of: shop_sales, rate: 1%, split: [evenly]}", "pay.split", 5)]
    [InlineData("components:\n  c: {kind: base, grades: [junior 900元], lowest: 1100元, highest: 2000元}", "pay.range", 5)]
    [InlineData("components:\n  c: {kind: base, grades: [junior]}", "pay.table", 5)]
    [InlineData("components:\n  c: {kind: base, grades: [junior 1元, junior 2元]}", "pay.table", 5)]
    [InlineData("components:\n  c: {kind: sheet, amount: 1元, coefficients: [0 - 100%], items: {a: {weight: 90%, of: own_orders}}}", "pay.weights", 5)]
    [InlineData("penalties:\n  p: {amount: -20元}", "pay.sign", 5)]
    [InlineData("penalties:\n  p: {amount: 20元, steps: [50元]}", "pay.amount", 5)]
    [InlineData("penalties:\n  p: {amount: 20元, exempt_by: [luck]}", "pay.exempt", 5)]
    [InlineData("penalties:\n  p: {amount: 20元, note_parts: [colour]}", "pay.note_part", 5)]
    [InlineData("components:\n  p: {kind: amount, amount: 1元}\npenalties:\n  p: {amount: 20元}", "pay.twice", 7)]
    [InlineData("fines: {count: true}", "pay.ground", 4)]
    [InlineData("model: gold", "pay.model", 4)]
    [InlineData("month: {part: rostered-days}", "pay.workdays", 4)]
    [InlineData("month: {leave_pay: [sick 80]}", "pay.leave", 4)]
    [InlineData("month: {night: 22-6}", "pay.night", 4)]
    [InlineData("month: {night: 22:00-22:00}", "pay.night", 4)]
    [InlineData("posts:\n  supervisor: {ways: [agent]}", "pay.post", 5)]
    [InlineData("posts:\n  supervisor: {ways: [agent two]}", "pay.post", 5)]
    [InlineData("guard: {minimum_wage: [2200元]}", "pay.minimum_wage", 4)]
    [InlineData("ladder:\n  senior: {clean_months: 3}", "pay.ladder", 5)]
    [InlineData("components:\n  Commission: {kind: amount}", "book.key.name", 5)]
    [InlineData("components:\n  c: {knd: amount}", "book.key.unknown", 5)]
    [InlineData("components: [a]", "book.type.map", 4)]
    public void A_bad_book_is_refused_by_line(string pay, string rule, int line)
    {
        var book = HouseReader.Read(Book("pay:\n  " + pay.Replace("\n", "\n  ") + "\n"));

        var errors = book.Problems.Where(p => p.Severity == Severity.Error).ToList();
        errors.Select(p => p.Rule).ShouldContain(rule, string.Join('\n', errors.Select(e => $"{e.Rule} {e.Line} {e.Reason.En}")));
        errors.First(p => p.Rule == rule).Line.ShouldBe(line);
        errors.ShouldAllBe(p => p.Reason.Zh.Length > 0 && p.Reason.En.Length > 0);
    }

    // What a person reads before the month: the clause, what is wrong with it, and what to write instead.
    [Theory]
    [InlineData("kind: tiers, of: own_orders, tier_way: marginal, tiers: [0 50 1元, 60 - 2元]", "两档之间有空档：50 到 60 没有值。")]
    [InlineData("kind: tiers, of: own_sales, tier_way: whole, tiers: [0元 80000元 0.5%, 70000元 - 0.6%]", "两档重叠：前一档到 80000.00元，后一档从 70000.00元 起。")]
    [InlineData("kind: tiers, of: own_orders, tier_way: whole, tiers: [50 - 1元]", "第一档要从 0 或 - 起：50 以下没有值。")]
    [InlineData("kind: tiers, of: own_sales, tier_way: whole, tiers: [0元 80000元 0.5%]", "最后一档的止要写 -：80000.00元 起没有值。")]
    [InlineData("kind: tiers, of: own_sales, tier_way: whole, tiers: [0元 80000元 0.5, 80000元 - 0.8%]", "「0元 80000元 0.5」里的「0.5」没有写明是比例：是 50% 还是 0.5%？请写上 % 或写成分数。")]
    [InlineData("kind: share, of: own_sales, rate: 0.625", "「0.625」没有写明是比例：是 62.5% 还是 0.625%？请写上 % 或写成分数。")]
    [InlineData("kind: share, of: own_sales, rate: 62.5", "「62.5」没有写明是比例：是 62.5% 吗？请写上 % 或写成分数。")]
    [InlineData("kind: share, of: own_sales, rate: 120%", "比例 120% 超过了全部，请再看一眼。")]
    [InlineData("kind: amount, amount: 100元, scaled_by: s, scaled_full: 62.5%", "「62.5%」是分数，不是比例：写成 62.5 这样，不带 %。")]
    [InlineData("kind: amount, amount: 100元, scaled_by: praise", "没有「praise」这种评分，scores 里登记的有：s。")]
    [InlineData("kind: formula, formula: score(\"praise\") * 10 元", "没有「praise」这种评分，scores 里登记的有：s。")]
    [InlineData("kind: pool, of: heads, rate: 300元, split: [\"score:praise\"]", "没有「praise」这种评分，scores 里登记的有：s。")]
    [InlineData("kind: formula, formula: line(\"c\") + 1 元", "「c」绕了一圈又用到自己：c → c。")]
    [InlineData("kind: formula, formula: own_sales / 0", "第 11 个字：不能除以 0。")]
    [InlineData("kind: share, of: own_sales, rate: 1%, factor: own_sales / credited_sales", "「c」里有除法：除数是 0 时（例如没有人成交）这一项没有金额，列入待定；要有别的结果，用 or_else 写明。")]
    [InlineData("kind: sheet, amount: 1元, coefficients: [0 60 0%, 60 - 62.5], items: {a: {weight: 100%, of: own_orders}}", "「60 - 62.5」里的「62.5」没有写明是比例：是 62.5% 吗？请写上 % 或写成分数。")]
    [InlineData("kind: sheet, amount: 1元, coefficients: [0 - 100%], items: {a: {weight: 100%, of: metric(\"conversion_final\"), bands: [0 55 0, 55 - 100]}}", "「0 55 0」里的「55」没有写明是比例：是 55% 吗？请写上 % 或写成分数。")]
    [InlineData("kind: sheet, amount: 1元, coefficients: [0 - 100%], items: {a: {weight: 0.625, of: own_orders}}", "「0.625」没有写明是比例：是 62.5% 还是 0.625%？请写上 % 或写成分数。")]
    public void What_is_wrong_is_said_with_its_line_and_what_to_write(string component, string words)
    {
        var book = HouseReader.Read(Book($"pay:\n  scores: [s]\n  components:\n    c: {{{component}}}\n"));

        var found = book.Problems.SingleOrDefault(p => p.Reason.Zh == words);
        found.ShouldNotBeNull(string.Join('\n', book.Problems.Select(p => p.Reason.Zh)));
        found.Line.ShouldBe(6);
        found.Reason.En.ShouldNotBeEmpty();
    }

    [Fact]
    public void Or_else_answers_a_division_by_nothing() =>
        HouseReader.Read(Book("pay:\n  components:\n    c: {kind: share, of: own_sales, rate: 1%, factor: \"or_else(own_sales / credited_sales, 1)\"}\n")).Problems.ShouldNotContain(p => p.Rule == "pay.may_be_nothing");

    [Fact]
    public void A_book_changes_only_what_it_writes_of_an_entry()
    {
        var rules = Rules("extends: mural-shop\npay:\n  components:\n    commission: {rate: 0.6%}\n    living: {used: false}\n");

        rules.Components.Select(c => c.Id).ShouldBe(["attendance", "base", "commission", "team_score"]);
        rules.Components.Single(c => c.Id == "commission").Name.ShouldBe("提成");
        rules.Components.Single(c => c.Id == "commission").Rate!.Value.Value.ToString().ShouldBe("0.006");
    }

    [Fact]
    public void Difference_is_told_in_words_by_the_entry_s_name()
    {
        var (before, after) = (HouseReader.Read(Book("extends: mural-shop\n")), HouseReader.Read(Book("extends: mural-shop\npay:\n  components:\n    commission: {rate: 0.6%}\n    gift: {name: 节日礼金, kind: amount, amount: 88元}\n")));

        var said = Comparison.Compare(before.Effective!, after.Effective!, House).Select(d => d.Sentence.Zh).ToList();

        said.ShouldContain("薪资 · 组成部分 · 提成 · 比例或单价：「0.5%」 → 「0.6%」");
        said.ShouldContain("薪资 · 组成部分 · 节日礼金：没有 → 算法 固定金额，金额 「88元」");
        said.Count.ShouldBe(2); // what came as a whole is one difference
        Comparison.Compare(after.Effective!, before.Effective!, House).Select(d => d.Sentence.En).ShouldContain(s => s.StartsWith("Pay · Components · gift: ", StringComparison.Ordinal) && s.EndsWith(" → none", StringComparison.Ordinal));
    }

    [Fact]
    public void Stages_and_exemptions_are_said_by_their_titles_in_both_languages()
    {
        var said = HouseReader.Read(Book("pay:\n  penalties:\n    wrong: {stages: [before_production 20元, 交货后 50元], loss: always, loss_stages: [loss], exempt_by: [chase]}\n"));
        var values = Comparison.Compare(HouseReader.Read(Book(string.Empty)).Effective!, said.Effective!, House).Single(d => d.Path == "pay.penalties.wrong").After;

        values.Zh.ShouldContain("各阶段金额 「下单生产前 20元」「交货后 50元」");
        values.Zh.ShouldContain("免责 「催促」");
        values.En.ShouldContain("By stage “before production 20元”, “交货后 50元”");
        values.En.ShouldNotContain("before_production");
    }

    [Fact]
    public void Canonical_text_reads_back_as_itself()
    {
        foreach (var name in new[] { "mural-shop", "kpi-shop", "wage-article-shop", "new-shop" })
        {
            var book = HouseReader.Read(Book($"extends: {name}\n"));
            var written = Canonical.Write(book.Header, book.Effective!, House);

            var again = HouseReader.Read(written);
            again.IsSound.ShouldBeTrue(name);
            Canonical.Write(again.Header, again.Effective!, House).ShouldBe(written);
        }
    }

    [Fact]
    public void The_printed_book_says_each_clause()
    {
        var markdown = new Printing(House, chinese: true).Markdown(HouseReader.Read(Book("extends: mural-shop\n")), "x");

        markdown.ShouldContain("### 组成部分 · 提成");
        markdown.ShouldContain("比例或单价 「0.5%」。");
        markdown.ShouldContain("需要签字认可的条款");
    }

    [Theory]
    [InlineData("new-shop", "")]
    [InlineData("mural-shop", "attendance bad_review change_not_reported change_not_reported content_error content_error late list_late not_followed_up not_verified note_not_as_required offline_on_shift other_error")]
    [InlineData("tea-oil-shop", "complaint complaint contact_leaked private_chat")]
    [InlineData("wage-article-shop", "after_sales_cost")]
    public void Doubtful_clauses_are_listed_with_their_ground(string preset, string components)
    {
        var doubts = HouseReader.Read(Book($"extends: {preset}\n")).Doubts.Where(d => d.Path.StartsWith("pay.", StringComparison.Ordinal)).ToList();

        string.Join(' ', doubts.Select(d => d.Path.Split('.')[2]).Order(StringComparer.Ordinal)).ShouldBe(components);
        doubts.ShouldAllBe(d => d.Ground.Zh.Length > 10);
    }

    [Fact]
    public void More_than_a_fifth_for_losses_is_doubtful() =>
        HouseReader.Read(Book("pay:\n  guard: {loss_share: 30%}\n")).Doubts.ShouldContain(d => d.Path == "pay.guard.loss_share");

    private static PayRules Rules(string rest)
    {
        var book = HouseReader.Read(Book(rest));
        book.Problems.Where(p => p.Severity == Severity.Error).ShouldBeEmpty();
        return PaySection.Section.Read(new SectionValues(book.Effective!.Sections["pay"], PaySection.Section.Root));
    }
}
