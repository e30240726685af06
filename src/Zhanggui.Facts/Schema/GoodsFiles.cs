using Zhanggui.Facts.Records;

namespace Zhanggui.Facts.Schema;

/// <summary>The files about what is sold and how it reaches the buyer.</summary>
internal static class GoodsFiles
{
    public static FactsFile<ProductFact> Products { get; } = new FactsFile<ProductFact>(
        "products.csv",
        [
            FactsColumn<ProductFact>.Id("item", p => p.Item).Required,
            FactsColumn<ProductFact>.Text("title", p => p.Title),
            FactsColumn<ProductFact>.Money("price", p => p.Price),
            FactsColumn<ProductFact>.Text("flags", p => p.Flags),
            FactsColumn<ProductFact>.Text("category", p => p.Category),
            FactsColumn<ProductFact>.Json("approved", p => p.Approved),
        ],
        r => new ProductFact { Item = r.NeedId(0), Title = r.Text(1), Price = r.Money(2), Flags = r.Text(3), Category = r.Text(4), Approved = r.Json(5) },
        f => f.Products,
        (f, rows) => f with { Products = rows }).Key("item");

    public static FactsFile<StockFact> Stock { get; } = new FactsFile<StockFact>(
        "stock.csv",
        [
            FactsColumn<StockFact>.Id("item", s => s.Item).Required,
            FactsColumn<StockFact>.At("at", s => s.At).Required,
            FactsColumn<StockFact>.Whole("quantity", s => s.Quantity),
            FactsColumn<StockFact>.YesNo("listed", s => s.Listed),
        ],
        r => new StockFact { Item = r.NeedId(0), At = r.At(1) ?? default, Quantity = r.Whole(2), Listed = r.YesNo(3) },
        f => f.Stock,
        (f, rows) => f with { Stock = rows }).Key("item", "at");

    public static FactsFile<PromotionFact> Promotions { get; } = new FactsFile<PromotionFact>(
        "promotions.csv",
        [
            FactsColumn<PromotionFact>.Id("promotion", p => p.Promotion).Required,
            FactsColumn<PromotionFact>.AtOrDay("from", p => p.From),
            FactsColumn<PromotionFact>.AtOrDay("to", p => p.To),
            FactsColumn<PromotionFact>.Text("items", p => p.Items),
            FactsColumn<PromotionFact>.Id("kind", p => p.Kind),
            FactsColumn<PromotionFact>.Text("value", p => p.Value),
            FactsColumn<PromotionFact>.Text("gift", p => p.Gift),
        ],
        r => new PromotionFact { Promotion = r.NeedId(0), From = r.At(1), To = r.At(2), Items = r.Text(3), Kind = r.Id(4), Value = r.Text(5), Gift = r.Text(6) },
        f => f.Promotions,
        (f, rows) => f with { Promotions = rows })
    {
        IsBackward = p => p.To < p.From,
    }.Names("promotion", "from");

    public static FactsFile<PolicyFact> Policies { get; } = new FactsFile<PolicyFact>(
        "policies.csv",
        [
            FactsColumn<PolicyFact>.Id("policy", p => p.Policy).Required,
            FactsColumn<PolicyFact>.Id("topic", p => p.Topic),
            FactsColumn<PolicyFact>.AtOrDay("from", p => p.From),
            FactsColumn<PolicyFact>.AtOrDay("to", p => p.To),
            FactsColumn<PolicyFact>.Text("scope", p => p.Scope),
            FactsColumn<PolicyFact>.Text("text", p => p.Text),
            FactsColumn<PolicyFact>.Text("not_to_say", p => p.NotToSay),
        ],
        r => new PolicyFact { Policy = r.NeedId(0), Topic = r.Id(1), From = r.At(2), To = r.At(3), Scope = r.Text(4), Text = r.Text(5), NotToSay = r.Text(6) },
        f => f.Policies,
        (f, rows) => f with { Policies = rows })
    {
        IsBackward = p => p.To < p.From,
    }.Names("policy", "from");

    public static FactsFile<DeliveryFact> Delivery { get; } = new FactsFile<DeliveryFact>(
        "delivery.csv",
        [
            FactsColumn<DeliveryFact>.Text("region", d => d.Region).Required,
            FactsColumn<DeliveryFact>.YesNo("reached", d => d.Reached),
            FactsColumn<DeliveryFact>.Text("days", d => d.Days),
            FactsColumn<DeliveryFact>.Id("courier", d => d.Courier),
            FactsColumn<DeliveryFact>.Money("surcharge", d => d.Surcharge),
        ],
        r => new DeliveryFact { Region = r.NeedText(0), Reached = r.YesNo(1), Days = r.Text(2), Courier = r.Id(3), Surcharge = r.Money(4) },
        f => f.Delivery,
        (f, rows) => f with { Delivery = rows }).Names("region");
}
