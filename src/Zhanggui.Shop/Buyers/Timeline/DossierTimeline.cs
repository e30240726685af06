using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Shop.Buyers.Care;
using Zhanggui.Shop.Buyers.Dossier;
using Zhanggui.Shop.Buyers.Greetings;
using Zhanggui.Shop.Buyers.Members;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers.Timeline;

/// <summary>This room's share: facts, consents, suggestions, calls of care, greetings and joinings. Facts of a personal kind stand without their words.</summary>
internal sealed class DossierTimeline(RoomDbTools tools, SubjectKeys keys, SchemeBook schemes) : IBuyerTimeline
{
    public IReadOnlyList<string> Kinds { get; } = ["callback", "care", "consent", "fact", "greeting", "join", "suggestion"];

    public async Task<IReadOnlyList<TimelineEntry>> ReadAsync(Actor actor, TimelineAsk ask, string kind, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        var (scheme, _) = await schemes.FindAsync(ask.Shop, ct);
        var ids = ask.Subjects.ToList();
        var until = ask.Until;
        var entries = new List<TimelineEntry>();
        switch (kind)
        {
            case "callback":
                foreach (var t in await db.Set<CallbackTryRow>().AsNoTracking().Where(t => ids.Contains(t.BuyerId) && t.At <= until).OrderByDescending(t => t.At).ThenByDescending(t => t.Id).Take(ask.Limit).ToListAsync(ct))
                {
                    entries.Add(new TimelineEntry(kind, t.At, t.Id.ToString(), await OpenAsync(t.BuyerId, t.Note), Word(t.Result)));
                }

                break;
            case "care":
                foreach (var a in await db.Set<CareActRow>().AsNoTracking().Where(a => ids.Contains(a.BuyerId) && a.At <= until).OrderByDescending(a => a.At).ThenByDescending(a => a.Id).Take(ask.Limit).ToListAsync(ct))
                {
                    entries.Add(new TimelineEntry(kind, a.At, a.Id.ToString(), await OpenAsync(a.BuyerId, a.Note), Word(a.Result)));
                }

                break;
            case "consent":
                foreach (var c in await db.Set<ConsentRow>().AsNoTracking().Where(c => ids.Contains(c.BuyerId) && c.At <= until).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Take(ask.Limit).ToListAsync(ct))
                {
                    entries.Add(new TimelineEntry(kind, c.At, c.Id.ToString(), Name(scheme.Purposes, c.Purpose), c.IsGiven ? "given" : "withdrawn", c.ConversationId, c.Seq));
                }

                break;
            case "fact":
                foreach (var f in await db.Set<FactRow>().AsNoTracking().Where(f => ids.Contains(f.BuyerId) && f.GoneAt == null && f.At <= until).OrderByDescending(f => f.At).ThenByDescending(f => f.Id).Take(ask.Limit).ToListAsync(ct))
                {
                    var isPersonal = scheme.FactKinds.FirstOrDefault(k => k.Key == f.Kind)?.IsPersonal ?? true;
                    entries.Add(new TimelineEntry(kind, f.At, f.Id.ToString(), isPersonal ? null : await OpenAsync(f.BuyerId, f.Text), Name(scheme.FactKinds, f.Kind), f.ConversationId, f.Seq));
                }

                break;
            case "greeting":
                foreach (var g in await db.Set<GreetingRow>().AsNoTracking().Where(g => ids.Contains(g.BuyerId) && g.At <= until && g.State != GreetingState.Sending).OrderByDescending(g => g.At).ThenByDescending(g => g.Id).Take(ask.Limit).ToListAsync(ct))
                {
                    entries.Add(new TimelineEntry(kind, g.At, g.Id.ToString(), await OpenAsync(g.BuyerId, g.Text), Word(g.State), g.ConversationId, g.Seq));
                }

                break;
            case "join":
                foreach (var j in await db.Joins.AsNoTracking().Where(j => (ids.Contains(j.IntoBuyerId) || ids.Contains(j.FromBuyerId)) && j.At <= until).OrderByDescending(j => j.At).ThenByDescending(j => j.Id).Take(ask.Limit).ToListAsync(ct))
                {
                    entries.Add(new TimelineEntry(kind, j.At, j.Id.ToString(), j.JoinedBy is null ? null : j.Reason, j.UndoneAt is null ? "joined" : "split"));
                }

                break;
            default:
                foreach (var s in await db.Set<SuggestionRow>().AsNoTracking().Where(s => ids.Contains(s.BuyerId) && s.At <= until).OrderByDescending(s => s.At).ThenByDescending(s => s.Id).Take(ask.Limit).ToListAsync(ct))
                {
                    entries.Add(new TimelineEntry(kind, s.At, s.Id.ToString(), await OpenAsync(s.BuyerId, s.Text), Word(s.State), s.ConversationId, s.Seq));
                }

                break;
        }

        return entries;

        async Task<string?> OpenAsync(BuyerId row, byte[]? bytes) =>
            bytes is not null && await keys.FindAsync(row.Value, ct) is { } key ? System.Text.Encoding.UTF8.GetString(key.Open(bytes)) : null;
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Name(IReadOnlyList<Named> list, string key) => list.FirstOrDefault(n => n.Key == key)?.Name ?? key;
}
