using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Guard.Contracts;

namespace Zhanggui.Guard.Facts;

/// <summary>What a facts folder knows at the moment of a message. As everywhere in the folder a missing file means none: without promotions nothing runs.</summary>
internal sealed class FolderFacts : IMomentFacts
{
    private const string Complaint = "complaint";
    private const string MajorComplaint = "重大投诉";
    private readonly FactSet facts;
    private readonly Dictionary<string, ProductFact> products;
    private readonly ILookup<string, StockFact> stock;
    private readonly Dictionary<string, string> owners;

    public FolderFacts(FactSet facts)
    {
        this.facts = facts;
        products = facts.Products.GroupBy(p => p.Item, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        stock = facts.Stock.ToLookup(s => s.Item, StringComparer.Ordinal);
        owners = facts.Orders.Where(o => o.Buyer is { Length: > 0 }).GroupBy(o => o.OrderId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Buyer!, StringComparer.Ordinal);
    }

    public GuardFacts Of(GuardLine line)
    {
        var product = line.Item is { } item ? products.GetValueOrDefault(item) : null;
        var marks = ProductMarks.Of(product?.Flags);
        var count = line.Item is null ? null : stock[line.Item].Where(s => line.At is not { } at || s.At <= at).MaxBy(s => s.At);
        var policies = Policies(line);
        return new GuardFacts
        {
            Invoice = PolicyWords.Invoice(policies),
            Payments = PolicyWords.Payments(policies),
            FreeShipping = marks.FreeShipping ?? PolicyWords.FreeShipping(policies),
            SevenDayReturn = marks.SevenDayReturn,
            OwnBrand = marks.OwnBrand,
            Discountable = marks.Discountable,
            Stock = count?.Quantity,
            IsListed = count?.Listed,
            Price = product?.Price,
            Promotions = Promotions(line),
            Policies = policies,
            Position = Position(line),
            Approved = ProductMarks.Approved(product?.Approved),
            Names = product?.Title is { } title ? [title] : [.. products.Values.Select(p => p.Title).OfType<string>().Take(200)],
            OwnerOf = number => owners.GetValueOrDefault(number),
            At = line.At,
        };
    }

    /// <summary>Null where nothing can be known: a promotion has dates and the message has none.</summary>
    private List<RunningPromotion>? Promotions(GuardLine line)
    {
        if (line.At is null && facts.Promotions.Any(p => p.From is not null || p.To is not null))
        {
            return null;
        }

        return
        [
            .. facts.Promotions.Where(p => Runs(p.From, p.To, line.At) && IsFor(p.Items, line.Item))
                .Select(p => new RunningPromotion(p.Promotion, p.Kind, p.Value, p.Gift)),
        ];
    }

    private List<GuardPolicy> Policies(GuardLine line) =>
    [
        .. facts.Policies.Where(p => Runs(p.From, p.To, line.At) && !IsComplaint(p) && (string.IsNullOrWhiteSpace(p.Scope) || p.Scope == line.Item || p.Scope is "all" or "shop"))
            .Select(p => new GuardPolicy(p.Policy, p.Topic, p.Text, PolicyWords.NotToSay(p.NotToSay))),
    ];

    private AgreedPosition? Position(GuardLine line) =>
        facts.Policies.LastOrDefault(p => IsComplaint(p) && Runs(p.From, p.To, line.At) && p.Scope is { Length: > 0 } scope && (scope == line.Buyer || scope == line.Conversation)) is { } agreed
            ? new AgreedPosition(agreed.Text ?? string.Empty, PolicyWords.NotToSay(agreed.NotToSay)) : null;

    private static bool IsComplaint(PolicyFact policy) => policy.Topic is Complaint or MajorComplaint;

    private static bool Runs(Instant? from, Instant? to, Instant? at) => at is not { } now || ((from is null || from <= now) && (to is null || now < to));

    /// <summary>No items = every item; a message about no certain item may mean any.</summary>
    private static bool IsFor(string? items, string? item) =>
        string.IsNullOrWhiteSpace(items) || item is null || items.Split(' ', StringSplitOptions.RemoveEmptyEntries).Contains(item, StringComparer.Ordinal);
}
