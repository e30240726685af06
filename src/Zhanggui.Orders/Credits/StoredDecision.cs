using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Zhanggui.Kernel.Http;
using Zhanggui.Orders.Attribution;

namespace Zhanggui.Orders.Credits;

/// <summary>A part of an order and who got it, as it is stored and shown. Amount in fen.</summary>
internal sealed record StoredCredit(string? Person, string Share, string Basis, long Amount, string? MessageId, string? EventId, string? Number, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Doubt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Instant? At = null);

/// <summary>Somebody who did not get it, and why.</summary>
internal sealed record StoredLoser(string Person, string Zh, string En, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Instant? At = null, bool IsAssist = false);

/// <summary>A decision as a row: the main basis and person are what the list shows; undecided wins, because it is work to do.</summary>
internal sealed record StoredDecision(string Order, string Basis, Guid? Person, string? Doubt, string? Month, long Base, string Book, int Version, string Zh, string En, string Credits, string Losers)
{
    public static StoredDecision Of(OrderDecision decision)
    {
        var main = decision.Credits.FirstOrDefault(x => x.Basis == Zhanggui.Orders.Attribution.Basis.Undecided) ?? decision.Credits[0];
        // Paid without a time belongs to no month, but somebody has to decide it before the month it was placed in is closed.
        var month = decision.Month ?? (OrderDecision.IsPaidWithoutTime(decision.Order) ? decision.PlacedMonth : null);
        return new StoredDecision(decision.Order.OrderId, ReasonWords.Code(main.Basis), Guid.TryParse(main.Person, out var person) ? person : null,
            main.Basis == Zhanggui.Orders.Attribution.Basis.Undecided ? ReasonWords.Code(main.Doubt) : null, month is { } m ? MonthText(m) : null,
            decision.Base.Value, decision.Rules.Book, decision.Rules.Version, decision.Sentence.Zh, decision.Sentence.En,
            JsonSerializer.Serialize(decision.Credits.Select(x => new StoredCredit(x.Person, x.Share, ReasonWords.Code(x.Basis), x.Amount.Value, x.MessageId, x.EventId, x.Number, x.Doubt == Zhanggui.Orders.Attribution.Doubt.None ? null : ReasonWords.Code(x.Doubt), x.At)), HouseJson.Options),
            JsonSerializer.Serialize(decision.Losers.Select(l => decision.Why(l) is var why ? new StoredLoser(l.Person, why.Zh, why.En, l.At, l.IsAssist) : null), HouseJson.Options));
    }

    /// <summary>Does it say the same as another one? Losers are the reasons of the sentence and no decision of their own.</summary>
    public bool SaysTheSame(StoredDecision other) => this with { Losers = string.Empty } == other with { Losers = string.Empty };

    /// <summary>Does it give the order to the same people in the same parts?</summary>
    public bool GivesTheSame(StoredDecision other) => Base == other.Base && Month == other.Month && Parts(Credits).SequenceEqual(Parts(other.Credits), StringComparer.Ordinal);

    /// <summary>What of the parts is silent and what is undecided.</summary>
    public static (long Silent, long Undecided) Open(IReadOnlyList<StoredCredit> parts) =>
        (parts.Where(p => p.Person is null && p.Basis != "undecided").Sum(p => p.Amount), parts.Where(p => p.Person is null && p.Basis == "undecided").Sum(p => p.Amount));

    public (long Silent, long Undecided) Open() => Open(JsonSerializer.Deserialize<List<StoredCredit>>(Credits, HouseJson.Options)!);

    /// <summary>Everybody who got a part.</summary>
    public static IReadOnlyList<string> PersonsOf(string credits) => [.. JsonSerializer.Deserialize<List<StoredCredit>>(credits, HouseJson.Options)!.Select(c => c.Person).OfType<string>().Distinct(StringComparer.Ordinal)];

    public static string MonthText(YearMonth month) => $"{month.Year:0000}-{month.Month:00}";

    public static IReadOnlyList<StoredCredit> Parts(StoredDecision decision) => JsonSerializer.Deserialize<List<StoredCredit>>(decision.Credits, HouseJson.Options)!;

    private static IEnumerable<string> Parts(string credits) =>
        JsonSerializer.Deserialize<List<StoredCredit>>(credits, HouseJson.Options)!.Select(c => $"{c.Person}|{(c.Person is null ? c.Basis : string.Empty)}|{c.Amount}").Order(StringComparer.Ordinal);
}
