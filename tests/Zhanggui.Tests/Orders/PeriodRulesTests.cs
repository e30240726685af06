using NodaTime;
using Zhanggui.Orders.Periods;

namespace Zhanggui.Tests.Orders;

public sealed class PeriodRulesTests
{
    [Theory]
    [InlineData("2026-11-01", false, 0, 0, 0, null)]
    [InlineData("2026-10-31", false, 0, 0, 0, "orders.period.not_over")]
    [InlineData("2027-03-01", false, 0, 0, 0, null)]
    [InlineData("2026-11-01", true, 0, 0, 0, "orders.period.already_closed")]
    [InlineData("2026-11-01", false, 3, 0, 0, "orders.period.still_deciding")]
    [InlineData("2026-11-01", false, 0, 1, 0, "orders.period.undecided")]
    [InlineData("2026-11-01", false, 0, 0, 2, "orders.period.claims_open")]
    [InlineData("2026-11-01", false, 1, 1, 1, "orders.period.still_deciding")]
    public void Month_closes_when_it_is_over_and_nothing_is_left(string today, bool isClosed, long waiting, long undecided, long claims, string? code) =>
        (PeriodRules.Close(new PeriodState(new YearMonth(2026, 10), isClosed, waiting, undecided, claims), NodaTime.Text.LocalDatePattern.Iso.Parse(today).Value)?.Code).ShouldBe(code);

    [Fact]
    public void Refunds_without_a_responsible_party_keep_it_open_where_the_book_needs_one() =>
        PeriodRules.Close(new PeriodState(new YearMonth(2026, 10), false, 0, 0, 0, RefundsNeeded: 2), new LocalDate(2026, 11, 1))!.Code.ShouldBe("orders.period.refunds_open");

    [Theory]
    [InlineData("2026-10", true)]
    [InlineData("2026-13", false)]
    [InlineData("2026-1", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Month_is_written_with_four_and_two_digits(string? text, bool isRight) => (PeriodReader.Month(text) is not null).ShouldBe(isRight);
}
