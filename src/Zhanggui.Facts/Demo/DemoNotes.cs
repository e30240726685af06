using System.Globalization;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;

namespace Zhanggui.Facts.Demo;

/// <summary>The note and flag of an order and the events that made them.</summary>
internal sealed class DemoNotes(DemoRun run)
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;
    private const string UnknownNumber = "6999";
    private static readonly string[] Colours = ["red", "yellow", "green", "blue", "purple"];
    private static readonly string[] Deliveries = ["自提", "送到楼下", "送货安装"];
    private static readonly string[] Patterns = ["图案正常", "图案要改", "定制图案"];
    private static readonly string[] Gifts = ["送胶。", "送基膜。", "送胶和基膜。", ""];
    private static readonly string[] Surnames = ["张", "王", "李", "陈", "刘", "周"];
    private readonly DemoRandom random = run.Random;

    /// <param name="Text">The note as it stands in the end.</param>
    /// <param name="Before">What stood there before somebody wrote over it.</param>
    internal sealed record Note(string? Text, string? Before, DemoStint? Overwriter, string? Colour, LocalDate? AgreedShip);

    public Note Of(DemoOrder order)
    {
        var (text, ship) = (order.Agent, order.IsBrushing) switch
        {
            (_, true) => (null, null),
            (null, _) => (random.Chance(DemoMix.NumberOnSilent) ? run.Staff.LeaderOf(order.Shop).StaffNo : null, null),
            ({ } agent, _) => Written(order, agent),
        };
        var colour = order.Agent is not null && (order.ReorderedFrom is not null || random.Chance(DemoMix.Flagged)) ? random.Pick(Colours) : null;
        if (text is not null && order.Agent is { } first && random.Chance(DemoMix.NoteOverwritten) && Other(order.Shop, first) is { } other)
        {
            return new Note($"{other.Person.StaffNo} {text}", text, other, colour, ship);
        }

        return new Note(text, null, null, colour, ship);
    }

    public void WriteEvents(DemoOrder order, Note note, long? shipped)
    {
        var events = new List<(long At, DemoStint? By, string Event, string? Detail)>();
        var settled = order.PaidAt ?? order.PlacedAt + (2 * Hour);
        if (order.Agent is { } agent)
        {
            if (note.Colour is not null)
            {
                events.Add((order.PlacedAt + random.Next(Math.Max(1, settled - order.PlacedAt)), agent, "flagged", note.Colour));
            }

            if (note.Text is not null)
            {
                var isLate = random.Chance(DemoMix.NumberAfterPaying);
                events.Add((isLate ? settled + random.Between(Hour, 20 * Hour) : order.PlacedAt + random.Next(Math.Max(1, settled - order.PlacedAt)), agent, "note_changed", note.Before ?? note.Text));
            }

            if (note.Overwriter is not null)
            {
                events.Add((settled + random.Between(Minute, 5 * Hour), note.Overwriter, "note_changed", note.Text));
            }

            if (order.PaidAt is { } paid && random.Chance(450))
            {
                events.Add((paid + random.Between(Minute, 90 * Minute), agent, "verified", null));
            }

            if (order.PaidAt is { } sent && order.Item.IsCustom)
            {
                events.Add((sent + random.Between(2 * Hour, 10 * Hour), agent, "list_sent", null));
            }
        }
        else if (random.Chance(DemoMix.FlaggedByStranger) && run.Staff.Online(run.Day, order.Shop, order.PlacedAt, random) is { } stranger)
        {
            events.Add((order.PlacedAt + random.Next(Math.Max(1, settled - order.PlacedAt)), stranger, "flagged", random.Pick(Colours)));
        }

        if (order.PaidWith is { } helper)
        {
            events.Add((settled - Minute, helper, "reminded", null));
        }

        if (shipped - order.PaidAt > 48 * Hour && random.Chance(DemoMix.LateChased))
        {
            events.Add((order.PaidAt!.Value + (47 * Hour), order.Agent, "chased_internal", random.Chance(700) ? "message" : "phone"));
        }

        Write(order, events);
    }

    private void Write(DemoOrder order, List<(long At, DemoStint? By, string Event, string? Detail)> events)
    {
        var number = 0;
        foreach (var (at, by, name, detail) in events.Where(e => e.At < run.KnownUntil).OrderBy(e => e.At))
        {
            run.Sink.Add(FactsFiles.OrderEvents, new OrderEventFact { Id = $"e{order.Id}-{++number}", OrderId = order.Id, At = DemoRun.At(at), Account = by?.Account, Event = name, Detail = detail });
        }
    }

    private (string? Text, LocalDate? Ship) Written(DemoOrder order, DemoStint agent)
    {
        var number = agent.Person.StaffNo;
        var placed = DemoRun.At(order.PlacedAt).InZone(run.Zone).Date;
        var ship = placed.PlusDays(random.Between(3, 9));
        switch (random.Weighted(DemoMix.Notes))
        {
            case 0:
                return (random.Chance(300) ? $"【{number}】{random.Pick(Deliveries)}" : random.Chance(500) ? number : $"{number} 老客户，优先排单", null);
            case 1 when order.Item.IsCustom:
                return ($"{Mural(ship)} {number}", ship);
            case 1:
                return ($"{number} {random.Pick(Gifts)}".TrimEnd(), null);
            case 2 when order.Item.IsCustom:
                return (Mural(ship), ship);
            case 2:
                return ("客户急用，尽快发", null);
            case 3:
                return (null, null);
            case 4:
                return (Other(order.Shop, agent) is { } other ? $"{number}/{other.Person.StaffNo}" : number, null);
            default:
                return (UnknownNumber, null);
        }
    }

    /// <summary>Recipient, size, pattern, date, delivery, wishes: <c>张**,3米*2.4米,图案正常,12月19发货,自提。送胶。</c></summary>
    private string Mural(LocalDate ship) => string.Create(
        CultureInfo.InvariantCulture,
        $"{random.Pick(Surnames)}**,{Metres()}米*{Metres()}米,{random.Pick(Patterns)},{ship.Month}月{ship.Day}发货,{random.Pick(Deliveries)}。{random.Pick(Gifts)}");

    private string Metres()
    {
        var tenths = random.Between(18, 52);
        return tenths % 10 == 0 ? $"{tenths / 10}" : $"{tenths / 10}.{tenths % 10}";
    }

    private DemoStint? Other(int shop, DemoStint agent)
    {
        var others = run.Staff.Stints[run.Day, shop].Where(s => s.Account != agent.Account).ToList();
        return others.Count == 0 ? null : random.Pick(others);
    }
}
