using NodaTime;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Guard.Contracts;

/// <summary>A promotion that runs now and holds for the product spoken of (or for all).</summary>
/// <param name="Kind">As the shop calls it, such as <c>full_reduction</c>.</param>
/// <param name="Value">Such as <c>300-20</c> or <c>8折</c>.</param>
public sealed record RunningPromotion(string Name, string? Kind, string? Value, string? Gift);

/// <summary>A policy in force: what holds, and what is not to be said. <paramref name="NotToSay"/> are single sayings.</summary>
public sealed record GuardPolicy(string Name, string? Topic, string? Text, IReadOnlyList<string> NotToSay);

/// <summary>A position that all staff take towards one buyer in a major complaint.</summary>
public sealed record AgreedPosition(string Text, IReadOnlyList<string> NotToSay);

/// <summary>What the shop knows for certain at the moment of one message. Null or absent = not known, which is never taken for no.</summary>
public sealed record GuardFacts
{
    public static readonly GuardFacts Unknown = new();

    /// <summary>Does the shop give invoices?</summary>
    public bool? Invoice { get; init; }

    /// <summary>Ways of paying by name, such as 货到付款, and whether the shop takes them.</summary>
    public IReadOnlyDictionary<string, bool> Payments { get; init; } = new Dictionary<string, bool>();

    public bool? FreeShipping { get; init; }

    public bool? SevenDayReturn { get; init; }

    public bool? OwnBrand { get; init; }

    public bool? Discountable { get; init; }

    /// <summary>How many there are of the product spoken of.</summary>
    public long? Stock { get; init; }

    public bool? IsListed { get; init; }

    public Fen? Price { get; init; }

    /// <summary>Null = nothing is known of promotions; empty = none runs for this product.</summary>
    public IReadOnlyList<RunningPromotion>? Promotions { get; init; }

    public IReadOnlyList<GuardPolicy> Policies { get; init; } = [];

    public AgreedPosition? Position { get; init; }

    /// <summary>Texts that have been approved to be said: style rules leave them alone.</summary>
    public IReadOnlyList<string> Approved { get; init; } = [];

    /// <summary>Titles of products and other names: words inside them do not ring.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Hosts and addresses of the shop's own pages.</summary>
    public IReadOnlyList<string> OwnLinks { get; init; } = [];

    /// <summary>Whose a number is: the buyer to whom an order number or telephone belongs; null = nobody is known. Must be quick and pure.</summary>
    public Func<string, string?>? OwnerOf { get; init; }

    public Instant? At { get; init; }
}
