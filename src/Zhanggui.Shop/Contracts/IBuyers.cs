using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Shop.Contracts;

/// <summary>How sure the house is of who the buyer is.</summary>
public enum BuyerIdentity
{
    /// <summary>A browser that nobody signed in on.</summary>
    Anonymous,

    /// <summary>Signed by the shop's own site or given by a platform: proven.</summary>
    Signed,

    /// <summary>What the visitor says of themselves: not proven, never joined with another record.</summary>
    Claimed,
}

/// <summary>What a channel knows of a buyer when they appear; null leaves what is stored.</summary>
public sealed record BuyerProfile(string? Name, BuyerIdentity Identity, string? Tel = null, string? Email = null);

/// <summary>
/// A buyer as every screen may show them. <paramref name="Name"/> is the nickname, else the masked name, else
/// "访客" with the number; <paramref name="Tel"/> is masked. <paramref name="Id"/> is the record that holds now:
/// asking for a joined record answers the one it was joined into.
/// </summary>
public sealed record BuyerSummary(BuyerId Id, ShopId Shop, long Number, string Name, BuyerIdentity Identity, string? Tel, string? Note, bool IsErased);

/// <summary>The buyer after signing in; <paramref name="JoinedFrom"/> is the anonymous record that was joined into it, if any.</summary>
public sealed record ClaimedBuyer(BuyerSummary Buyer, BuyerId? JoinedFrom);

/// <summary>The shop's customer records, for rooms that meet buyers.</summary>
public interface IBuyers
{
    /// <summary>
    /// The buyer behind an identity of a channel, made on first sight. Safe when called at the same time by several
    /// processes: one record comes out. <paramref name="externalId"/> is at most 200 characters.
    /// </summary>
    Task<BuyerSummary> FindOrCreateAsync(ShopId shop, string channelKind, string externalId, BuyerProfile profile, CancellationToken ct);

    /// <summary>One buyer, or null when there is none.</summary>
    Task<BuyerSummary?> FindAsync(BuyerId id, CancellationToken ct);

    /// <summary>Buyers by the ids that were asked for; unknown ids are left out.</summary>
    Task<IReadOnlyDictionary<BuyerId, BuyerSummary>> FindAsync(IReadOnlyCollection<BuyerId> ids, CancellationToken ct);

    /// <summary>
    /// Buyers of a shop whose name, telephone number, its last four digits or customer number the words find, latest visit
    /// first; records joined into others count as those. Empty when the words cannot be searched for. May find a little too much, never too little.
    /// </summary>
    Task<IReadOnlyList<BuyerId>> SearchAsync(ShopId shop, string words, int limit, CancellationToken ct);

    /// <summary>
    /// Buyers of a shop whose record holds a note, latest visit first, behind the place of the last one given (its visit and number; null: from the
    /// first). Records joined into others and erased ones are left out.
    /// </summary>
    Task<IReadOnlyList<(BuyerSummary Buyer, Instant SeenAt)>> NotedAsync(ShopId shop, Instant? behind, long behindNumber, int limit, CancellationToken ct);

    /// <summary>The latest proven or claimed id by which channels of this kind know the buyer; null when there is none, or it was erased.</summary>
    Task<string?> FindExternalIdAsync(BuyerId id, string channelKind, CancellationToken ct);

    /// <summary>The latest proven id of each buyer, on whatever channel; buyers without one, or erased, are left out.</summary>
    Task<IReadOnlyDictionary<BuyerId, string>> ProvenNamesAsync(IReadOnlyCollection<BuyerId> ids, CancellationToken ct);

    /// <summary>Buyers of a shop by the ids under which channels know them, whatever the channel; ids that nobody bears are left out. At most 500 at once.</summary>
    Task<IReadOnlyDictionary<string, BuyerId>> FindByNamesAsync(ShopId shop, IReadOnlyCollection<string> names, CancellationToken ct);

    /// <summary>
    /// A visitor has signed in as <paramref name="externalId"/> (proven, see <see cref="BuyerIdentity.Signed"/>): an anonymous record
    /// becomes that buyer, or is joined into the record that buyer has. A visitor who was already signed in as someone
    /// else is never joined: the other buyer's own record is answered.
    /// </summary>
    Task<ClaimedBuyer> ClaimIdentityAsync(BuyerId visitor, string channelKind, string externalId, BuyerProfile profile, CancellationToken ct);
}
