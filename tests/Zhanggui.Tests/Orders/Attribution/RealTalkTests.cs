using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;
using Zhanggui.Orders.Attribution;

namespace Zhanggui.Tests.Orders.Attribution;

/// <summary>
/// Ten orders put beside five real pre-sales talks, and what the function says of each: the sentences stand in
/// <c>docs/attribution-decisions.md</c>. The talks themselves stay in the test data.
/// </summary>
public sealed class RealTalkTests
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private static readonly string[] Agents = ["美妆客服", "服装客服", "手机客服", "鞋类客服", "家电客服"];

    [Fact]
    public void Ten_decisions_are_told_in_the_document()
    {
        var path = Find();
        Assert.SkipUnless(File.Exists(path), "dialogues-zh/u-need-examples.json is absent (set ZHANGGUI_TESTDATA).");
        var talks = Read(path);
        talks.Count.ShouldBe(5);

        var told = Cases(talks).Select((c, i) => Tell(i + 1, c)).ToList();
        var document = Path.Combine(Root(AppContext.BaseDirectory), "docs", "attribution-decisions.md");
        if (Environment.GetEnvironmentVariable("ZHANGGUI_REWRITE") is { Length: > 0 })
        {
            File.WriteAllText(document, Head + string.Concat(told));
        }

        told.Select(t => t.Split('\n', 2)[0]).ShouldBe(Cases(talks).Select((c, i) => $"## {i + 1}. {c.Title}"));
        foreach (var (text, number) in told.Select((t, i) => (t, i + 1)))
        {
            File.ReadAllText(document).ShouldContain(text, Shouldly.Case.Sensitive, $"decision {number}");
        }
    }

    private const string Head = """
        # Ten decisions in words

        Five real pre-sales talks of Taobao shops (2018: cosmetics, clothes, telephones, shoes, appliances), beside each of them orders that were made up for
        this page. What stands in quotation marks is what the program says, word for word. `RealTalkTests` computes this page anew in every test run that has the
        talks (`dialogues-zh/u-need-examples.json` of the test data) and compares it.


        """;

    private sealed record Talk(string Agent, string Buyer, IReadOnlyList<MessageFact> Messages)
    {
        public Instant First => Messages[0].SentAt!.Value;

        public Instant Last => Messages[^1].SentAt!.Value;
    }

    private sealed record Story(string Title, string Preset, Talk Talk, OrderFact Order, IReadOnlyList<OrderFact> More, IReadOnlyList<OrderEventFact> Events, IReadOnlyList<PresenceFact> Presence);

    private static IEnumerable<Story> Cases(IReadOnlyList<Talk> talks)
    {
        var (minute, day) = (Duration.FromMinutes(1), Duration.FromDays(1));
        yield return Of("Ordered five minutes after the talk", "new-shop", talks[0], talks[0].Last + (5 * minute), talks[0].Last + (6 * minute));
        yield return Of("Ordered first, asked then, paid after the answers", "new-shop", talks[1], talks[1].First - (10 * minute), talks[1].Last + (5 * minute));
        yield return Of("Ordered on the third day", "new-shop", talks[3], talks[3].Last + (2 * day), talks[3].Last + (2 * day) + minute);
        yield return Of("Ordered on the fourth day", "new-shop", talks[2], talks[2].Last + (3 * day), talks[2].Last + (3 * day) + minute);
        yield return Of("Paid before the first word", "new-shop", talks[4], talks[4].First - (20 * minute), talks[4].First - (15 * minute));
        yield return Of("The number in the note", "tea-oil-shop", talks[0], talks[0].Last + (5 * minute), talks[0].Last + (6 * minute), note: "工号 8801 已核对");
        yield return Of("Two numbers in the note", "tea-oil-shop", talks[1], talks[1].Last + (5 * minute), talks[1].Last + (6 * minute), note: "8801/8802");
        var flagged = talks[2].Last + (5 * minute);
        yield return Of("Flagged by a colleague who never talked", "mural-shop", talks[2], flagged, flagged + (30 * minute), events: [Flag("o", flagged + (10 * minute))]);
        yield return Chased("Chased after 25 hours while the first agent was offline", talks[3], Duration.FromHours(25));
        yield return Chased("Chased after 23 hours", talks[4], Duration.FromHours(23));
    }

    private static Story Of(string title, string preset, Talk talk, Instant placed, Instant? paid, string? note = null, IReadOnlyList<OrderEventFact>? events = null) =>
        new(title, preset, talk, Order("o", talk, placed, paid, note), [], events ?? [], []);

    private static Story Chased(string title, Talk talk, Duration after)
    {
        var placed = talk.Last + Duration.FromMinutes(5);
        var again = placed + after;
        return new(title, "mural-shop", talk, Order("o", talk, again - Duration.FromMinutes(30), again + Duration.FromMinutes(20), null) with { ReorderedFrom = "unpaid" }, [Order("unpaid", talk, placed, null, null)], [Flag("o", again)],
            [new PresenceFact { Account = talk.Agent, From = talk.Last, To = null, State = PresenceState.Offline }]);
    }

    private static OrderEventFact Flag(string order, Instant at) => new() { Id = "flag", OrderId = order, At = at, Account = "小北", Event = "flagged", Detail = "red" };

    private static OrderFact Order(string id, Talk talk, Instant placed, Instant? paid, string? note) => new()
    {
        OrderId = id,
        Shop = "店",
        Buyer = talk.Buyer,
        PlacedAt = placed,
        PaidAt = paid,
        Status = paid is null ? OrderStatus.Unpaid : OrderStatus.Paid,
        Amount = new Fen(12_800),
        Paid = paid is null ? null : new Fen(12_800),
        Postage = Fen.Zero,
        Note = note,
    };

    private static string Tell(int number, Story story)
    {
        var persons = Agents.Append("小北").ToList();
        var facts = new FactSet
        {
            Shops = [new ShopFact { Shop = "店", Zone = Zone.Id }],
            People = [.. persons.Select((p, i) => new PersonFact { Person = p, Name = p, StaffNo = $"{8801 + i}", Role = "agent" })],
            Accounts = [.. persons.Select(p => new AccountFact { Account = p, Person = p })],
            Messages = story.Talk.Messages,
            Orders = [story.Order, .. story.More],
            OrderEvents = story.Events,
            Presence = story.Presence,
        };
        var rules = Attribution.Story.RulesOf(story.Preset);
        var decision = AttributionRun.Decide(facts, (_, _) => rules).Orders.Single(o => o.Order.OrderId == "o");
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## {number}. {story.Title}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Book `{story.Preset}`. {story.Talk.Agent} talked with the buyer from {Say(story.Talk.First)} to {Say(story.Talk.Last)} ({story.Talk.Messages.Count} messages). ");
        text.Append(story.More.Count == 0 ? string.Empty : $"A first order of {Say(story.More[0].PlacedAt!.Value)} was left unpaid. ");
        text.Append(CultureInfo.InvariantCulture, $"Ordered {Say(story.Order.PlacedAt!.Value)}, paid {Say(story.Order.PaidAt!.Value)}, 128.00 yuan{(story.Order.Note is null ? string.Empty : $", note “{story.Order.Note}”")}.");
        text.Append(story.Events.Count == 0 ? string.Empty : $" 小北 flagged it {Say(story.Events[0].At)}.");
        text.Append(CultureInfo.InvariantCulture, $"\n\n“{decision.Sentence.Zh}” ({decision.Sentence.En})\n\n");
        foreach (var loser in decision.Losers)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {loser.Person}: “{decision.Why(loser).Zh}” ({decision.Why(loser).En})\n");
        }

        return text.Append(decision.Losers.Count == 0 ? string.Empty : "\n").ToString();
    }

    private static string Say(Instant at) => LocalDateTimePattern.CreateWithInvariantCulture("MM-dd HH:mm:ss").Format(at.InZone(Zone).LocalDateTime);

    private static IReadOnlyList<Talk> Read(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. json.RootElement.EnumerateArray().Select((talk, i) => new Talk(Agents[i], talk.GetProperty("userid").GetString()!, [.. talk.GetProperty("dialogue").EnumerateArray().Select((m, n) => new MessageFact
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{i}-{n:D3}"),
            Shop = "店",
            Buyer = talk.GetProperty("userid").GetString()!,
            Account = Agents[i],
            Sender = m.GetProperty("sender_type").GetString() == "客服" ? SenderKind.Agent : SenderKind.Buyer,
            SentAt = LocalDateTimePattern.ExtendedIso.Parse(m.GetProperty("time").GetString()![..19].Replace(' ', 'T')).Value.InZoneStrictly(Zone).ToInstant(),
            Text = m.GetProperty("send_content").GetString(),
        })]))];
    }

    private static string Find()
    {
        var root = Environment.GetEnvironmentVariable("ZHANGGUI_TESTDATA") is { Length: > 0 } set ? set : Path.Combine(Root(AppContext.BaseDirectory), "..", "shared", "data");
        return Path.Combine(root, "dialogues-zh", "u-need-examples.json");
    }

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "Zhanggui.slnx")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
