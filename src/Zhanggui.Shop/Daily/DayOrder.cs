using NodaTime;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Daily;

/// <summary>How urgent something of a day is.</summary>
internal enum DayRank
{
    /// <summary>Somebody waits at this moment.</summary>
    Waiting,
    Late,
    Today,

    /// <summary>No time was set for it.</summary>
    Open,
}

/// <summary>The one order in which a day is worked off (pure).</summary>
internal static class DayOrder
{
    public static DayRank RankOf(DayMatter matter, Instant now) =>
        matter.IsWaiting ? DayRank.Waiting : matter.DueAt is not { } due ? DayRank.Open : due <= now ? DayRank.Late : DayRank.Today;

    /// <summary>Who waits first, then what is past its time, then what falls due today, then the rest; of each the oldest first, and always the same one.</summary>
    public static IReadOnlyList<DayMatter> Of(IEnumerable<DayMatter> matters, Instant now) =>
    [
        .. matters.Select(m => (Matter: m, Rank: RankOf(m, now)))
            .OrderBy(m => m.Rank).ThenBy(m => m.Rank is DayRank.Late or DayRank.Today ? m.Matter.DueAt!.Value : m.Matter.Since)
            .ThenBy(m => m.Matter.Kind, StringComparer.Ordinal).ThenBy(m => m.Matter.Ref, StringComparer.Ordinal).Select(m => m.Matter),
    ];
}
