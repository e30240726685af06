using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;

namespace Zhanggui.Reception.Satisfaction;

/// <summary>What buyers said of the service in a month: everybody's for supervisors, one's own for agents; sums and rows from the same list.</summary>
internal static class ListRatings
{
    internal sealed record Row(ConversationId Conversation, Instant InvitedAt, PersonId? Person, string? Name, Instant? RatedAt, int? Stars, string? InvitedBy, string? Comment);

    internal sealed record Sum(PersonId? Person, string? Name, int Invited, int Rated, int Satisfied, IReadOnlyList<int> ByStars);

    internal sealed record Answer(string Month, IReadOnlyList<Row> Rows, IReadOnlyList<Sum> People, Sum All, bool HasMore, bool OnlyOwn);

    public static async Task<IResult> HandleAsync(Guid shop, string? month, int? stars, Actor actor, IShops shops, IPeople people, RatingBook book, RatingComments comments, ReceptionOptions options, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.ReadConversations, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        var read = string.IsNullOrEmpty(month) ? clock.GetCurrentInstant().InZone(card.TimeZone).Date.ToYearMonth() : YearMonthPattern.Iso.Parse(month) is { Success: true } named ? named.Value : (YearMonth?)null;
        if (read is not { } period)
        {
            return new SearchInvalid("month").ToProblem();
        }

        var first = period.OnDayOfMonth(1);
        var rows = await book.ListAsync(card.Id, card.TimeZone.AtStartOfDay(first).ToInstant(), card.TimeZone.AtStartOfDay(first.PlusMonths(1)).ToInstant(), null, options.RatingRows + 1, ct);
        var onlyOwn = !actor.Can(Permissions.ReadAllConversations, card.Id);
        var seen = rows.Take(options.RatingRows).Where(r => !onlyOwn || r.Person == actor.Person).ToList();
        var names = await people.FindManyAsync([.. seen.SelectMany(r => new[] { r.Person, r.InvitedBy }).OfType<PersonId>().Distinct().Take(1000)], ct);
        var said = await comments.OfAsync(seen, Party.Of(actor), ct);
        return Results.Json(new Answer(YearMonthPattern.Iso.Format(period),
            [.. seen.Where(r => stars is null || r.Stars == stars).Select(r => new Row(r.Conversation, r.InvitedAt, r.Person, NameOf(r.Person), r.RatedAt, r.Stars, NameOf(r.InvitedBy), said.GetValueOrDefault(r.Conversation)))],
            [.. seen.GroupBy(r => r.Person).Select(g => SumOf(g.Key, NameOf(g.Key), [.. g])).OrderByDescending(s => s.Rated).ThenBy(s => s.Name, StringComparer.Ordinal)],
            SumOf(null, null, seen), rows.Count > options.RatingRows, onlyOwn), HouseJson.Options);

        string? NameOf(PersonId? person) => person is { } id ? names.GetValueOrDefault(id)?.Name : null;
    }

    /// <summary>Satisfied are very satisfied and satisfied: 5 and 4 of five levels.</summary>
    internal static Sum SumOf(PersonId? person, string? name, IReadOnlyList<Rating> ratings) => new(
        person, name, ratings.Count, ratings.Count(r => r.Stars is not null), ratings.Count(r => r.Stars >= RatingRules.Most - 1), [.. Enumerable.Range(1, RatingRules.Most).Select(s => ratings.Count(r => r.Stars == s))]);
}
