using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Queue;
using Zhanggui.Reception.Reading;

namespace Zhanggui.Reception.Waiting;

/// <summary>
/// Buyers to come back to: unanswered, buyer's words last, left a message while nobody was there, asked and not ordered, closed without any answer
/// (CHAT-17, 18, 28). Everybody's for those who see all conversations, one's own for everybody else.
/// </summary>
internal static class BuyerLists
{
    /// <summary>Somebody, not an automatic text, answered.</summary>
    public const string Answered = "exists (select 1 from reception_message m where m.conversation_id = c.id and m.sender in (1, 2) and m.audience = 0 and m.kind <> 4)";

    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["unanswered"] = "c.state <> 3 and c.state in (0, 1) and c.waiting_since is not null",
        ["offline"] = $"c.state <> 3 and c.state = 0 and not {Answered}",
        ["unfinished"] = $"c.state = 3 and c.closed_at >= @from and c.last_sender = 0 and {Answered}",
        ["no-reply"] = $"c.state = 3 and c.closed_at >= @from and not {Answered}",
        ["not-ordered"] = $"c.state = 3 and c.closed_at >= @from and {Answered}",
    };

    internal sealed record Row(ConversationId Id, long Number, string State, string BuyerName, string ChannelName, string? AssigneeName, Instant? WaitingSince, Instant? ClosedAt, string? Outcome, IReadOnlyList<string> Tags, string LastText, Instant LastAt);

    internal sealed record Answer(IReadOnlyList<Row> Rows, string? Next, bool OnlyOwn, int? Days);

    public static async Task<IResult> HandleAsync(Guid shop, string? kind, string? before, Actor actor, IShops shops, ShopRules rules, Database database, ConversationReader reader, ReceptionOptions options, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.ReadConversations, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        if (!Kinds.TryGetValue(kind ?? "unanswered", out var where) || !TryPlace(before, out var at, out var number))
        {
            return new SearchInvalid(string.IsNullOrEmpty(before) ? "kind" : "before").ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var floor = await rules.FloorAsync(card.Id, now, ct);
        var sold = kind == "not-ordered" ? floor.SoldOutcomes : [];
        var page = options.ListRows;
        var onlyOwn = !actor.Can(Permissions.ReadAllConversations, card.Id);
        var values = new List<(string, object?)> { ("shop", shop), ("limit", page + 1), ("at", at), ("number", number) };
        var place = where.Contains("@from", StringComparison.Ordinal) ? "c.closed_at" : "c.opened_at";
        if (where.Contains("@from", StringComparison.Ordinal))
        {
            values.Add(("from", floor.ListsBack is { } back ? (now - back).ToUnixTimeMilliseconds() : 0));
        }

        if (onlyOwn)
        {
            where += " and (c.assignee_id = @me or c.state = 0)";
            values.Add(("me", actor.Person.Value));
        }

        if (sold.Count > 0)
        {
            where += $" and c.outcome not in ({string.Join(',', sold.Select((_, i) => $"@sold{i}"))})";
            values.AddRange(sold.Select((o, i) => ($"sold{i}", (object?)o)));
        }

        await using var connection = await database.OpenAsync(ct);
        var heads = await reader.HeadsAsync(connection, null, $"where c.shop_id = @shop and {where} and ({place} < @at or ({place} = @at and c.number < @number)) order by {place} desc, c.number desc limit @limit", ct, [.. values]);
        return Results.Json(new Answer(
            [.. heads.Take(page).Where(Party.Of(actor).Sees).Select(h => new Row(h.Id, h.Number, h.State.ToString().ToLowerInvariant(), h.About.BuyerName, h.ChannelName, h.AssigneeName, h.WaitingSince, h.ClosedAt, h.Outcome, h.Tags, h.LastText, h.LastAt))],
            heads.Count > page ? Place(heads[page - 1], place) : null, onlyOwn, (int?)floor.ListsBack?.TotalDays), HouseJson.Options);
    }

    private static string Place(Conversation head, string by) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(by == "c.closed_at" ? head.ClosedAt ?? head.OpenedAt : head.OpenedAt).ToUnixTimeMilliseconds()}-{head.Number}");

    private static bool TryPlace(string? text, out long at, out long number)
    {
        (at, number) = (long.MaxValue, long.MaxValue);
        var dash = text?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        return string.IsNullOrEmpty(text) || (dash > 0 && long.TryParse(text.AsSpan(0, dash), out at) && long.TryParse(text.AsSpan(dash + 1), out number));
    }
}
