using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Agents;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Queue;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Satisfaction;

internal sealed record TalkRecordWrong() : Refusal(RefusalKind.Invalid, "reception.talk_record.wrong", "请选满意、不满意或没有表态；说明最多 200 字。", "Say satisfied, not satisfied or not said; a note has at most 200 characters.", "satisfied");

/// <summary>
/// The record after each case (FUP-06): whether the buyer was satisfied, by whoever served them, with a note that stands in the conversation's own record. A rating that the buyer gave weighs more than what
/// somebody says of them. Lists what ended without a record and the share of satisfied buyers beside the book's target.
/// </summary>
internal sealed class TalkRecords(Database database, ConversationWriter writer)
{
    private const int LongestNote = 200;
    private const int Most = 500;
    private const string Judged = "case when r.stars is not null then (case when r.stars >= 4 then 1 else 0 end) else t.satisfied end";
    private const string Ended = "from reception_conversation c left join reception_talk_record t on t.conversation_id = c.id left join reception_rating r on r.conversation_id = c.id where c.shop_id = @shop and c.state = 3 and c.closed_at >= @from and c.closed_at < @to and c.assignee_id is not null";

    internal sealed record RecordBody(string? Satisfied, string? Note);

    internal sealed record Row(Guid Conversation, long Number, Instant ClosedAt, string? Outcome, PersonId Person, string? Name, bool IsRecorded, bool? Satisfied, int? Stars, string? By, Instant? At);

    internal sealed record Sum(PersonId? Person, string? Name, long Ended, long Recorded, long Satisfied, long Unsatisfied);

    internal sealed record Answer(string Month, bool IsKept, long? Target, Sum All, IReadOnlyList<Sum> People, IReadOnlyList<Row> Rows, bool HasMore, bool OnlyOwn);

    /// <summary>yes, no or unsaid; null where it is none of them.</summary>
    public static bool TryRead(string? word, out bool? satisfied)
    {
        satisfied = word switch { "yes" => true, "no" => false, _ => null };
        return word is "yes" or "no" or "unsaid";
    }

    public static async Task<IResult> WriteAsync(Guid id, RecordBody body, Actor actor, ConversationReader reader, TalkRecords records, TimeProvider clock, CancellationToken ct)
    {
        var party = Party.Of(actor);
        if (await reader.FindAsync(new ConversationId(id), ct) is not { } head || !party.Sees(head))
        {
            return new ConversationNotFound().ToProblem();
        }

        if (!party.May(Permissions.CloseConversations, head) || (head.Assignee != actor.Person && !party.May(Permissions.AssignConversations, head)))
        {
            return new ActNotAllowed().ToProblem();
        }

        if (head.State != ConversationState.Closed)
        {
            return new ConversationNotClosed().ToProblem();
        }

        return await records.KeepAsync(head, body, actor, clock.GetCurrentInstant(), ct) is { } refusal ? refusal.ToProblem() : Results.NoContent();
    }

    /// <summary>Keeps the record; what it said before stays in the conversation. Saying the same again changes nothing.</summary>
    public async Task<Refusal?> KeepAsync(Conversation head, RecordBody body, Actor actor, Instant now, CancellationToken ct)
    {
        var note = string.IsNullOrWhiteSpace(body.Note) ? null : body.Note.Trim();
        if (!TryRead(body.Satisfied, out var satisfied) || note?.Length > LongestNote)
        {
            return new TalkRecordWrong();
        }

        List<(int? Satisfied, long At)> before;
        await using (var connection = await database.OpenAsync(ct))
        {
            before = await connection.ReadAllAsync(null, "select satisfied, at from reception_talk_record where conversation_id = @c", r => (r.IsDBNull(0) ? (int?)null : r.GetInt32(0), r.GetInt64(1)), ct, ("c", head.Id.Value));
        }

        int? said = satisfied is { } word ? word ? 1 : 0 : null;
        if (note is null && before.Count > 0 && before[0].Satisfied == said)
        {
            return null;
        }

        var args = JsonSerializer.Serialize(new { by = actor.Name, satisfied = body.Satisfied, outcome = head.Outcome, note }, HouseJson.Options);
        var line = await writer.ActAsync(new WriteLine("talk-record", args, Audience.Agents, LineId(head.Id, before.Count > 0 ? before[0].At : 0, args)) { Conversation = head.Id }, ct);
        if (line.Refusal is { } refusal)
        {
            return refusal;
        }

        await database.WriteAsync((c, t) => c.ExecuteAsync(t,
            "insert into reception_talk_record (conversation_id, shop_id, satisfied, note_seq, by_id, at) values (@c, @shop, @satisfied, @seq, @by, @at) " +
            "on conflict (conversation_id) do update set satisfied = excluded.satisfied, note_seq = excluded.note_seq, by_id = excluded.by_id, at = excluded.at", ct,
            ("c", head.Id.Value), ("shop", head.Shop.Value), ("satisfied", said), ("seq", line.Message?.Seq), ("by", actor.Person.Value), ("at", now.ToUnixTimeMilliseconds())), ct);
        return null;
    }

