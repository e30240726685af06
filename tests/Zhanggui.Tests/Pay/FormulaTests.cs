using Zhanggui.Pay.Amounts;
using Zhanggui.Pay.Formulas;

namespace Zhanggui.Tests.Pay;

public sealed class FormulaTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("-2 - -3", "1")]
    [InlineData("1/3 + 1/6", "0.5")]
    [InlineData("10 / 4 / 5", "0.5")]
    [InlineData("0.5% * 200 元", "100")]
    [InlineData("own_sales / 3", "33333333.33333333333333333333", true)]
    [InlineData("if(own_sales >= 1000 元, 2, 1)", "2")]
    [InlineData("if(own_orders = 3 and not own_orders > 5 or 1 > 2, 7, 8)", "7")]
    [InlineData("min(3, 2, 5) + max(1, 4)", "6")]
    [InlineData("or_else(1 / (own_orders - 3), 9)", "9")]
    [InlineData("1 / (own_orders - 3)", null)]
    [InlineData("1 / (own_orders - 3) + 5", null)]
    [InlineData("if(1 / (own_orders - 3) > 1, 1, 2)", null)]
    [InlineData("score(\"x\") + score(\"y\", 4)", "11")]
    [InlineData("line(\"base\") / 2", "75000")]
    [InlineData("own_sales/own_sales", "1")]
    public void A_formula_has_an_exact_value(string text, string? value, bool isStart = false)
    {
        var (formula, wrong) = FormulaReading.Read(text);

        wrong.ShouldBeNull();
        var said = formula!.Value(new Fixed())?.ToString();
        if (isStart)
        {
            said.ShouldBe("100000000/3");
        }
        else
        {
            said.ShouldBe(value);
        }
    }

    [Theory]
    [InlineData("own_sales > 80000", 18)]
    [InlineData("own_sales + 1", 14)]
    [InlineData("own_sales * own_sales", 11)]
    [InlineData("1 / own_sales", 3)]
    [InlineData("own_sales / 0", 11)]
    [InlineData("own_sales / -0", 11)]
    [InlineData("own_sale", 1)]
    [InlineData("1 +", 4)]
    [InlineData("(1 + 2", 7)]
    [InlineData("1 2", 3)]
    [InlineData("if(1, 2, 3)", 5)]
    [InlineData("if(1 > 2, 3, 4 元)", 17)]
    [InlineData("while(1)", 1)]
    [InlineData("metric(\"nothing\")", 8)]
    [InlineData("\"open", 1)]
    [InlineData("1.2.3", 1)]
    [InlineData("own_sales & 1", 11)]
    [InlineData("not 3", 6)]
    [InlineData("", 1)]
    public void A_wrong_formula_is_refused_at_its_character(string text, int column) => FormulaReading.Read(text).Wrong!.En.ShouldStartWith($"At character {column}:");

    [Fact]
    public void Length_words_and_depth_are_bounded()
    {
        FormulaReading.Read(string.Join(" + ", Enumerable.Repeat("1", 130))).Wrong.ShouldNotBeNull();
        FormulaReading.Read(new string('(', 40) + "1" + new string(')', 40)).Wrong.ShouldNotBeNull();
        FormulaReading.Read(string.Concat(Enumerable.Repeat("-", 190)) + "1").Formula.ShouldNotBeNull();
        FormulaReading.Read(string.Concat(Enumerable.Repeat("not ", 120)) + "1 > 2").Formula.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("0.5%", "0.005", "Number")]
    [InlineData("1/200", "0.005", "Number")]
    [InlineData("62.5", "62.5", "Number")]
    [InlineData("1.5 元", "150", "Money")]
    [InlineData("20.00元", "2000", "Money")]
    [InlineData("3 yuan", "300", "Money")]
    public void Values_are_written_with_their_unit(string text, string value, string kind) =>
        (Amount.Parse(text)!.Value.Value.ToString(), Amount.Parse(text)!.Value.Kind.ToString()).ShouldBe((value, kind));

    [Theory]
    [InlineData("1,000 元")]
    [InlineData("1e3")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1/0")]
    [InlineData("％5")]
    [InlineData("+5")]
    [InlineData("１")]
    public void What_could_be_read_in_two_ways_is_no_value(string text) => Amount.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData(1, 2, 1)]
    [InlineData(-1, 2, -1)]
    [InlineData(3, 2, 2)]
    [InlineData(149, 100, 1)]
    [InlineData(-5, 2, -3)]
    [InlineData(1, 3, 0)]
    public void Half_a_fen_goes_away_from_zero(int numerator, int denominator, long fen) => new Ratio(numerator, denominator).Round().Value.ShouldBe(fen);

    private sealed class Fixed : IScope
    {
        public Ratio? Figure(string name) => name switch { "own_sales" => Ratio.Of(100_000_000), "own_orders" => Ratio.Of(3), _ => null };

        public Ratio? Score(string kind, Ratio? whenMissing) => kind == "x" ? Ratio.Of(7) : whenMissing;

        public Ratio? Target(string metric) => null;

        public Ratio? Metric(string metric, string? set, string of) => null;

        public Ratio Incidents(IReadOnlyList<string> kinds) => Ratio.Zero;

        public Ratio LeaveDays(IReadOnlyList<string> kinds) => Ratio.Zero;

        public Ratio Line(string component) => Ratio.Of(150_000);

        public bool IsGrade(IReadOnlyList<string> grades) => false;
    }
}
