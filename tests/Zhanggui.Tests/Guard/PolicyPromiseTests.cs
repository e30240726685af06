using NodaTime;
using NodaTime.Text;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Topics;
using Zhanggui.People.Contracts;

namespace Zhanggui.Tests.Guard;

/// <summary>Until when a policy promises, and which message asked.</summary>
public sealed class PolicyPromiseTests
{
    private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private static readonly BusinessCalendar Open9To22 = new(Shanghai) { Usual = new ServiceHours(new LocalTime(9, 0), new LocalTime(22, 0)) };

    [Theory]
    [InlineData("2026-11-23T02:00:00Z", 1, null, "2026-12-23")]
    [InlineData("2026-11-23T16:30:00Z", 1, null, "2026-12-24")] // half past midnight of the 24th in the shop
    [InlineData("2027-01-31T02:00:00Z", 1, null, "2027-02-28")]
    [InlineData("2028-01-31T02:00:00Z", 1, null, "2028-02-29")]
    [InlineData("2027-01-30T17:00:00Z", 1, null, "2027-02-28")] // the 31st in the shop
    [InlineData("2027-02-28T02:00:00Z", 1, null, "2027-03-28")]
    [InlineData("2027-03-31T02:00:00Z", 1, null, "2027-04-30")]
    [InlineData("2026-12-31T02:00:00Z", 2, null, "2027-02-28")]
    [InlineData("2028-02-29T02:00:00Z", 12, null, "2029-02-28")]
    [InlineData("2027-01-31T02:00:00Z", null, 30, "2027-03-02")]
    [InlineData("2026-12-31T16:00:00Z", null, 1, "2027-01-02")]
    public void Day_is_counted_in_the_shops_calendar(string since, int? months, int? days, string on)
    {
        foreach (var from in new[] { DueFrom.Request, DueFrom.Order })
        {
            var (at, other) = (At(since), At("2001-01-01T00:00:00Z"));
            var due = PromiseDue.Of(new PolicyPromise("寄出", months, days, from), from == DueFrom.Request ? at : other, from == DueFrom.Order ? at : other, Open9To22, at);
            (due.On, due.Since, due.Why).ShouldBe((LocalDatePattern.Iso.Parse(on).Value, at, null));
            due.Due.ShouldBe(Shanghai.AtStrictly(due.On!.Value + new LocalTime(22, 0)).ToInstant());
        }
    }

    [Theory]
    [InlineData(null, "2026-11-23T02:00:00Z", "2026-11-20T02:00:00Z", "start")]
    [InlineData("request", null, "2026-11-20T02:00:00Z", "request")]
    [InlineData("order", "2026-11-23T02:00:00Z", null, "order")]
    [InlineData("order", "2026-11-23T02:00:00Z", "2026-10-22T02:00:00Z", "past")]
    [InlineData("order", "2026-11-23T02:00:00Z", "2026-10-23T02:00:00Z", null)] // ends today
    public void Date_that_is_not_known_is_not_filled_in(string? from, string? asked, string? ordered, string? why)
    {
        DueFrom? start = from switch { "request" => DueFrom.Request, "order" => DueFrom.Order, _ => null };
        var due = PromiseDue.Of(new PolicyPromise("寄出", 1, null, start), asked is null ? null : At(asked), ordered is null ? null : At(ordered), Open9To22, At("2026-11-23T03:00:00Z"));
        (due.Why?.ToString().ToLowerInvariant(), due.Due is null).ShouldBe((why, why is not null));
    }

    [Theory]
    [InlineData("b1 发票|b2 在吗", "1")]
    [InlineData("b1 在吗|b2 发票|b3 发票抬头", "2")] // the first line that asks
    [InlineData("b1 发票|a2 可以的|b3 发票呢|a4 好的", "3")] // asked anew; answered since
    [InlineData("b1 发票|a2 可以的|b3 谢谢", "1")]
    [InlineData("a1 要发票吗|b2 不用", null)]
    [InlineData("", null)]
    public void Asked_is_the_first_line_of_the_newest_that_ask(string lines, string? at)
    {
        var said = lines.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(l => new EarlierLine(l[0] == 'b', l[3..], null, Instant.FromUnixTimeSeconds(l[1] - '0'))).ToList();
        PromiseDue.AskedAt(said, text => text.Contains("发票", StringComparison.Ordinal)).ShouldBe(at is null ? null : Instant.FromUnixTimeSeconds(at[0] - '0'));
    }

    private static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
}
