using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Waiting;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Tests.Floor;

public sealed class FloorTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 10, 4, 0);
    private static readonly PersonId Li = new(Guid.CreateVersion7());

    [Fact]
    public void Waits_are_counted_at_the_limit_and_put_aside_ones_do_not_wait()
    {
        FloorTalk[] talks =
        [
            Talk(ConversationState.Waiting, null, 120), Talk(ConversationState.Open, Li, 119), Talk(ConversationState.Open, Li, null),
            Talk(ConversationState.Snoozed, Li, 5000), Talk(ConversationState.Waiting, null, 60),
        ];

        var counts = FloorCounts.Of(talks, [DutyState.Ready, DutyState.Off, DutyState.OnHold], Duration.FromSeconds(60), Duration.FromSeconds(120), Duration.FromSeconds(180), Now);

        counts.ShouldBe(new FloorCounts(2, 1, 2, 1, 3, 1, 0, Now - Duration.FromSeconds(120), 1, 0, 0, 1));
        var agent = FloorCounts.Agents(talks, [(Li, "李", DutyState.Ready, Now)]).Single();
        agent.ShouldBe(new FloorAgent(Li, "李", DutyState.Ready, Now, 2, 1, Now - Duration.FromSeconds(119), 1));
    }

    [Fact]
    public void Without_limits_nothing_is_over_them()
    {
        var counts = FloorCounts.Of([Talk(ConversationState.Waiting, null, 9999)], [], null, null, null, Now);

        (counts.Amber, counts.Red, counts.ForSupervisor).ShouldBe((0, 0, 0));
    }

    [Fact]
    public void Time_in_a_state_is_cut_to_the_day_and_lasts_up_to_now()
    {
        var day = Now - Duration.FromHours(4);
        DutySpan Span(DutyState state, int from, int? until) => new(Li, default, state, day + Duration.FromMinutes(from), until is { } u ? day + Duration.FromMinutes(u) : null, null, null);

        var states = MyDay.StatesOf([Span(DutyState.Ready, -30, 60), Span(DutyState.Away, 60, 75), Span(DutyState.Off, 75, 80), Span(DutyState.Ready, 230, null)], day, Now);

        states.ShouldBe([new MyDay.State(DutyState.Ready, 70 * 60), new MyDay.State(DutyState.Away, 15 * 60)]);
    }

    [Fact]
    public async Task A_crowd_of_watchers_costs_one_answer_a_second()
    {
        var clock = new HandClock();
        var made = 0;
        var gate = new TaskCompletionSource();
        var shared = new SharedSecond<int, int>(clock, TimeSpan.FromSeconds(1), async _ =>
        {
            var mine = Interlocked.Increment(ref made);
            await gate.Task;
            return mine;
        });

        var crowd = Enumerable.Range(0, 1000).Select(_ => Task.Run(() => shared.GetAsync(7))).ToArray();
        gate.SetResult();
        (await Task.WhenAll(crowd)).ShouldAllBe(answer => answer == 1);
        clock.Pass(TimeSpan.FromMilliseconds(999));
        (await shared.GetAsync(7)).ShouldBe(1);
        clock.Pass(TimeSpan.FromMilliseconds(1));
        (await shared.GetAsync(7)).ShouldBe(2);
        (await shared.GetAsync(8)).ShouldBe(3);
    }

    [Fact]
    public async Task A_failed_answer_is_made_anew()
    {
        var tries = 0;
        var shared = new SharedSecond<int, int>(new HandClock(), TimeSpan.FromSeconds(1), _ => ++tries == 1 ? Task.FromException<int>(new IOException()) : Task.FromResult(tries));

        await Should.ThrowAsync<IOException>(() => shared.GetAsync(1));
        (await shared.GetAsync(1)).ShouldBe(2);
    }

    private static FloorTalk Talk(ConversationState state, PersonId? assignee, int? waitedSeconds) =>
        new(Guid.CreateVersion7(), state, assignee, waitedSeconds is { } s ? Now - Duration.FromSeconds(s) : null);

    private sealed class HandClock : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => Interlocked.Read(ref now);

        public void Pass(TimeSpan time) => Interlocked.Add(ref now, (long)time.TotalMilliseconds);
    }
}
