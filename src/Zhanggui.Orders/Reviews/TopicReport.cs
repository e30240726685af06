using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Orders.Reviews;

/// <summary>What a month's reviews speak of (CUST-16): counts by topic and rating that open into the reviews; a person can say otherwise of each.</summary>
internal static class TopicReport
{
    private const int Page = 50;
    private const int MostTopics = 10;
    private static readonly HashSet<string> Files = new([FactsFiles.Reviews.Name], StringComparer.Ordinal);

    /// <summary>Counts of reviews; one that speaks of two topics counts in both.</summary>
    internal sealed record TopicCount(string Key, string Name, int Good, int Neutral, int Bad, int Unrated, int Total);

    internal sealed record Line(string Order, Instant At, string? Rating, int? Stars, string? Text, IReadOnlyList<string> Topics, bool IsDecided, string? Cause);

    /// <summary><paramref name="Next"/> goes into <c>after</c> for the next page. <paramref name="Choices"/>: what a person may say a review is about.</summary>
    internal sealed record Answer(string Month, int Reviews, int WithoutTopic, IReadOnlyList<TopicCount> Topics, IReadOnlyList<Line> Lines, string? Next, IReadOnlyList<Choice> Choices, bool MayDecide);

    internal sealed record Choice(string Key, string Name);

    internal sealed record Request(Guid Shop, string Order, Instant At, IReadOnlyList<string>? Topics);

