using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.Metrics.Cells;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.HttpTests.Metrics;

/// <summary>Late facts of a day are gathered and counted once. The instants lie far ahead, so that the house's own job leaves these days alone.</summary>
public sealed class QuietTests
{
    private static readonly LocalDate Day = new(2026, 9, 3);

    [Theory, BothDatabases]
    public async Task A_heap_of_late_facts_is_counted_once_when_no_more_comes(DatabaseKind db)
    {
        var (book, database, shop, start) = await OpenAsync(db);
        for (var i = 0; i < 200; i++)
        {
            await book.AskAsync(shop, [Day, Day.PlusDays(1)], start + Duration.FromMilliseconds(i * 100), default);
        }

        var last = start + Duration.FromMilliseconds(199 * 100);
        (await IsDueAsync(book, shop, last)).ShouldBeFalse();
        (await IsDueAsync(book, shop, last + DayBook.Quiet - Duration.FromMilliseconds(1))).ShouldBeFalse();
        var due = (await DueAsync(book, shop, last + DayBook.Quiet)).ShouldNotBeNull();
        due.Keys.Order().ShouldBe([Day, Day.PlusDays(1)]);

        await AnswerAsync(database, shop, due, last);
        (await IsDueAsync(book, shop, last + DayBook.Longest + DayBook.Longest)).ShouldBeFalse();
        (await CountsAsync(database, shop)).ShouldBe([1, 1]);
    }

    [Theory, BothDatabases]
    public async Task Facts_that_never_stop_are_counted_all_the_same(DatabaseKind db)
    {
        var (book, _, shop, start) = await OpenAsync(db);
        for (var at = Duration.Zero; at <= DayBook.Longest; at += Duration.FromSeconds(2))
        {
            await book.AskAsync(shop, [Day], start + at, default);
        }

        (await IsDueAsync(book, shop, start + DayBook.Longest - Duration.FromMilliseconds(1))).ShouldBeFalse();
        (await IsDueAsync(book, shop, start + DayBook.Longest)).ShouldBeTrue();
    }

    [Theory, BothDatabases]
    public async Task A_fact_that_comes_while_the_day_is_counted_is_counted_afterwards(DatabaseKind db)
    {
        var (book, database, shop, start) = await OpenAsync(db);
        await book.AskAsync(shop, [Day], start, default);
        var due = (await DueAsync(book, shop, start + DayBook.Quiet)).ShouldNotBeNull();
        await book.AskAsync(shop, [Day], start + DayBook.Quiet, default); // while the job counts
        await AnswerAsync(database, shop, due, start + DayBook.Quiet);

        (await IsDueAsync(book, shop, start + DayBook.Quiet + DayBook.Quiet)).ShouldBeTrue();
    }

    [Theory, BothDatabases]
    public async Task A_day_that_somebody_looks_at_is_due_at_once(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var (shop, http) = await ReportScene.OpenAsync(house);
        using var owner = http;
        await http.UntilAsync(shop, "shop", "from=2026-09-10&to=2026-09-11", f => f.GetProperty("counting").GetProperty("countedAt").ValueKind == System.Text.Json.JsonValueKind.String);
    }

    private static async Task<(DayBook Book, Database Database, ShopId Shop, Instant Start)> OpenAsync(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await TestShop.OpenAsync(house);
        return (house.Services.GetRequiredService<DayBook>(), house.Services.GetRequiredService<Database>(), shop.Id, house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant() + Duration.FromDays(3650));
    }

    /// <summary>Other shops of the shared house may be due as well; ours is asked for by name.</summary>
    private static Task<IReadOnlyDictionary<LocalDate, long>?> DueAsync(DayBook book, ShopId shop, Instant now) => book.DueAsync(shop, now, default);

    private static async Task<bool> IsDueAsync(DayBook book, ShopId shop, Instant now) => await DueAsync(book, shop, now) is not null;

    private static Task AnswerAsync(Database database, ShopId shop, IReadOnlyDictionary<LocalDate, long> due, Instant now) => database.WriteAsync(async (c, t) =>
    {
        await DayBook.AnswerAsync(c, t, shop, due.Select(d => (d.Key, d.Value, new BookName("t", 1, "d"), (IReadOnlyList<string>)[])), now, default);
        return 0;
    }, default);

    private static async Task<IReadOnlyList<long>> CountsAsync(Database database, ShopId shop)
    {
        await using var connection = await database.OpenAsync(default);
        return await connection.ReadAllAsync(null, "select counts from metrics_day where shop_id = @shop order by day", r => r.GetInt64(0), default, ("shop", shop.Value));
    }
}
