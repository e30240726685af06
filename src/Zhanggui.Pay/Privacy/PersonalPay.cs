using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;
using Zhanggui.People.Contracts;

namespace Zhanggui.Pay.Privacy;

/// <summary>
/// What the room keeps about one person: slips that were shown to them, what they agreed to and doubted, their mistakes. Erasing changes none of it: evidence of wages
/// has to be kept, and stands under an id that has no name any more.
/// </summary>
internal sealed class PersonalPay(Database database) : IPersonalRecord
{
    private const int MostRows = 10_000;

    internal sealed record LineRow(string Code, string Amount, string? Quantity, string? Rate, string Rule, string Text, IReadOnlyList<string> Facts);

    internal sealed record SlipRow(Guid Shop, string Month, string State, string? Grade, string Total, string Book, int Version, string? PaidOn, IReadOnlyList<LineRow> Lines);

    internal sealed record YesRow(Guid Shop, string Month, Instant At);

    internal sealed record DoubtRow(Guid Shop, string Month, string Code, string Amount, string Reason, JsonElement Evidence, Instant At, string State, string? Answer, Instant? EndedAt, string? CorrectionMonth, string? Correction);

    internal sealed record MistakeRow(Guid Shop, Instant At, string Kind, string? OrderId, string? Stage, string? Value, string? Loss, string? Note, string State, JsonElement? Evidence, Instant? DecidedAt, string? Reason, string? ExemptionRefused, string? Comment);

    public string Part => "pay";

    public Task<object> ExportAsync(PersonId person, CancellationToken ct) => database.ReadAsync<object>(async (c, t) =>
    {
        (string, object?)[] named = [("person", person.ToString())];
        (string, object?)[] who = [("person", person.Value)];
        var lines = (await c.ReadAllAsync(t,
            "select l.shop_id, l.month, l.code, l.amount, l.quantity, l.rate, l.rule, l.words, l.facts from pay_line l join pay_month m on m.shop_id = l.shop_id and m.month = l.month and m.run = l.run " +
            $"where l.person = @person and m.state <> 'open' order by l.month, l.shop_id, l.place limit {MostRows}",
            r => (Shop: r.GetGuid(0), Month: r.GetString(1), Line: new LineRow(r.GetString(2), Yuan(r.GetInt64(3)), Text(r, 4), Text(r, 5), r.GetString(6), r.GetString(7), Json<List<string>>(r.GetString(8)))), ct, named)).ToLookup(l => (l.Shop, l.Month), l => l.Line);
        var slips = await c.ReadAllAsync(t,
            "select s.shop_id, s.month, m.state, s.grade, s.total, r.book, r.version, m.paid_on from pay_slip s join pay_month m on m.shop_id = s.shop_id and m.month = s.month and m.run = s.run " +
            $"join pay_run r on r.shop_id = s.shop_id and r.month = s.month and r.number = s.run where s.person = @person and m.state <> 'open' order by s.month, s.shop_id limit {MostRows}",
            r => new SlipRow(r.GetGuid(0), r.GetString(1), r.GetString(2), Text(r, 3), Yuan(r.GetInt64(4)), r.GetString(5), r.GetInt32(6), Text(r, 7), []), ct, named);
        var consents = await c.ReadAllAsync(t, $"select shop_id, month, at from pay_consent where person_id = @person order by at limit {MostRows}", r => new YesRow(r.GetGuid(0), r.GetString(1), At(r, 2)!.Value), ct, who);
        var doubts = await c.ReadAllAsync(t,
            "select o.shop_id, o.month, o.code, o.amount, o.reason, o.evidence, o.made_at, e.what, e.reason, e.ended_at, k.month, k.amount from pay_objection o left join pay_objection_end e on e.objection_id = o.id " +
            $"left join pay_correction k on k.id = e.correction_id where o.person_id = @person order by o.made_at limit {MostRows}",
            r => new DoubtRow(r.GetGuid(0), r.GetString(1), r.GetString(2), Yuan(r.GetInt64(3)), r.GetString(4), Json<JsonElement>(r.GetString(5)), At(r, 6)!.Value, Text(r, 7) ?? "open", Text(r, 8), At(r, 9), Text(r, 10), r.IsDBNull(11) ? null : Yuan(r.GetInt64(11))), ct, who);
        var mistakes = await c.ReadAllAsync(t,
            "select shop_id, at, kind, order_id, stage, value, loss, note, state, evidence, decided_at, reason, exemption_refused, comment from pay_incident " +
            $"where person_id = @person and state <> 'Gone' order by at limit {MostRows}",
            r => new MistakeRow(r.GetGuid(0), At(r, 1)!.Value, r.GetString(2), Text(r, 3), Text(r, 4), Text(r, 5), r.IsDBNull(6) ? null : Yuan(r.GetInt64(6)), Text(r, 7), r.GetString(8).ToLowerInvariant(), Text(r, 9) is { } e ? Json<JsonElement>(e) : null, At(r, 10),
                Text(r, 11), Text(r, 12), Text(r, 13)), ct, who);
        return new { Slips = slips.Select(s => s with { Lines = [.. lines[(s.Shop, s.Month)]] }), Consents = consents, Objections = doubts, Incidents = mistakes };
    }, ct);

    private static string Yuan(long fen) => new Fen(fen).ToString();

    private static T Json<T>(string text) => JsonSerializer.Deserialize<T>(text, HouseJson.Options)!;

    private static string? Text(System.Data.Common.DbDataReader r, int at) => r.IsDBNull(at) ? null : r.GetString(at);

    private static Instant? At(System.Data.Common.DbDataReader r, int at) => r.IsDBNull(at) ? null : Instant.FromUnixTimeMilliseconds(r.GetInt64(at));
}
