using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Facts.Gathering;

/// <summary>
/// Which facts of one shop are wanted. Facts that happen belong to [<see cref="From"/>, <see cref="To"/>); facts that last belong to it when they
/// touch it; facts without a time always. A source may give more than asked and never less.
/// </summary>
public sealed record FactsWanted
{
    public required OrganisationId Organisation { get; init; }

    public required ShopId Shop { get; init; }

    public required Instant From { get; init; }

    public required Instant To { get; init; }

    /// <summary>Only what concerns these buyers, where a fact has a buyer; null = everybody.</summary>
    public IReadOnlyCollection<string>? Buyers { get; init; }

    /// <summary>Only these orders and what belongs to them; null = all of the period.</summary>
    public IReadOnlyCollection<string>? Orders { get; init; }

    /// <summary>How much older than the period orders may be that are given besides; null = as far as a settlement looks back.</summary>
    public Duration? OrdersBack { get; init; }

    /// <summary>Only these files, by name (<c>messages.csv</c>); null = all.</summary>
    public IReadOnlySet<string>? Files { get; init; }

    /// <summary>Whether the words of messages are needed: opening them takes time, and who earned what does not depend on them.</summary>
    public bool WithText { get; init; } = true;

    public bool Wants(string file) => Files is null || Files.Contains(file);
}
