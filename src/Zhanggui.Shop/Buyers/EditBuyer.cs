using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Shop.Buyers.Dossier;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers;

/// <summary>Changes what is known of a buyer: null leaves a field, empty clears it.</summary>
internal static class EditBuyer
{
    private const int FieldLimit = 30;

    /// <summary>Whoever has something open with the buyer is told of these.</summary>
    private static readonly HashSet<string> Watched = new(["name", "tel", "email", "address"], StringComparer.Ordinal);

    internal sealed record Request(long Version, string? Nick, string? Name, string? Tel, string? Email, string? Address, IReadOnlyDictionary<string, string>? Fields, string? Note);

    public static async Task<IResult> HandleAsync(Guid id, Request request, Actor actor, BuyerAccess access, ShopDb db, BuyerBook book, BuyerPages pages, SubjectKeys keys, SchemeBook schemes, CancellationToken ct)
    {
        var found = await access.FindAsync(actor, id, Permissions.EditBuyer, ct);
        if (found.Refusal is { } no)
        {
            return no.ToProblem();
        }

        var buyer = found.Value;
        var (scheme, _) = await schemes.FindAsync(buyer.ShopId, ct);
        if ((Check(request) ?? Wrong(request, scheme)) is { } wrong)
        {
            return wrong.ToProblem();
        }

        if (await keys.FindOrCreateAsync(buyer.Id.Value, buyer.ShopId, ct) is not { } key)
        {
            return new BuyerAlreadyErased().ToProblem();
        }

        var saved = await db.InTransactionAsync(() => SaveAsync(buyer, request, scheme, actor, key, db, book, ct), ct);
        return saved.Refusal is { } refusal ? refusal.ToProblem() : TypedResults.Json(await pages.OfAsync(saved.Value, actor, ct), HouseJson.Options);
    }

    private static async Task<Outcome<Buyer>> SaveAsync(Buyer buyer, Request request, BuyerScheme scheme, Actor actor, SubjectKey key, ShopDb db, BuyerBook book, CancellationToken ct)
    {
        // Takes the row's lock and asks for the version in one statement: of two who save at once, one is told.
        var held = await db.Database.ExecuteSqlAsync($"update shop_buyer set version = version + 1 where id = {buyer.Id.Value} and version = {request.Version}", ct);
        if (held == 0)
        {
            return new BuyerChangedMeanwhile();
        }

        var row = await db.Buyers.SingleAsync(b => b.Id == buyer.Id, ct);
        if (row.ErasedAt is not null)
        {
            return new BuyerAlreadyErased();
        }

        var known = row.Open(key);
        var next = Apply(known, request, scheme);
        row.MaskedAt = next.Tel != known.Tel || next.Address != known.Address || next.Name != known.Name || next.Email != known.Email ? null : row.MaskedAt;
        await book.WriteAsync(db, row, key, next, ct);
        if (Changed(known, next).Where(Watched.Contains).ToList() is { Count: > 0 } watched)
        {
            db.Publish(new BuyerDetailsChanged(row.ShopId, row.Id, db.Fresh(), watched, actor.Person), row.ShopId);
        }

        db.Audit(new AuditEntry(actor.Organisation, row.ShopId, actor.Person, "shop.buyer.edit", "buyer", row.Id.ToString(), After: new { fields = Changed(known, next) }));
        return row;
    }

    /// <summary>The record after the edit. A value that is only the mask of what is held was never meant as a change.</summary>
    internal static BuyerRecord Apply(BuyerRecord known, Request said, BuyerScheme? scheme = null) => known with
    {
        Nick = One(known.Nick, said.Nick, x => x),
        Name = One(known.Name, said.Name, Masking.Name),
        Tel = One(known.Tel, said.Tel, Masking.Tel),
        Email = One(known.Email, said.Email, Masking.Email),
        Address = One(known.Address, said.Address, Masking.Address),
        Note = One(known.Note, said.Note, x => x),
        Fields = said.Fields is null ? known.Fields : said.Fields
            .Select(f => (f.Key, Value: One(known.Fields.GetValueOrDefault(f.Key), scheme?.Field(f.Key) is { } own ? SchemeRules.Value(own, f.Value) ?? f.Value : f.Value, scheme?.Field(f.Key) is { IsPersonal: false } ? x => x : Masking.Text)))
            .Where(f => f.Value is not null).ToDictionary(f => f.Key.Trim(), f => f.Value!, StringComparer.Ordinal),
    };

    private static string? One(string? held, string? said, Func<string, string> mask)
    {
        var value = said?.Trim();
        return value is null || (held is not null && value == mask(held)) ? held : value.Length == 0 ? null : value;
    }

    private static IReadOnlyList<string> Changed(BuyerRecord a, BuyerRecord b) =>
    [
        .. new[] { ("nick", a.Nick, b.Nick), ("name", a.Name, b.Name), ("tel", a.Tel, b.Tel), ("email", a.Email, b.Email), ("address", a.Address, b.Address), ("note", a.Note, b.Note) }
            .Where(f => f.Item2 != f.Item3).Select(f => f.Item1),
        .. a.Fields.Keys.Union(b.Fields.Keys, StringComparer.Ordinal).Any(k => a.Fields.GetValueOrDefault(k) != b.Fields.GetValueOrDefault(k)) ? ["fields"] : Array.Empty<string>(),
    ];

    /// <summary>A value that is none of its field's kind; a mask that comes back unchanged is no new value.</summary>
    private static OwnFieldWrong? Wrong(Request said, BuyerScheme scheme) => said.Fields?
        .Select(f => scheme.Field(f.Key) is { } own && !(own.IsPersonal && Masking.IsMasked(f.Value)) && SchemeRules.Value(own, f.Value) is null ? new OwnFieldWrong(own.Key, own.Name) : null)
        .FirstOrDefault(w => w is not null);

    private static Refusal? Check(Request said)
    {
        var parts = new (string Name, string? Value, int Limit)[]
        {
            ("nick", said.Nick, 100), ("name", said.Name, 100), ("tel", said.Tel, 40), ("email", said.Email, 200), ("address", said.Address, 300), ("note", said.Note, 2000),
        };
        var tooLong = parts.FirstOrDefault(p => p.Value?.Length > p.Limit);
        return tooLong.Name is not null ? new BuyerValueTooLong(tooLong.Name, tooLong.Limit)
            : said.Fields?.Count > FieldLimit ? new BuyerTooManyFields(FieldLimit)
            : said.Fields?.Any(f => f.Key.Length > 40 || f.Value.Length > 500) == true ? new BuyerValueTooLong("fields", 500)
            : said.Fields?.Keys.Select(k => k.Trim()).Distinct(StringComparer.Ordinal).Count() != said.Fields?.Count ? new BuyerFieldUnknown()
            : null;
    }
}
