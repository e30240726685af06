using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Records.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Host.Demo;

/// <summary>
/// What pay day of the demo shop needs: a book whose pay is the mural shop's, grades, scores of the team, and a few mistakes of last month with their orders. The
/// month can be settled right after the first start.
/// </summary>
internal sealed class DemoPay(IBookSeed books, IBookDesk desk, IStaffIntake intake, IPeople people, IShops shops, IRecordStore records, TimeProvider clock)
{
    private const int TeamScore = 96;
    private static readonly LocalDate InForceFrom = new(2024, 3, 1);

    private static readonly (string Key, string Grade, LocalDate Since)[] Grades =
        [("pre1", "mid-level", new(2025, 1, 1)), ("pre2", "junior", new(2024, 3, 1)), ("after", "junior", new(2024, 3, 1))];

    /// <summary>Kind, who, day of the month, hour, stage, value; the kinds that are about an order take one that the person served.</summary>
    private static readonly (string Kind, string Key, int Day, int Hour, string? Stage, decimal? Value, string Note)[] Mistakes =
    [
        ("late", "pre2", 6, 9, null, 6, "堵车，晚到 6 分钟"),
        ("late", "pre2", 15, 9, null, 14, "晚到 14 分钟"),
        ("content_error", "pre1", 12, 15, "before_production", null, "高度写成 2.6 米，下单前改成 2.8 米"),
        ("not_followed_up", "after", 20, 11, null, null, "物流停了三天没有跟进，买家自己来问"),
        ("note_not_as_required", "pre2", 23, 16, null, null, "备注没写安装日期"),
    ];

    private static readonly HashSet<string> AboutOrders = new(["content_error", "not_followed_up", "note_not_as_required"], StringComparer.Ordinal);

    public Task PublishAsync(SeededOrganisation organisation, CancellationToken ct) =>
        books.SowAsync(organisation.Id, organisation.People["owner"], BookText(), InForceFrom, ct);

    public async Task SowAsync(SeededOrganisation organisation, ShopId shop, FactSet facts, CancellationToken ct)
    {
        var staff = await people.FindManyAsync([.. organisation.People.Values], ct);
        foreach (var (key, grade, since) in Grades)
        {
            var person = staff[organisation.People[key]];
            await intake.TakePersonAsync(shop, new StaffRow(person.Id, person.Name, null, null, null, grade, since, null, null, null), null, ct);
        }

        var zone = (await shops.FindAsync(shop, ct))!.TimeZone;
        var now = clock.GetCurrentInstant();
        var month = now.InZone(zone).Date.ToYearMonth().PlusMonths(-1);
        await records.StoreAsync(shop, FactsFiles.Scores,
            [.. new[] { month, month.PlusMonths(1) }.Select(m => new ScoreFact { Period = $"{m.Year:D4}-{m.Month:D2}", Kind = "team_score", Value = TeamScore })], null, ct);
        await records.StoreAsync(shop, FactsFiles.Incidents, [.. Mistakes.Select((m, i) => new IncidentFact
        {
            Id = $"demo-{i + 1}",
            At = month.OnDayOfMonth(m.Day).At(new LocalTime(m.Hour, 5 * (i + 1))).InZoneLeniently(zone).ToInstant(),
            Person = organisation.People[m.Key].ToString(),
            Kind = m.Kind,
            Stage = m.Stage,
            Value = m.Value,
            Note = m.Note,
            OrderId = AboutOrders.Contains(m.Kind) ? OrderOf(facts, staff[organisation.People[m.Key]], month, m.Day, zone) : null,
            DecidedBy = organisation.People["owner"].ToString(),
        })], null, ct);
    }

    /// <summary>A paid order with the person's number in its note, of the days before.</summary>
    private static string? OrderOf(FactSet facts, PersonCard person, YearMonth month, int day, DateTimeZone zone) => facts.Orders
        .Where(o => o.PaidAt is { } at && at.InZone(zone).Date is var date && date.ToYearMonth() == month && date.Day <= day && o.Note?.Contains(person.Number, StringComparison.Ordinal) is true)
        .OrderBy(o => o.PaidAt).ThenBy(o => o.OrderId, StringComparer.Ordinal).LastOrDefault()?.OrderId;

    /// <summary>A new shop's rules, orders by the number in the note, and the mural shop's pay with three days for objections.</summary>
    private string BookText()
    {
        const string Attribution = "attribution:\n  rules: [order-first]\n";
        var shop = desk.FindPreset("new-shop")!;
        var body = shop[shop.IndexOf("\nguard:", StringComparison.Ordinal)..shop.IndexOf("\npay:", StringComparison.Ordinal)]
            .Replace(Attribution, Attribution.Replace("[order-first]", "[remark, order-first]", StringComparison.Ordinal) + "  remark:\n    marks: [工号, 客服]\n    names: true\n", StringComparison.Ordinal)
            .Replace("  without_talk: undecided\n", "  without_talk: credited\n", StringComparison.Ordinal);
        var mural = desk.FindPreset("mural-shop")!;
        var pay = mural[mural.IndexOf("\npay:", StringComparison.Ordinal)..].Replace("\n  switches:\n", "\n  objections:\n    days: 3\n  switches:\n", StringComparison.Ordinal);
        return "book: shanyue\ntitle: 山月墙饰客服制度\ntitle_en: Shanyue Murals\nextends: shop-offers\n" + body + pay;
    }
}
