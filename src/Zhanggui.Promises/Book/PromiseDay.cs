using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Promises.Contracts;
using Zhanggui.Promises.Store;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Promises.Book;

/// <summary>Promises and tasks that fall due today or are past their time, on their owner's daily list.</summary>
internal sealed class PromiseDay(RoomDbTools tools, IBuyers buyers) : IDayMatters
{
    public IReadOnlyList<string> Kinds { get; } = ["promise"];

    public async Task<IReadOnlyList<DayMatter>> OfAsync(Actor actor, DayAsk ask, string kind, CancellationToken ct)
    {
        if (!actor.Can(Permissions.Read, ask.Shop))
        {
            return [];
        }

        await using var db = new PromisesDb(tools);
        var (end, person) = (ask.EndOfDay, ask.Whose ?? (actor.Can(Permissions.ReadAll, ask.Shop) ? (PersonId?)null : actor.Person));
        var query = db.Promises.AsNoTracking().Where(p => p.ShopId == ask.Shop && p.State == PromiseState.Open && p.DueAt < end);
        query = person is { } owner ? query.Where(p => p.Owner == owner) : query;
        var rows = await query.OrderBy(p => p.DueAt).ThenBy(p => p.Id).Take(ask.Limit).ToListAsync(ct);
        var names = await buyers.FindAsync([.. rows.Select(r => r.BuyerId).OfType<Guid>().Distinct().Select(BuyerId.From)], ct);
        return [.. rows.Select(p =>
        {
            var buyer = p.BuyerId is { } id ? names.GetValueOrDefault(BuyerId.From(id)) : null;
            return new DayMatter(kind, p.Id.ToString(), p.What, p.IsUrge ? "urge" : p.Moved > 0 ? "moved" : null, p.MadeAt, p.DueAt, false, $"/promises?one={p.Id}") { Owner = p.Owner, Buyer = buyer?.Id, BuyerName = buyer?.Name };
        })];
    }
}
