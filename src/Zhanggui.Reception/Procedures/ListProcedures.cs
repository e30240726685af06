using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Queue;
using Zhanggui.Reception.Reading;

namespace Zhanggui.Reception.Procedures;

/// <summary>
/// What became of procedures in a month: how often each was opened and gone through, and the conversations behind the numbers. Whoever reads everybody's
/// conversations (supervisors, inspectors) reads all of them, an agent those of conversations they may read and opened.
/// </summary>
internal static class ListProcedures
{
    private const int Most = 2000;

    internal sealed record Row(ConversationId Conversation, long Number, string Key, string Title, string? Topic, string? OpenedBy, Instant OpenedAt, int Done, int Steps, IReadOnlyList<string> Left);

    internal sealed record Sum(string Key, string Title, int Opened, int Done);

    internal sealed record Known(string Key, string Title, IReadOnlyList<string> Topics, IReadOnlyList<ProcedureStep> Steps, bool Reports);

    internal sealed record Answer(string Month, IReadOnlyList<Known> Book, IReadOnlyList<Sum> Sums, IReadOnlyList<Row> Rows, bool HasMore, bool OnlyOwn);

    public static async Task<IResult> HandleAsync(Guid shop, string? month, string? key, Actor actor, IShops shops, IPeople people, ProcedureBook book, ConversationReader reader, ShopRules rules, Kernel.Db.Database database, TimeProvider clock, CancellationToken ct)
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
        var opened = await book.ListAsync(card.Id, within, null, Most + 1, ct);
        var heads = new Dictionary<ConversationId, Conversation>();
        await using (var connection = await database.OpenAsync(ct))
        {
            foreach (var some in opened.Take(Most).Select(o => o.Conversation).Distinct().Chunk(200))
            {
                var ids = some.Select((id, i) => ($"c{i}", (object?)id.Value)).ToArray();
                foreach (var head in await reader.HeadsAsync(connection, null, $"where c.id in ({string.Join(", ", ids.Select(i => "@" + i.Item1))})", ct, ids))
                {
                    heads[head.Id] = head;
                }
            }
        }

        var party = Party.Of(actor);
        var seen = opened.Take(Most).Where(o => heads.TryGetValue(o.Conversation, out var head) && party.Sees(head) && (!onlyOwn || o.OpenedBy == actor.Person)).ToList();
        var names = await people.FindManyAsync([.. seen.Select(o => o.OpenedBy).Distinct().Take(1000)], ct);
        var known = (await rules.FloorAsync(card.Id, now, ct)).Procedures;
        return Results.Json(new Answer(YearMonthPattern.Iso.Format(period), [.. known.Select(p => new Known(p.Key, p.Title, p.Topics, p.Steps, p.Reports))],
            [.. seen.GroupBy(o => o.Key, StringComparer.Ordinal).Select(g => new Sum(g.Key, known.FirstOrDefault(k => k.Key == g.Key)?.Title ?? g.First().Title, g.Count(), g.Count(o => o.IsDone))).OrderByDescending(s => s.Opened).ThenBy(s => s.Key, StringComparer.Ordinal)],
            [.. seen.Where(o => key is null || o.Key == key).Select(o => new Row(o.Conversation, heads[o.Conversation].Number, o.Key, o.Title, o.Topic, names.GetValueOrDefault(o.OpenedBy)?.Name, o.OpenedAt, o.Ticks.Count, o.Steps.Count,
                [.. o.Steps.Where((_, i) => o.Ticks.All(t => t.Step != i)).Select(s => s.Do)]))],
            opened.Count > Most, onlyOwn), HouseJson.Options);
    }
}
