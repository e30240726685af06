using Zhanggui.Facts.Records;

namespace Zhanggui.Orders.Attribution;

/// <summary>Orders placed again for an unpaid one, and whether taking one over is allowed (ORD-24, ATTR-03, ATTR-04).</summary>
internal static class Chasing
{
    /// <summary>The unpaid order this one was placed again for: by the recorded link, else by item and days where the book says so.</summary>
    public static OrderFact? Original(Case of, out bool isAbsent)
    {
        isAbsent = false;
        if (!string.IsNullOrEmpty(of.Order.ReorderedFrom))
        {
            var linked = of.File.Order(of.Order.ReorderedFrom);
            isAbsent = linked is null;
            if (linked is null or { PaidAt: null })
            {
                return linked;
            }

            of.File.Note(AnomalyKind.OriginalWasPaid, $"orders:{of.Order.OrderId}");
            return null;
        }

        return of.Rules.SameItemDays is { } days && of.Placed is { } placed && of.Items.Count > 0 ? SameItem(of, placed, days) : null;
    }

    /// <summary>The unpaid order as it would be credited by itself: what happened once the new one was placed no longer counts.</summary>
    public static Case AsOriginal(Case of, OrderFact original)
    {
        var alone = Case.Of(original, of.Rules, of.File);
        return alone with { End = Math.Min(alone.End, of.Placed ?? long.MaxValue) };
    }

    /// <summary>Why a chase at an instant moves nothing; null = it is valid. Exactly at the end of the protection is still inside it.</summary>
    public static Loss? Refusal(Case of, OrderFact original, int firstAgent, long at)
    {
        if (of.Rules.ChaseProtection is { } protection && (original.PlacedAt is not { } placed || at <= placed.ToUnixTimeTicks() + protection.BclCompatibleTicks))
        {
            return Loss.ChaseEarly;
        }

        return IsOffline(of, firstAgent, at) ? null : Loss.ChaseOnline;
    }

    /// <summary>Every account of the person is offline by a presence row; away, on hold and no row at all are not offline.</summary>
    private static bool IsOffline(Case of, int agent, long at)
    {
        if (of.File.Agents.AccountsOf(agent, at) is not { } accounts)
        {
            return false;
        }

        var shift = of.Rules.PresenceSkew.BclCompatibleTicks;
        return accounts.All(account =>
        {
            var rows = of.File.Presence(account).Where(p => p.From.ToUnixTimeTicks() + shift <= at && (p.To is not { } to || at < to.ToUnixTimeTicks() + shift)).ToList();
            return rows.Count > 0 && rows.TrueForAll(r => r.State == PresenceState.Offline);
        });
    }

    private static OrderFact? SameItem(Case of, long placed, int days) => of.File.OrdersOf(of.Order.Shop, of.Order.Buyer)
        .Where(o => o.OrderId != of.Order.OrderId && o is { PaidAt: null, PlacedAt: not null } && !OrderDecision.IsPaidWithoutTime(o)
            && o.PlacedAt.Value.ToUnixTimeTicks() is var at && at < placed && placed <= at + (days * NodaTime.NodaConstants.TicksPerDay)
            && of.File.Lines(o.OrderId).Any(l => l.Item is not null && of.Items.Contains(l.Item)))
        .MaxBy(o => (o.PlacedAt!.Value, o.OrderId));
}
