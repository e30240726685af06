using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shifts.Duty;

namespace Zhanggui.Tests.Shifts;

public sealed class ShiftsDutyChangeTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 10, 3, 4, 0);
    private static readonly PersonId Me = PersonId.From(Guid.CreateVersion7());
    private static readonly DutyNow Ready = new(Me, ShopId.From(Guid.CreateVersion7()), DutyState.Ready, Noon, null, Me);

    [Fact]
    public void Same_state_and_reason_is_no_change() =>
        DutyChange.Decide(Ready, DutyState.Ready, null, Me, Noon + Duration.FromHours(1)).ShouldBeNull();

    [Fact]
    public void New_reason_begins_a_new_span()
    {
        var away = Ready with { State = DutyState.Away, Reason = "吃饭" };

        DutyChange.Decide(away, DutyState.Away, "开会", Me, Noon + Duration.FromMinutes(5))!.Since.ShouldBe(Noon + Duration.FromMinutes(5));
    }

    [Fact]
    public void Clock_set_back_never_ends_a_span_before_it_began() =>
        DutyChange.Decide(Ready, DutyState.Off, null, Me, Noon - Duration.FromHours(2))!.Since.ShouldBe(Noon);
}
