using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Buyers;

/// <summary>A line of the customers' list.</summary>
internal sealed record BuyerLine(BuyerId Id, long Number, string Name, BuyerIdentity Identity, string? Tel, string? Note, Instant LastSeenAt, bool IsErased)
{
    public static BuyerLine Of(Buyer buyer, BuyerRecord record)
    {
        var summary = buyer.Summarise(record);
        return new BuyerLine(buyer.Id, buyer.Number, summary.Name, buyer.Identity, summary.Tel, record.Note, buyer.LastSeenAt, summary.IsErased);
    }
}

/// <summary>One contact field: what is shown, and whether more is held than shown.</summary>
internal sealed record MaskedValue(string? Shown, bool HasMore)
{
    public static MaskedValue Of(string? value, Func<string, string> mask) =>
        value is null ? new MaskedValue(null, HasMore: false) : new MaskedValue(mask(value), HasMore: mask(value) != value);
}

/// <summary>A field of the shop's own (<paramref name="Kind"/> null: one that somebody made up for this buyer).</summary>
internal sealed record BuyerFieldView(string Key, string Name, OwnFieldKind? Kind, MaskedValue Value);

internal sealed record BuyerIdentityView(string ChannelKind, BuyerIdentity Identity, Instant Since);

/// <summary>
/// A joining this record was part of. <paramref name="IsInto"/>: the other record came into this one (otherwise this one had gone into it).
/// <paramref name="By"/> is null when the buyer did it by signing in; <paramref name="MaySplit"/> says that splitting this one works now.
/// </summary>
internal sealed record BuyerJoinView(BuyerId Other, long Number, bool IsInto, Instant At, string Reason, string? By, Instant? UndoneAt, string? UndoneBecause, string? UndoneBy, bool MaySplit);

/// <summary>What the person who looks may do with this buyer.</summary>
internal sealed record BuyerRights(bool Edit, bool Unmask, bool Export, bool Erase)
{
    public static BuyerRights Of(Actor actor, Buyer buyer) => buyer.ErasedAt is not null ? new BuyerRights(false, false, false, false) : new BuyerRights(
        actor.Can(Permissions.EditBuyer, buyer.ShopId), actor.Can(Permissions.Unmask, buyer.ShopId),
        actor.Can(Permissions.Export, buyer.ShopId), actor.Can(Permissions.Erase, buyer.ShopId));
}

/// <summary>The buyer's page as this room knows it; orders and conversations are panels of other rooms.</summary>
internal sealed record BuyerPage(
    BuyerId Id, long Number, string Title, BuyerIdentity Identity, string? Nick, MaskedValue Name, MaskedValue Tel, MaskedValue Email, MaskedValue Address,
    IReadOnlyList<BuyerFieldView> Fields, string? Note, Instant CreatedAt, Instant LastSeenAt, Instant? MaskedAt, Instant? ErasedAt, long Version,
    IReadOnlyList<BuyerIdentityView> Identities, IReadOnlyList<BuyerJoinView> Joins, BuyerRights May)
{
    public static BuyerPage Of(Buyer buyer, BuyerRecord record, IEnumerable<BuyerIdentityRow> identities, IReadOnlyList<BuyerJoinView> joins, BuyerScheme scheme, Actor actor) => new(
        buyer.Id, buyer.Number, buyer.Summarise(record).Name, buyer.Identity, record.Nick,
        MaskedValue.Of(record.Name, Masking.Name), MaskedValue.Of(record.Tel, Masking.Tel), MaskedValue.Of(record.Email, Masking.Email), MaskedValue.Of(record.Address, Masking.Address),
        [
            .. scheme.Fields.Where(f => !f.IsArchived || record.Fields.ContainsKey(f.Key)).Select(f => new BuyerFieldView(f.Key, f.Name, f.Kind, MaskedValue.Of(record.Fields.GetValueOrDefault(f.Key), f.IsPersonal ? Masking.Text : x => x))),
            .. record.Fields.Where(f => scheme.Field(f.Key) is null).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => new BuyerFieldView(f.Key, f.Key, null, MaskedValue.Of(f.Value, Masking.Text))),
        ],
        record.Note, buyer.CreatedAt, buyer.LastSeenAt, buyer.MaskedAt, buyer.ErasedAt, buyer.Version,
        [.. identities.Select(i => new BuyerIdentityView(i.ChannelKind, i.Identity, i.CreatedAt))],
        joins,
        BuyerRights.Of(actor, buyer));
}
