using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Shifts.Duty;

/// <summary>Duty as presence: ready and busy are online. A person is an account under the person's own id.</summary>
internal sealed class PresenceFacts(Database database) : IFactsSource
{
    public async Task GiveAsync(FactsWanted wanted, IFactsSink sink, CancellationToken ct)
    {
        if (!wanted.Wants(FactsFiles.Presence.Name))
        {
            return;
        }

        await using var connection = await database.OpenAsync(ct);
        var spans = await connection.ReadAllAsync(null,
            "select person_id, state, from_at, until_at from shifts_duty_span where shop_id = @shop and from_at < @to and (until_at is null or until_at > @from)",
            r => new PresenceFact
            {
                Account = r.GetGuid(0).ToString(),
                State = Of(Enum.Parse<DutyState>(r.GetString(1))),
                From = Instant.FromUnixTimeMilliseconds(r.GetInt64(2)),
                To = r.IsDBNull(3) ? null : Instant.FromUnixTimeMilliseconds(r.GetInt64(3)),
            }, ct, ("shop", wanted.Shop.Value), ("from", wanted.From.ToUnixTimeMilliseconds()), ("to", wanted.To.ToUnixTimeMilliseconds()));
        foreach (var span in spans)
        {
            sink.Add(FactsFiles.Presence, span);
        }
    }

    private static PresenceState Of(DutyState state) => state switch
    {
        DutyState.Ready or DutyState.Busy => PresenceState.Online,
        DutyState.Away => PresenceState.Away,
        DutyState.OnHold => PresenceState.OnHold,
        _ => PresenceState.Offline,
    };
}