    /// <param name="topic">A topic's key, or <c>none</c> for those that speak of none.</param>
    public static async Task<IResult> HandleAsync(Guid shop, string? month, string? topic, string? rating, int? after, Actor actor, OrderAccess access, TopicBook book, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, shop, Permissions.ReadAllOrders, ct) is not { } card)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        var zone = card.TimeZone;
        var asked = month is not null && YearMonthPattern.Iso.Parse(month) is { Success: true } parsed ? parsed.Value : clock.GetCurrentInstant().InZone(zone).Date.ToYearMonth();
        var from = zone.AtStartOfDay(asked.OnDayOfMonth(1)).ToInstant();
        var to = zone.AtStartOfDay(asked.PlusMonths(1).OnDayOfMonth(1)).ToInstant();
        var (topics, lines) = await book.OfAsync(card, from, to, ct);
        var counts = topics.Where(t => !t.IsArchived || lines.Any(l => l.Topics.Contains(t.Key))).Select(t => Count(t, [.. lines.Where(l => l.Topics.Contains(t.Key))])).ToList();
        var narrowed = lines
            .Where(l => string.IsNullOrEmpty(topic) || (topic == "none" ? l.Topics.Count == 0 : l.Topics.Contains(topic)))
            .Where(l => string.IsNullOrEmpty(rating) || (rating == "unrated" ? l.Rating is null : l.Rating == rating)).ToList();
        var skip = Math.Max(0, after ?? 0);
        return TypedResults.Json(
            new Answer(
                YearMonthPattern.Iso.Format(asked), lines.Count, lines.Count(l => l.Topics.Count == 0), counts, [.. narrowed.Skip(skip).Take(Page)],
                narrowed.Count > skip + Page ? (skip + Page).ToString(CultureInfo.InvariantCulture) : null, [.. topics.Where(t => !t.IsArchived).Select(t => new Choice(t.Key, t.Name))], actor.Can(Permissions.DecideCredit, card.Id)),
            HouseJson.Options);
    }

    /// <summary>What a person says the review is about holds from then on, whatever the words say; none is an answer too.</summary>
    public static async Task<IResult> DecideAsync(Request request, Actor actor, OrderAccess access, TopicBook book, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, request.Shop, Permissions.DecideCredit, ct) is not { } card)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        var known = (await book.TopicsAsync(card.Id, ct)).Where(t => !t.IsArchived).Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
        var said = (request.Topics ?? []).Distinct(StringComparer.Ordinal).ToList();
        if (said.Count > MostTopics || said.Any(t => !known.Contains(t)))
        {
            return new ReviewTopicWrong().ToProblem();
        }

        var (_, lines) = await book.OfAsync(card, request.At, request.At + Duration.FromMilliseconds(1), ct);
        if (lines.FirstOrDefault(l => l.Order == request.Order) is not { } line)
        {
            return new ReviewNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        await database.WriteAsync(async (c, t) =>
        {
            await c.ExecuteAsync(t,
                "insert into orders_review_topic (shop_id, order_id, at, topics, decided_by, decided_at) values (@shop, @order, @at, @topics, @by, @now) on conflict (shop_id, order_id, at) do update set topics = excluded.topics, decided_by = excluded.decided_by, decided_at = excluded.decided_at", ct,
                ("shop", card.Id.Value), ("order", request.Order), ("at", line.At.ToUnixTimeMilliseconds()), ("topics", string.Join(' ', said)), ("by", actor.Person.Value), ("now", now.ToUnixTimeMilliseconds()));
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(),
                new AuditEntry(actor.Organisation, card.Id, actor.Person, "orders.review.topics", "order", request.Order, Before: new { line.Topics }, After: new { Topics = said, request.At }), ct);
            return 0;
        }, ct);
        return TypedResults.Json(line with { Topics = said, IsDecided = true }, HouseJson.Options);
    }

    private static TopicCount Count(ReviewTopic topic, IReadOnlyList<Line> lines) => new(
        topic.Key, topic.Name, lines.Count(l => l.Rating == "good"), lines.Count(l => l.Rating == "neutral"), lines.Count(l => l.Rating == "bad"), lines.Count(l => l.Rating is null), lines.Count);

    /// <summary>Reviews with their topics: what a person said, else what the words say.</summary>
    internal sealed class TopicBook(Lazy<FactsGatherer> gatherer, IReviewTopics topics, Database database)
    {
        public Task<IReadOnlyList<ReviewTopic>> TopicsAsync(ShopId shop, CancellationToken ct) => topics.FindAsync(shop, ct);

        public async Task<(IReadOnlyList<ReviewTopic> Topics, IReadOnlyList<Line> Lines)> OfAsync(ShopCard shop, Instant from, Instant to, CancellationToken ct)
        {
            var held = await topics.FindAsync(shop.Id, ct);
            var facts = await gatherer.Value.GatherAsync(new FactsWanted { Organisation = shop.Organisation, Shop = shop.Id, From = from, To = to, Files = Files, WithText = false, OrdersBack = Duration.Zero }, ct);
            var reading = new TopicReading(held);
            var decided = await DecidedAsync(shop.Id, from, to, ct);
            return (held, [.. facts.Reviews.Where(r => from <= r.At && r.At < to).OrderByDescending(r => r.At).ThenBy(r => r.OrderId, StringComparer.Ordinal).Select(Line)]);

            Line Line(ReviewFact review)
            {
                var isDecided = decided.TryGetValue((review.OrderId, review.At.ToUnixTimeMilliseconds()), out var said);
                return new Line(review.OrderId, review.At, review.Rating, review.Stars, review.Text, isDecided ? said! : reading.Read(review.Text), isDecided, review.Cause);
            }
        }

        private async Task<Dictionary<(string, long), IReadOnlyList<string>>> DecidedAsync(ShopId shop, Instant from, Instant to, CancellationToken ct)
        {
            await using var connection = await database.OpenAsync(ct);
            var rows = await connection.ReadAllAsync(null, "select order_id, at, topics from orders_review_topic where shop_id = @shop and at >= @from and at < @to", r => (r.GetString(0), r.GetInt64(1), r.GetString(2)), ct,
                ("shop", shop.Value), ("from", from.ToUnixTimeMilliseconds()), ("to", to.ToUnixTimeMilliseconds()));
            return rows.ToDictionary(r => (r.Item1, r.Item2), IReadOnlyList<string> (r) => r.Item3.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
    }
}
