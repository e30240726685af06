using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers.Dossier;

/// <summary>A buyer whose dossier may be written: the record that holds now, its key, and the shop's scheme.</summary>
internal sealed record Opened(Buyer Buyer, SubjectKey Key, BuyerScheme Scheme)
{
    public ShopId Shop => Buyer.ShopId;

    public string? Read(byte[]? bytes) => bytes is null ? null : Encoding.UTF8.GetString(Key.Open(bytes));

    public byte[]? Seal(string? text) => text?.Trim() is { Length: > 0 } kept ? Key.Seal(Encoding.UTF8.GetBytes(kept)) : null;
}

/// <summary>What every act on a dossier needs: access, the key, and whose words a message is.</summary>
internal sealed class DossierPen(BuyerAccess access, SubjectKeys keys, SchemeBook schemes, IBuyerTalk talks)
{
    public const int TextLimit = 1000;

    public async Task<Outcome<Opened>> OpenAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var found = await access.FindAsync(actor, id, Permissions.EditBuyer, ct);
        if (found.Refusal is { } no)
        {
            return no;
        }

        var (scheme, _) = await schemes.FindAsync(found.Value.ShopId, ct);
        return found.Value.ErasedAt is null && await keys.FindOrCreateAsync(found.Value.Id.Value, found.Value.ShopId, ct) is { } key
            ? new Opened(found.Value, key, scheme)
            : new BuyerAlreadyErased();
    }

    /// <summary>Null when nothing is pointed at, or at a message of this buyer that the actor may see.</summary>
    public async Task<Refusal?> PointsWrongAsync(Actor actor, Opened opened, Guid? conversation, long? seq, CancellationToken ct)
    {
        if (conversation is not { } c)
        {
            return null;
        }

        var talk = await talks.FindForAsync(actor, c, seq, ct);
        var isThere = talk is not null && talk.Shop == opened.Shop && (seq is null || talk.SaidAt is not null);
        return isThere && (await access.FindAsync(actor, talk!.Buyer.Value, act: null, ct)) is { Refusal: null } owner && owner.Value.Id == opened.Buyer.Id ? null : new DossierMessageWrong();
    }

    /// <summary>Words as they were written; null where there are none or the key is gone.</summary>
    public async Task<string?> ReadAsync(BuyerId sealedFor, byte[]? bytes, CancellationToken ct) =>
        bytes is not null && await keys.FindAsync(sealedFor.Value, ct) is { } key ? Encoding.UTF8.GetString(key.Open(bytes)) : null;

    /// <summary>An answer to a row is sealed with the row's own key, so that a split takes both along.</summary>
    public async Task<byte[]?> SealForAsync(BuyerId row, string? text, CancellationToken ct) =>
        text?.Trim() is { Length: > 0 } kept && await keys.FindAsync(row.Value, ct) is { } key ? key.Seal(Encoding.UTF8.GetBytes(kept)) : null;

    public Task WarmAsync(IEnumerable<BuyerId> buyers, CancellationToken ct) => keys.WarmAsync([.. buyers.Select(b => b.Value).Distinct()], ct);

    /// <summary>Says that the buyer's page is another now.</summary>
    public static void Changed(ShopDb db, Opened opened) => BuyerBook.Changed(db, opened.Buyer);

    public static Refusal? Text(string name, string? said, int limit = TextLimit) =>
        said?.Trim() is { Length: > 0 } text && text.Length <= limit ? null : new DossierTextMissing(name, limit);

    /// <summary>The person whose row it is must be of this buyer: itself or a record joined into it.</summary>
    public static Task<bool> IsOfAsync(ShopDb db, Buyer buyer, BuyerId row, CancellationToken ct) =>
        row == buyer.Id ? Task.FromResult(true) : db.Buyers.AnyAsync(b => b.Id == row && b.JoinedInto == buyer.Id, ct);
}
