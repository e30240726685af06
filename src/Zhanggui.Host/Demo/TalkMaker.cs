using System.Globalization;
using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Host.Demo;

/// <summary>Turns a written talk into dated steps: people type at their own pace, buyers think longer than agents.</summary>
internal sealed class TalkMaker(IReadOnlyDictionary<string, PersonId> people, Random random, Instant now)
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private static readonly Duration LiveTalk = Duration.FromHours(5);
    private static readonly string[] Agents = ["", "pre1", "pre2", "after"];

    public IReadOnlyList<TalkStep> Steps(ScriptedTalk talk)
    {
        var at = StartOf(talk);
        var agent = people[Agents[Math.Max(talk.Agent, 1)]];
        var product = DemoShop.Products[talk.Product];
        var steps = new List<TalkStep>();
        foreach (var (mark, text) in talk.Lines)
        {
            var who = Who(mark, agent);
            steps.Add(mark == '!' ? End(text, at, agent) : Say(mark, text, at, who, product));
            at += Duration.FromSeconds(mark is 'B' or 'P' ? random.Next(8, 40) : random.Next(20, 75));
        }

        steps.RemoveAll(s => s is TalkRead { Person: null });
        // Whoever serves has read what was there; the last word of a buyer who still waits is unread.
        if (talk.Agent > 0 && steps.FindLastIndex(s => s is TalkSays { Person: not null }) is var last and >= 0)
        {
            steps.Insert(last + 1, new TalkRead(steps[last].At + Duration.FromSeconds(1), steps[last].Person));
        }

        return [.. Squeeze(steps)];
    }

    /// <summary>A line of the short talks with this buyer's own numbers.</summary>
    public (char Mark, string Text) Fill((char Mark, string Text) line, DemoProduct product, decimal width, decimal height)
    {
        var area = Math.Round(width * height, 2, MidpointRounding.AwayFromZero);
        var total = Math.Round(area * product.Price, 2, MidpointRounding.AwayFromZero);
        return (line.Mark, line.Text.Replace("{product}", product.Title, StringComparison.Ordinal)
            .Replace("{width}", Text(width), StringComparison.Ordinal).Replace("{height}", Text(height), StringComparison.Ordinal)
            .Replace("{area}", Text(area), StringComparison.Ordinal).Replace("{price}", Text(product.Price), StringComparison.Ordinal)
            .Replace("{total}", total.ToString("0.00", CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    private PersonId? Who(char mark, PersonId agent) => mark switch
    {
        'B' or 'P' or 'O' => null,
        'S' => people["after"],
        _ => agent,
    };

    private TalkStep Say(char mark, string text, Instant at, PersonId? who, DemoProduct product) => mark switch
    {
        'P' or 'Q' => new TalkSays(at, who, string.Empty, Picture: new TalkPicture(text, DemoPicture.Paint(text.Length + random.Next(1000)))),
        'C' => new TalkSays(at, who, string.Empty, Card(new { kind = "product", id = product.Id, title = text, price = Text(product.Price) })),
        'O' => new TalkSays(at, who, string.Empty, Card(new { kind = "order", id = $"26112{random.Next(1000000, 9999999)}", title = text.Replace("{product}", product.Title, StringComparison.Ordinal), price = Text(product.Price * 9), lines = new[] { $"{product.Title} × 9 平" } })),
        'N' => new TalkSays(at, who, text, IsNote: true, Mentions: text.StartsWith("@主管", StringComparison.Ordinal) ? [people["supervisor"]] : null),
        'R' => new TalkSays(at, who, text, IsRecalled: true),
        _ => new TalkSays(at, who, text),
    };

    private TalkStep End(string text, Instant at, PersonId agent)
    {
        var words = text.Split(' ', 3);
        return words[0] switch
        {
            "close" => new TalkClosed(at, agent, words[1]),
            "snooze" => new TalkSnoozed(at, agent, now + Duration.FromMinutes(int.Parse(words[1], CultureInfo.InvariantCulture)), words[2]),
            _ => new TalkRead(at, null), // waiting and open are where a talk is left
        };
    }

    // Old talks happen while the shop is open; today's are as many minutes ago as the script says.
    private Instant StartOf(ScriptedTalk talk)
    {
        var start = now - Duration.FromMinutes(talk.MinutesAgo);
        if (now - start < LiveTalk)
        {
            return start;
        }

        var local = start.InZone(Zone).LocalDateTime;
        return local.Hour is >= 9 and < 22 ? start : (local.Date + new LocalTime(9 + (talk.MinutesAgo % 12), talk.MinutesAgo % 60)).InZoneLeniently(Zone).ToInstant() is var moved && moved < now - LiveTalk ? moved : start - Duration.FromHours(10);
    }

    // A talk that began a minute ago cannot end in the future.
    private IEnumerable<TalkStep> Squeeze(List<TalkStep> steps)
    {
        var (first, last) = (steps[0].At, steps[^1].At);
        var room = now - Duration.FromSeconds(5) - first;
        if (last - first <= room)
        {
            return steps;
        }

        var share = room.TotalSeconds / (last - first).TotalSeconds;
        return steps.Select(s => s with { At = Instant.FromUnixTimeMilliseconds((first + Duration.FromSeconds((s.At - first).TotalSeconds * share)).ToUnixTimeMilliseconds()) });
    }

    private static JsonElement Card(object card) => JsonSerializer.SerializeToElement(card, HouseJson.Options);

    private static string Text(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