    /// <summary><paramref name="only"/>: missing (without a record), unsatisfied, or everything that ended in the month.</summary>
    public static async Task<IResult> ListAsync(Guid shop, string? month, string? only, Actor actor, IShops shops, IPeople people, ShopRules rules, TalkRecords records, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.ReadConversations, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var read = string.IsNullOrEmpty(month) ? now.InZone(card.TimeZone).Date.ToYearMonth() : YearMonthPattern.Iso.Parse(month) is { Success: true } named ? named.Value : (YearMonth?)null;
        if (read is not { } period)
        {
            return new SearchInvalid("month").ToProblem();
        }

        var first = period.OnDayOfMonth(1);
        var within = new Interval(card.TimeZone.AtStartOfDay(first).ToInstant(), card.TimeZone.AtStartOfDay(first.PlusMonths(1)).ToInstant());
        var onlyOwn = !actor.Can(Permissions.ReadAllConversations, card.Id);
        var of = onlyOwn ? actor.Person : (PersonId?)null;
        var sums = await records.SumsAsync(card.Id, within, of, ct);
        var rows = await records.RowsAsync(card.Id, within, of, only, ct);
        var names = await people.FindManyAsync([.. sums.Select(s => s.Person!.Value).Concat(rows.Select(r => r.Person)).Concat(rows.Select(r => r.ById).OfType<PersonId>()).Distinct().Take(1000)], ct);
        var floor = await rules.FloorAsync(card.Id, now, ct);
        return Results.Json(new Answer(YearMonthPattern.Iso.Format(period), floor.KeepsTalkRecords, floor.SatisfiedTarget,
            new Sum(null, null, sums.Sum(s => s.Ended), sums.Sum(s => s.Recorded), sums.Sum(s => s.Satisfied), sums.Sum(s => s.Unsatisfied)),
            [.. sums.Select(s => s with { Name = names.GetValueOrDefault(s.Person!.Value)?.Name }).OrderByDescending(s => s.Ended).ThenBy(s => s.Name, StringComparer.Ordinal)],
            [.. rows.Take(Most).Select(r => r.Row with { Name = names.GetValueOrDefault(r.Person)?.Name, By = r.ById is { } by ? names.GetValueOrDefault(by)?.Name : null })], rows.Count > Most, onlyOwn), HouseJson.Options);
    }

    private async Task<List<Sum>> SumsAsync(ShopId shop, Interval within, PersonId? of, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null,
            $"select c.assignee_id, count(*), cast(sum(case when t.conversation_id is null then 0 else 1 end) as bigint), cast(sum(case when {Judged} = 1 then 1 else 0 end) as bigint), cast(sum(case when {Judged} = 0 then 1 else 0 end) as bigint) {Ended}{Own(of)} group by c.assignee_id limit 2000",
            r => new Sum(new PersonId(r.GetGuid(0)), null, r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4)), ct, Values(shop, within, of));
    }

    private async Task<List<(Row Row, PersonId Person, PersonId? ById)>> RowsAsync(ShopId shop, Interval within, PersonId? of, string? only, CancellationToken ct)
    {
        var which = only switch { "missing" => " and t.conversation_id is null", "unsatisfied" => $" and {Judged} = 0", _ => string.Empty };
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null,
            $"select c.id, c.number, c.closed_at, c.outcome, c.assignee_id, t.conversation_id, {Judged}, r.stars, t.by_id, t.at {Ended}{Own(of)}{which} order by c.closed_at desc, c.number desc limit {Most + 1}",
            r => (new Row(r.GetGuid(0), r.GetInt64(1), Instant.FromUnixTimeMilliseconds(r.GetInt64(2)), r.IsDBNull(3) ? null : r.GetString(3), new PersonId(r.GetGuid(4)), null, !r.IsDBNull(5), r.IsDBNull(6) ? null : r.GetInt32(6) == 1, r.IsDBNull(7) ? null : r.GetInt32(7), null,
                r.IsDBNull(9) ? null : Instant.FromUnixTimeMilliseconds(r.GetInt64(9))), new PersonId(r.GetGuid(4)), r.IsDBNull(8) ? (PersonId?)null : new PersonId(r.GetGuid(8))), ct, Values(shop, within, of));
    }

    private static string Own(PersonId? of) => of is null ? string.Empty : " and c.assignee_id = @me";

    private static (string, object?)[] Values(ShopId shop, Interval within, PersonId? of) =>
        [("shop", shop.Value), ("from", within.Start.ToUnixTimeMilliseconds()), ("to", within.End.ToUnixTimeMilliseconds()), .. of is { } me ? new[] { ("me", (object?)me.Value) } : []];

    private static Guid LineId(ConversationId conversation, long before, string args)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{conversation} talk-record {before} {args}"), hash);
        return new Guid(hash[..16], bigEndian: true);
    }
}
