using Microsoft.EntityFrameworkCore;
using Zhanggui.Shop.Buyers.Care;
using Zhanggui.Shop.Buyers.Greetings;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers.Dossier;

/// <summary>The dossier's part of a buyer's export: everything in the clear, with names as the shop gives them.</summary>
internal static class DossierExport
{
    private const int Most = 10_000;

    public static async Task<object> ReadAsync(ShopDb db, DataSubject subject, BuyerScheme scheme, Func<BuyerId, byte[]?, Task<string?>> open, CancellationToken ct)
    {
        var ids = subject.Subjects.ToList();
        var facts = new List<object>();
        foreach (var f in await db.Set<FactRow>().AsNoTracking().Where(f => ids.Contains(f.BuyerId)).OrderBy(f => f.At).Take(Most).ToListAsync(ct))
        {
            facts.Add(new { kind = Name(scheme.FactKinds, f.Kind), text = await open(f.BuyerId, f.Text), f.At, f.ConversationId, f.Seq, removedAt = f.GoneAt });
        }

        var consents = new List<object>();
        foreach (var c in await db.Set<ConsentRow>().AsNoTracking().Where(c => ids.Contains(c.BuyerId)).OrderBy(c => c.At).Take(Most).ToListAsync(ct))
        {
            consents.Add(new { purpose = Name(scheme.Purposes, c.Purpose), c.Channel, given = c.IsGiven, c.How, note = await open(c.BuyerId, c.Note), c.At, c.ConversationId, c.Seq });
        }

        var memberships = new List<object>();
        foreach (var m in await db.Set<MemberRow>().AsNoTracking().Where(m => ids.Contains(m.BuyerId)).ToListAsync(ct))
        {
            memberships.Add(new { level = Name(scheme.Levels, m.Level), number = await open(m.BuyerId, m.Number), m.Since, m.Until });
        }

        var suggestions = new List<object>();
        foreach (var s in await db.Set<SuggestionRow>().AsNoTracking().Where(s => ids.Contains(s.BuyerId)).OrderBy(s => s.At).Take(Most).ToListAsync(ct))
        {
            suggestions.Add(new { topic = Name(scheme.Topics, s.Topic), text = await open(s.BuyerId, s.Text), s.State, s.DueOn, s.At, s.EndedAt, answer = await open(s.BuyerId, s.Answer) });
        }

        var groups = await (from m in db.Set<InGroupRow>().AsNoTracking() join g in db.Set<GroupRow>() on m.GroupId equals g.Id where ids.Contains(m.BuyerId) select new { g.Name, m.AddedAt }).Take(Most).ToListAsync(ct);
        var care = new List<object>();
        foreach (var a in await db.Set<CareActRow>().AsNoTracking().Where(a => ids.Contains(a.BuyerId)).OrderBy(a => a.At).Take(Most).ToListAsync(ct))
        {
            care.Add(new { a.Result, note = await open(a.BuyerId, a.Note), a.At, a.DueOn, a.NextOn });
        }

        var callbacks = new List<object>();
        foreach (var t in await db.Set<Members.CallbackTryRow>().AsNoTracking().Where(t => ids.Contains(t.BuyerId)).OrderBy(t => t.At).Take(Most).ToListAsync(ct))
        {
            callbacks.Add(new { t.At, t.Result, t.Steps, note = await open(t.BuyerId, t.Note) });
        }

        var greetings = new List<object>();
        foreach (var g in await db.Set<GreetingRow>().AsNoTracking().Where(g => ids.Contains(g.BuyerId)).OrderBy(g => g.At).Take(Most).ToListAsync(ct))
        {
            greetings.Add(new { g.Month, g.Way, g.State, text = await open(g.BuyerId, g.Text), g.At, g.EndedAt, note = await open(g.BuyerId, g.Note) });
        }

        var referrals = new List<object>();
        foreach (var r in await db.Set<ReferralRow>().AsNoTracking().Where(r => ids.Contains(r.BroughtId) || ids.Contains(r.ReferrerId)).OrderBy(r => r.At).Take(Most).ToListAsync(ct))
        {
            var isBrought = ids.Contains(r.BroughtId);
            referrals.Add(new { wasBrought = isBrought, r.Relation, on = r.OnDate, need = isBrought ? await open(r.BroughtId, r.Need) : null, r.At });
        }

        return new { facts, consents, memberships, groups, suggestions, care, callbacks, greetings, referrals };
    }

    private static string Name(IReadOnlyList<Named> list, string key) => list.FirstOrDefault(n => n.Key == key)?.Name ?? key;
}
