using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Shop.Contracts;

/// <summary>Something that somebody has to do today.</summary>
/// <param name="Kind">A word of the room, such as <c>promise</c>; <paramref name="Ref"/> is its id within the kind.</param>
/// <param name="Text">What it is about, as this reader may see it; null where <paramref name="State"/> says all.</param>
/// <param name="State">How it stands, a word of the room (<c>unpaid</c>).</param>
/// <param name="DueAt">Until when; null = no time was set.</param>
/// <param name="IsWaiting">Somebody waits at this moment.</param>
/// <param name="Link">Where the workbench shows it.</param>
public sealed record DayMatter(string Kind, string Ref, string? Text, string? State, Instant Since, Instant? DueAt, bool IsWaiting, string Link)
{
    public BuyerId? Buyer { get; init; }

    public string? BuyerName { get; init; }

    public PersonId? Owner { get; init; }

    public string? Tel { get; init; }

    /// <summary>Goes back with what became of it, where the room asks for it.</summary>
    public long? Version { get; init; }

    /// <summary>It has no end of its own: whoever dealt with it says so on the list.</summary>
    public bool EndsHere { get; init; }
}

/// <summary>What is asked for: one person's day, or everybody's (<paramref name="Whose"/> null; a room gives only what the reader may see). At most <paramref name="Limit"/>, most urgent first.</summary>
public sealed record DayAsk(ShopId Shop, PersonId? Whose, Instant Now, LocalDate Today, Instant EndOfDay, int Limit);

/// <summary>A room that has things for people's days (FUP-08).</summary>
public interface IDayMatters
{
    /// <summary>The kinds this room gives.</summary>
    IReadOnlyList<string> Kinds { get; }

    Task<IReadOnlyList<DayMatter>> OfAsync(Actor actor, DayAsk ask, string kind, CancellationToken ct);
}
