using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Zhanggui.Shop.Buyers.Greetings;

/// <summary>Reads what buyers answered to greetings; whoever wants no more of them has taken the consent back. Done twice it changes nothing.</summary>
internal sealed class GreetingAnswersJob(RoomDbTools tools, IServiceScopeFactory scopes, IBuyerPost post, SchemeBook schemes, IShops shops) : IJob
{
    private const int AtOnce = 200;

    public string Name => "shop.greeting_answers";

    public Duration Every => Duration.FromSeconds(30);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        var (since, last, count) = (now - Duration.FromDays(GreetingRule.MostAnswerDays), Guid.Empty, 0);
        while (true)
        {
            var (after, from) = (last, since);
            var rows = await db.Set<GreetingRow>().AsNoTracking().Where(g => g.State == GreetingState.Sent && (g.At > from || (g.At == from && g.Id.CompareTo(after) > 0)))
                .OrderBy(g => g.At).ThenBy(g => g.Id).Take(AtOnce).ToListAsync(ct);
            var places = rows.Where(r => r.ConversationId is not null).Select(r => new PostPlace(r.ConversationId!.Value, r.HeardSeq)).ToList();
            foreach (var said in (await post.AnswersAsync(places, ct)).GroupBy(a => a.Conversation))
            {
                foreach (var row in rows.Where(r => r.ConversationId == said.Key))
                {
                    count += await HearAsync(row, [.. said.Where(a => a.Seq > row.HeardSeq)], now, ct) ? 1 : 0;
                }
            }

            if (rows.Count < AtOnce)
            {
                return count;
            }

            (since, last) = (rows[^1].At, rows[^1].Id);
        }
    }

    private async Task<bool> HearAsync(GreetingRow row, IReadOnlyList<PostAnswer> said, Instant now, CancellationToken ct)
    {
        var rule = (await schemes.FindAsync(row.ShopId, ct)).Scheme.Greeting;
        if (said.Count == 0)
        {
            return false;
        }

        var heard = said.Max(a => a.Seq);
        var no = now - row.At <= Duration.FromDays(rule.AnswerDays) ? said.FirstOrDefault(a => GreetingRules.IsOptOut(a.Text, rule.OptOut)) : null;
        using var scope = scopes.CreateScope();
        var greetings = scope.ServiceProvider.GetRequiredService<GreetingBook>();
        var organisation = (await shops.FindAsync(row.ShopId, ct))?.Organisation;
        await using var db = new ShopDb(tools);
        return await db.InTransactionAsync(async () =>
        {
            Instant? ended = no is null ? null : db.Now;
            var state = no is null ? GreetingState.Sent : GreetingState.Declined;
            var changed = await db.Set<GreetingRow>().Where(g => g.Id == row.Id && g.State == GreetingState.Sent && g.HeardSeq < heard)
                .ExecuteUpdateAsync(s => s.SetProperty(g => g.HeardSeq, heard).SetProperty(g => g.State, state).SetProperty(g => g.EndedAt, ended), ct);
            if (changed == 0 || no is null)
            {
                return false;
            }

            await greetings.WithdrawAsync(db, row.ShopId, row.BuyerId, null, Dossier.RecordConsent.Answer, no.Conversation, no.Seq, ct);
            db.Audit(new AuditEntry(organisation, row.ShopId, null, "shop.buyer.consent", "buyer", row.BuyerId.ToString(), After: new { purpose = BuyerScheme.Greetings, given = false, how = Dossier.RecordConsent.Answer }));
            if (await db.Buyers.SingleOrDefaultAsync(b => b.Id == row.BuyerId, ct) is { } buyer)
            {
                BuyerBook.Changed(db, buyer);
            }

            return true;
        }, ct);
    }
}
