using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Guard.Desk;

/// <inheritdoc cref="IStoredGuard"/>
internal sealed class StoredGuard(IGuardBooks books, IGuardFacts knowledge) : IStoredGuard
{
    public async Task<StoredEye?> ForAsync(ShopId shop, Instant at, CancellationToken ct, string? team = null)
    {
        var book = await books.ForAsync(shop, at, ct, team);
        return GuardGate.Stands(book) ? new StoredEye(book, await knowledge.ForAsync(shop, null, null, at, ct)) : null;
    }
}
