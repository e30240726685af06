using Zhanggui.Rules.Contracts;

namespace Zhanggui.Metrics.Catalogue;

/// <summary>What a figure of the platform is written in.</summary>
internal enum PlatformUnit
{
    /// <summary>A fraction: 0.0123 is 1.23 %.</summary>
    Share,
    Hours,
    Count,
    Score,
}

/// <summary>A figure that only the platform can compute, because it alone knows the cases behind it.</summary>
internal sealed record PlatformDefinition(string Figure, PlatformUnit Unit, Words Name);

/// <summary>Figures by which platforms judge shops today. They are entered with name, days and source, shown as given, and never computed.</summary>
internal static class PlatformCatalogue
{
    public static readonly IReadOnlyList<PlatformDefinition> All =
    [
        new("platform_help_rate", PlatformUnit.Share, new("平台求助率", "Platform help rate")),
        new("seller_liable_rate", PlatformUnit.Share, new("判责率", "Seller-liable rate")),
        new("dispute_refund_rate", PlatformUnit.Share, new("纠纷退款率", "Dispute refund rate")),
        new("quality_refund_rate", PlatformUnit.Share, new("品质退款率", "Quality refund rate")),
        new("refund_only_hours", PlatformUnit.Hours, new("仅退款完结时长", "Refund-only completion")),
        new("return_refund_hours", PlatformUnit.Hours, new("退货退款完结时长", "Return-refund completion")),
        new("shipping_48h_misses", PlatformUnit.Count, new("48小时未发货", "48-hour shipping misses")),
        new("pickup_24h_misses", PlatformUnit.Count, new("24小时未揽收", "24-hour pick-up misses")),
        new("experience_score", PlatformUnit.Score, new("店铺体验分", "Shop experience score")),
        new("experience_goods", PlatformUnit.Score, new("体验分：商品", "Experience: goods")),
        new("experience_logistics", PlatformUnit.Score, new("体验分：物流", "Experience: logistics")),
        new("experience_service", PlatformUnit.Score, new("体验分：服务", "Experience: service")),
    ];

    public static PlatformDefinition? Find(string? figure) => All.FirstOrDefault(d => d.Figure == figure);
}
