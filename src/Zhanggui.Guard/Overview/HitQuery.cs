using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Ledger;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;

namespace Zhanggui.Guard.Overview;

/// <summary>What is asked of the hits, as it stands in the address.</summary>
internal sealed record HitAsk(
    Guid Shop, string? From, string? To, string? Rule, Guid? Person, string? Team, string? Channel, string? Effect, string? Level, bool? Mine, Guid? Conversation, string? Before, [FromQuery] int? Limit);

/// <summary>
/// Hits of a shop in a period that somebody may see: their own, those of teams they look after, or all. What was stopped and then sent
/// otherwise counts once, with what became of it in the end.
/// </summary>
internal sealed record HitQuery(ShopCard Shop, Interval Within, bool IsMine, string Where, IReadOnlyList<(string Name, object? Value)> Values)
{
    public const int MostDays = 366;
    private static readonly LocalDatePattern Day = LocalDatePattern.Iso;

    /// <summary>The newest row after which the page goes on.</summary>
    public static string PlaceOf(KeptHit hit) => $"{hit.At.ToUnixTimeMilliseconds()}.{hit.Id}";

    public static async Task<Outcome<HitQuery>> OfAsync(HitAsk ask, Actor actor, IShops shops, Instant now, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(ask.Shop), Permissions.Use, ct) is not { } shop && (shop = await shops.FindForAsync(actor, ShopId.From(ask.Shop), Permissions.ReadAll, ct)) is null)
        {
            return new GuardShopNotFound();
        }

        var today = now.InZone(shop.TimeZone).Date;
        if (Date(ask.From, today.PlusDays(-6)) is not { } from || Date(ask.To, today) is not { } to || to < from || Period.DaysBetween(from, to) >= MostDays)
        {
            return new GuardPeriodWrong(MostDays);
        }

        var within = new Interval(from.AtStartOfDayInZone(shop.TimeZone).ToInstant(), to.PlusDays(1).AtStartOfDayInZone(shop.TimeZone).ToInstant());
        List<(string, object?)> values = [("shop", shop.Id.Value), ("from", within.Start.ToUnixTimeMilliseconds()), ("to", within.End.ToUnixTimeMilliseconds())];
        List<string> where = ["h.shop_id = @shop", "h.at >= @from", "h.at < @to",
            "not (h.effect = 5 and exists (select 1 from guard_hit o where o.act_id = h.act_id and o.effect in (0, 1, 2, 4) and o.rule = h.rule))"];
        var isMine = See(ask, actor, shop, where, values);
        Add("h.rule = @rule", "rule", ask.Rule);
        Add("h.team = @team", "team", ask.Team);
        Add("h.channel = @channel", "channel", ask.Channel);
        if (ask.Person is { } person)
        {
            Add("h.person_id = @person", "person", person);
        }

        if (ask.Conversation is { } conversation)
        {
            Add("h.conversation_id = @conversation", "conversation", conversation);
        }

        if (!string.IsNullOrEmpty(ask.Effect))
        {
            if (ask.Effect == "as-it-was")
            {
                where.Add("h.effect in (2, 3, 4)");
            }
            else if (Enum.TryParse<HitEffect>(ask.Effect, ignoreCase: true, out var effect) && Enum.IsDefined(effect))
            {
                Add("h.effect = @effect", "effect", (int)effect);
            }
            else
            {
                return new GuardFilterWrong("effect");
            }
        }

        if (!string.IsNullOrEmpty(ask.Level))
        {
            if (!Enum.TryParse<GuardLevel>(ask.Level, ignoreCase: true, out var level) || !Enum.IsDefined(level))
            {
                return new GuardFilterWrong("level");
            }

            Add("h.level = @level", "level", (int)level);
        }

        return new HitQuery(shop, within, isMine, "where " + string.Join(" and ", where), values);

        void Add(string condition, string name, object? value)
        {
            if (value is null or "")
            {
                return;
            }

            where.Add(condition);
            values.Add((name, value));
        }

        static LocalDate? Date(string? text, LocalDate otherwise) => string.IsNullOrEmpty(text) ? otherwise : Day.Parse(text) is { Success: true } read ? read.Value : null;
    }

    /// <summary>The page behind a place; null = the place is none.</summary>
    public HitQuery? Behind(string? place)
    {
        if (string.IsNullOrEmpty(place))
        {
            return this;
        }

        return place.Split('.', 2) is [var at, var id] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && Guid.TryParse(id, out var hit)
            ? this with { Where = $"{Where} and (h.at < @before or (h.at = @before and h.id < @last))", Values = [.. Values, ("before", ms), ("last", hit)] }
            : null;
    }

    /// <summary>Keeps the question to what this actor may see; true when that is only their own.</summary>
    private static bool See(HitAsk ask, Actor actor, ShopCard shop, List<string> where, List<(string, object?)> values)
    {
        var isAll = actor.Can(Permissions.ReadAll, shop.Id);
        var teams = isAll ? [] : actor.Grants.Where(g => g.Team is not null).Select(g => g.Team!.Value).Distinct().Where(t => actor.Can(Permissions.ReadAll, shop.Id, t)).ToList();
        if (isAll && ask.Mine != true)
        {
            return false;
        }

        values.Add(("me", actor.Person.Value));
        if (ask.Mine == true || teams.Count == 0)
        {
            where.Add("h.person_id = @me");
            return true;
        }

        values.AddRange(teams.Select((t, i) => ($"team{i}", (object?)t.Value)));
        where.Add($"(h.person_id = @me or h.team_id in ({string.Join(", ", teams.Select((_, i) => $"@team{i}"))}))");
        return false;
    }
}
