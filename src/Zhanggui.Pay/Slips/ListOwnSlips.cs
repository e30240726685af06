using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Pay.Months;

namespace Zhanggui.Pay.Slips;

/// <summary>One's own slips, newest first, from the moment a month is proposed; and a yes to the one that is there.</summary>
internal static class ListOwnSlips
{
    private const int MostSlips = 120;

    internal sealed record SlipLineView(string Month, MonthState State, long Total, string? Grade, bool HasAgreed, Instant? ObjectionsUntil, LocalDate? PaidOn);

    internal sealed record Answer(Guid Person, IReadOnlyList<SlipLineView> Slips);

    internal sealed record YesRequest(Guid Shop, string Digest);

    internal sealed record YesAnswer(string Month);

    public static async Task<IResult> HandleAsync(Guid shop, Actor actor, PayAccess access, Database database, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, shop, Permissions.ReadSlip, ct) is not { } card)
        {
            return new PayShopNotFound().ToProblem();
        }

        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.ReadAllAsync(null,
            "select m.month, m.state, s.total, s.grade, m.objections_until, m.paid_on, (select count(*) from pay_consent a where a.shop_id = s.shop_id and a.month = s.month and a.person_id = @id and a.digest = s.digest) " +
            $"from pay_slip s join pay_month m on m.shop_id = s.shop_id and m.month = s.month and m.run = s.run where s.shop_id = @shop and s.person = @person and m.state <> 'open' order by s.month desc limit {MostSlips}",
            r => new SlipLineView(r.GetString(0), Enum.Parse<MonthState>(r.GetString(1), ignoreCase: true), r.GetInt64(2), r.IsDBNull(3) ? null : r.GetString(3), r.GetInt64(6) > 0,
                r.IsDBNull(4) ? null : Instant.FromUnixTimeMilliseconds(r.GetInt64(4)), r.IsDBNull(5) ? null : NodaTime.Text.LocalDatePattern.Iso.Parse(r.GetString(5)).Value), ct,
            ("shop", card.Id.Value), ("person", actor.Person.ToString()), ("id", actor.Person.Value));
        return Results.Json(new Answer(actor.Person.Value, rows), HouseJson.Options);
    }

    /// <summary>Says yes to one's own slip; the digest says which one was seen.</summary>
    public static async Task<IResult> AgreeAsync(string month, YesRequest request, Actor actor, PayAccess access, Database database, TimeProvider clock, CancellationToken ct)
    {
        var found = await ReadSlip.FindAsync(month, actor.Person.ToString(), request.Shop, actor, access, database, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        var (shop, stored, _, head, _) = found.Value;
        if (stored.State == MonthState.Open || stored.IsComputing || head.Digest != request.Digest)
        {
            return new SlipChanged().ToProblem();
        }

        await database.WriteAsync(async (c, t) =>
        {
            var isNew = await c.ExecuteAsync(t, "insert into pay_consent (shop_id, month, person_id, digest, at) values (@shop, @month, @person, @digest, @at) on conflict do nothing", ct,
                ("shop", shop.Id.Value), ("month", MonthText.Of(stored.Month)), ("person", actor.Person.Value), ("digest", head.Digest), ("at", clock.GetUtcNow().ToUnixTimeMilliseconds())) > 0;
            if (isNew)
            {
                await MonthAudit.WriteAsync(c, t, actor, shop, "pay.slip.agree", "slip", $"{MonthText.Of(stored.Month)}/{actor.Person}", clock, ct, new { Total = head.Total.ToString(), head.Digest });
            }

            return 0;
        }, ct);
        return Results.Json(new YesAnswer(MonthText.Of(stored.Month)), HouseJson.Options);
    }
}
