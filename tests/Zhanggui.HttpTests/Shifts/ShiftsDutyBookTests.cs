using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.HttpTests.Shifts;

public sealed class ShiftsDutyBookTests
{
    [Theory, BothDatabases]
    public async Task States_follow_each_other_without_gap_or_overlap_even_when_set_at_once(DatabaseKind db)
    {
        var (house, duty, shop, person) = await OpenAsync(db);
        DutyState[] states = [DutyState.Ready, DutyState.Away, DutyState.Busy, DutyState.OnHold, DutyState.Off];

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() =>
            duty.SetAsync(shop, person, states[i % states.Length], $"第 {i} 次", person, CancellationToken.None))));

        var spans = await duty.HistoryAsync(shop, person, new Interval(Instant.FromUnixTimeSeconds(0), Instant.FromUtc(2100, 1, 1, 0, 0)), 100, CancellationToken.None);
        spans.Count.ShouldBe(20);
        spans.Count(s => s.Until is null).ShouldBe(1);
        spans.Where(s => s.Until is not null).Select(s => s.Until!.Value).Order().ShouldBe(spans.Select(s => s.From).Order().Skip(1));
        var head = await house.Services.GetRequiredService<FeedStore>().ReadAfterAsync(shop.Value, 0, 100, CancellationToken.None);
        head.Count.ShouldBe(20);
        head.ShouldAllBe(e => e.Kind == "duty" && e.Entity == person.Value && e.Topic == shop.Value);
    }

    [Theory, BothDatabases]
    public async Task Setting_what_holds_already_changes_nothing(DatabaseKind db)
    {
        var (house, duty, shop, person) = await OpenAsync(db);
        var first = await duty.SetAsync(shop, person, DutyState.Ready, null, person, CancellationToken.None);

        var second = await duty.SetAsync(shop, person, DutyState.Ready, null, person, CancellationToken.None);

        second.ShouldBe(first);
        (await house.Services.GetRequiredService<FeedStore>().ReadAfterAsync(shop.Value, 0, 10, CancellationToken.None)).Count.ShouldBe(1);
        (await duty.ListAsync(shop, CancellationToken.None)).ShouldBe([first]);
    }

    [Theory, BothDatabases]
    public async Task Somebody_never_set_is_off_and_not_on_the_list(DatabaseKind db)
    {
        var (_, duty, shop, person) = await OpenAsync(db);

        (await duty.GetAsync(shop, person, CancellationToken.None)).State.ShouldBe(DutyState.Off);
        (await duty.ListAsync(shop, CancellationToken.None)).ShouldBeEmpty();
    }

    private static async Task<(TestHouse House, IDuty Duty, ShopId Shop, PersonId Person)> OpenAsync(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        return (house, house.Services.GetRequiredService<IDuty>(), ShopId.From(Guid.CreateVersion7()), PersonId.From(Guid.CreateVersion7()));
    }
}
