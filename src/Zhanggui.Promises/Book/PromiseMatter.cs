using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Ids;
using Zhanggui.Promises.Contracts;
using Zhanggui.Promises.Store;

namespace Zhanggui.Promises.Book;

/// <summary>
/// What a policy of the book promises one buyer, about one order where it is known. While a promise of it is open there is no second one, whoever asks in
/// whichever conversation; once it ended it can be promised again. <paramref name="What"/>: a promise that was written down without the policy is known by the same words.
/// </summary>
internal sealed record PromiseMatter(ShopId Shop, Guid Buyer, string Policy, string What, string? Order)
{
    private const int Most = 50;

    /// <summary>Is it about the same order? One that names none may be about any (pure).</summary>
    public bool Is(PromiseRow promise) => Order is null || promise.OrderId is null || promise.OrderId == Order;

    /// <summary>Until the end of the transaction nobody else promises this buyer anything of this policy: whoever comes second finds the first one's promise.</summary>
    public Task HoldAsync(PromisesDb db, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"insert into promises_matter (shop_id, buyer_id, policy) values ({Shop.Value}, {Buyer}, {Policy}) on conflict (shop_id, buyer_id, policy) do update set policy = excluded.policy", ct);

    /// <summary>What is open for this buyer of this policy, about whichever order; the same order first, then the soonest due.</summary>
    public async Task<IReadOnlyList<PromiseRow>> OpenAsync(PromisesDb db, CancellationToken ct)
    {
        var open = await db.Promises.AsNoTracking().Where(p => p.BuyerId == Buyer && p.ShopId == Shop && p.State == PromiseState.Open && !p.IsUrge && (p.Policy == Policy || (p.Policy == null && p.What == What)))
            .OrderBy(p => p.DueAt).ThenBy(p => p.Id).Take(Most).ToListAsync(ct);
        return [.. open.OrderBy(p => p.OrderId == Order ? 0 : 1)];
    }
}
