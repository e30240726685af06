using Zhanggui.Kernel.Outbox;
using Zhanggui.People.Contracts;

namespace Zhanggui.Shifts.Duty;

/// <summary>Who has signed out everywhere, or has left, is on duty nowhere: no buyer may wait for them.</summary>
internal sealed class GoOff(DutyBook duty) : IEventHandler<PersonSignedOut>, IEventHandler<PersonLeft>
{
    public Task HandleAsync(PersonSignedOut happened, Delivery delivery, CancellationToken ct) =>
        duty.GoOffEverywhereAsync(happened.Person, delivery.At, "已退出登录", happened.Person, ct);

    public Task HandleAsync(PersonLeft happened, Delivery delivery, CancellationToken ct) =>
        duty.GoOffEverywhereAsync(happened.Person, delivery.At, "已离职", null, ct);
}
