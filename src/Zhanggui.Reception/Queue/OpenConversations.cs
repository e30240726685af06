using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Writing;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Reception.Queue;

/// <summary>
/// A person's open conversations in a handover. When both have signed they are offered to the receiver like any transfer, so that they come back
/// where nobody takes them on. A receiver who is not on duty is given none: they stay with the leaver and go to the queue when the leaver goes off.
/// </summary>
internal sealed class OpenConversations(Database database, ConversationReader reader, ConversationWriter writer, IDuty duty, IPeople people) : IOpenMatters, IEventHandler<HandoverReceived>
{
    private const string Reason = "交接班";
    private const int MostCounted = 10_000;

    public string Kind => "conversation";

    public async Task<IReadOnlyList<OpenMatter>> OfAsync(ShopId shop, PersonId person, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var heads = await reader.HeadsAsync(connection, null, "where c.shop_id = @shop and c.state <> 3 and c.assignee_id = @person order by (c.waiting_since is null), c.waiting_since, c.last_at limit @limit", ct,
            ("shop", shop.Value), ("person", person.Value), ("limit", limit));
        return [.. heads.Select(h => new OpenMatter(h.Id.ToString(), $"#{h.Number}", h.OpenedAt, h.SnoozedUntil, h.WaitingSince is not null, $"/reception/{h.Id}"))];
    }

    public async Task<IReadOnlyDictionary<string, string>> TitlesAsync(Actor viewer, ShopId shop, IReadOnlyCollection<string> refs, CancellationToken ct)
    {
        if (refs.Count == 0)
        {
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }

        var party = Party.Of(viewer);
        var ids = refs.Select((r, i) => ($"id{i}", (object?)Guid.Parse(r))).ToList();
        await using var connection = await database.OpenAsync(ct);
        var heads = await reader.HeadsAsync(connection, null, $"where c.shop_id = @shop and c.id in ({string.Join(", ", ids.Select(i => $"@{i.Item1}"))})", ct, [("shop", shop.Value), .. ids]);
        return heads.Where(party.Sees).ToDictionary(h => h.Id.ToString(), h => $"{h.About.BuyerName}（#{h.Number}）{Cut(h.LastText)}", StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<DayCount>> CountsAsync(ShopId shop, PersonId person, Interval within, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var closed = await connection.ReadAllAsync(null,
            "select 1 from reception_conversation where shop_id = @shop and state = 3 and closed_at >= @from and closed_at < @until and assignee_id = @me limit @limit",
            r => r.GetInt64(0), ct, ("shop", shop.Value), ("from", within.Start.ToUnixTimeMilliseconds()), ("until", within.End.ToUnixTimeMilliseconds()), ("me", person.Value), ("limit", MostCounted));
        var open = await connection.ReadLongAsync(null, "select count(*) from reception_conversation where shop_id = @shop and state <> 3 and assignee_id = @me", ct, ("shop", shop.Value), ("me", person.Value)) ?? 0;
        return [new("conversations-closed", "结束会话", "Conversations closed", closed.Count), new("conversations-open", "未结束会话", "Conversations open", (int)open)];
    }

    public async Task HandleAsync(HandoverReceived happened, Delivery delivery, CancellationToken ct)
    {
        var mine = happened.Matters.Where(m => m.Kind == Kind).Select(m => new ConversationId(Guid.Parse(m.Ref))).ToList();
        if (mine.Count == 0 || (await duty.GetAsync(happened.Shop, happened.To, ct)).State is not (DutyState.Ready or DutyState.Busy)
            || await people.ActorOfAsync(happened.From, ct) is not { } leaver || await people.FindAsync(happened.To, ct) is not { HasLeft: false } receiver)
        {
            return;
        }

        var by = Party.Of(leaver);
        foreach (var id in mine)
        {
            // Only what is still the leaver's: it may have been closed, taken over or given back meanwhile.
            if (await reader.FindAsync(id, ct) is { State: not ConversationState.Closed, Assignee: { } owner } && owner == happened.From)
            {
                var result = await writer.ActAsync(new Assign(by, receiver.Id, receiver.Name, Reason) { Conversation = id }, ct);
                if (result.Refusal is StoreUnavailable)
                {
                    throw new InvalidOperationException("The store is away; the event is tried again.");
                }
            }
        }
    }

    private static string Cut(string text)
    {
        const int most = 40;
        return text.Length == 0 ? string.Empty : text.Length > most ? $" {text[..most]}…" : $" {text}";
    }
}
