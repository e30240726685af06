using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Matching;
using Zhanggui.Tests.Rules;

namespace Zhanggui.Tests.Guard;

/// <summary>Sums of money (<c>¥</c>) and classes of words (<c>{name}</c>) in the sayings of a book.</summary>
public sealed class SumTests
{
    private const string Book = """
        guard:
          classes:
            sum_unit:
              words: [元, 块, 块钱, 多块]
            sum_end:
              words: [哦, 的, 一盒]
            price_word:
              words: [只要, 到手价]
            each:
              words: [一件, 每盒]
          rules:
            price:
              kind: words
              level: confirm
              words: ['{price_word}|是…2¥', '¥{each}', '#克…1¥3']
        """;

    private static readonly GuardBook Prices = GuardTale.Compile(RulesBench.Book(Book + "\n"));

    private static readonly Sum Any = new(2, new OneOf(["元", "块", "块钱"]), new OneOf(["哦"]));

    [Theory]
    [InlineData("只要39.9元", "只要39.9元")]
    [InlineData("只要 39 块钱", "只要 39 块钱")]
    [InlineData("到手价是59", "到手价是59")]
    [InlineData("只要59哦 很划算", "只要59")]
    [InlineData("只要59，很划算", "只要59")]
    [InlineData("只要￥59", "只要￥59")]
    [InlineData("只要一百二", "只要一百二")]
    [InlineData("只要三百多块", "只要三百多块")]
    [InlineData("只要29块9", "只要29块9")]
    [InlineData("只要3千5", "只要3千5")]
    [InlineData("只要89-99元", "只要89-99元")]
    [InlineData("只要一百二一盒", "只要一百二")]
    [InlineData("只要５９元", "只要５９元")]
    [InlineData("59一件", "59一件")]
    [InlineData("29块9每盒", "29块9每盒")]
    [InlineData("两块钱一件", "两块钱一件")]
    [InlineData("500克158", "500克158")]
    public void A_sum_is_found(string text, string hit) => Prices.Rung(text).ShouldBe([$"price Confirm {hit}"]);

    [Theory]
    [InlineData("是304不锈钢的")]
    [InlineData("是500ml的")]
    [InlineData("是 500 ml 的")]
    [InlineData("是1.8*2米的")]
    [InlineData("是2.4G的")]
    [InlineData("是A12的")]
    [InlineData("是Type-30的")]
    [InlineData("是13800138000的")]
    [InlineData("是12345678的")]
    [InlineData("是18:00的")]
    [InlineData("是第12的")]
    [InlineData("是050的")]
    [InlineData("是95%的")]
    [InlineData("是3的")]
    [InlineData("是一块的")]
    [InlineData("是2026年的")]
    [InlineData("是一起的")]
    [InlineData("X59一件")]
    [InlineData("500克5的")]
    public void What_is_no_sum_is_not(string text) => Prices.Rung(text).ShouldBeEmpty();

    /// <summary>Held against a slow reading of the same grammar that looks at every stretch by itself.</summary>
    [Fact]
    public void Sums_are_those_of_a_slow_reading()
    {
        var random = new Random(20261123);
        const string letters = "12.0一二百两元块钱哦的a-*: ，¥";
        var slow = new System.Text.RegularExpressions.Regex(
            "^(?<sign>[¥￥]?)(?:(?<n>[0-9]+(?:\\.[0-9]+)?(?:[百千万][0-9]*(?:\\.[0-9]+)?)?)|(?<n>[一二三四五六七八九十百千万两几零]+))$", System.Text.RegularExpressions.RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
        var found = 0;
        for (var round = 0; round < 60_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => letters[random.Next(letters.Length)]));
            var at = random.Next(text.Length);
            var length = Any.LengthAt(text, at);
            length.ShouldBeInRange(0, text.Length - at);
            if (length == 0)
            {
                continue;
            }

            found++;
            var said = text.Substring(at, length);
            var number = string.Concat(said.TakeWhile(c => c is not ('元' or '块' or ' ')));
            number.Split('-').ShouldAllBe(part => slow.IsMatch(part), $"'{said}' in '{text}'");
            (at > 0 && (char.IsAsciiLetterOrDigit(text[at - 1]) || "一二百两.-*:".Contains(text[at - 1], StringComparison.Ordinal))).ShouldBeFalse($"'{said}' in '{text}' goes on from before");
            (number.Length < said.Length || number.Length >= 2).ShouldBeTrue($"'{said}' in '{text}'");
        }

        found.ShouldBeGreaterThan(1000);
    }

    [Theory]
    [InlineData("sum", 6)]
    [InlineData("missing", 6)]
    public void A_class_that_the_book_does_not_have_is_refused(string what, int line)
    {
        var problem = GuardTale.Problems("a:\n  kind: words\n  words: ['" + (what == "sum" ? "只要¥" : "{missing}不行") + "']").ShouldHaveSingleItem();

        problem.Rule.ShouldBe("guard.class.unknown");
        problem.Line.ShouldBe(line + 1);
    }

    [Fact]
    public void Classes_of_a_layer_hold_in_the_books_above_it_and_may_be_written_otherwise_there()
    {
        const string above = "book: above\ntitle: 上面的\nextends: new-shop\nguard:\n  classes:\n    counter:\n      words: [一沓]\n  rules:\n    other:\n      kind: words\n      level: confirm\n      words: ['{counter}…2便宜']\n";

        GuardTale.Compile(above).Rung("一沓更便宜").ShouldContain("other Confirm 一沓更便宜");
        GuardTale.Compile(above.Replace("  classes:\n    counter:\n      words: [一沓]\n", string.Empty, StringComparison.Ordinal)).Rung("一盒更便宜").ShouldContain("other Confirm 一盒更便宜");
    }

    [Fact]
    public void An_exception_covers_the_longest_of_its_words() =>
        GuardTale.Of("a:\n  kind: words\n  level: confirm\n  words: [免费…4送货上门]\n  except: [免费…6送|送货|送货上门]").Rung("免费给您送货上门").ShouldBeEmpty();
}
