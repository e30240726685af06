using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Reception.Accounts;

/// <summary>What a signature carries (CHAT-08).</summary>
internal enum Offer
{
    Promotion,
    Product,
}

/// <summary>How an account takes friend requests (CHAT-01).</summary>
internal enum Friends
{
    Free,
    Verify,
}

/// <summary>
/// The texts of a signature, shown in turn, and what they carry; a promotion has its days, those of <paramref name="Promotion"/> where it is one of the house.
/// <paramref name="GuardReason"/>: why the texts are kept though the guard asks.
/// </summary>
internal sealed record AccountFields(IReadOnlyList<string> Texts, Offer? Carries, string? OfferName, LocalDate? From, LocalDate? To, Friends? Friends, string? GuardReason = null, Guid? Promotion = null);

/// <summary>A person's agent account of a shop; version 0 = nothing was written yet.</summary>
internal sealed record Account(ShopId Shop, PersonId Person, AccountFields Fields, int Version, PersonId? ChangedBy, Instant? ChangedAt)
{
    public static Account None(ShopId shop, PersonId person) => new(shop, person, new AccountFields([], null, null, null, null, null), 0, null, null);
}
