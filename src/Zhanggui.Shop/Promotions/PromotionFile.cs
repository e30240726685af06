using System.Globalization;
using System.Text.Json;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Offers;

namespace Zhanggui.Shop.Promotions;

/// <summary>A promotion as a row of <c>promotions.csv</c> and back (pure). What the format has no column for stands in further ones.</summary>
internal static class PromotionFile
{
    private const string FullReduction = "full_reduction";
    private const string AmountOff = "amount_off";
    private const string Yes = "yes";

    /// <summary>A release that was replaced before it began was never told: no row.</summary>
    public static PromotionFact? Row(string key, PromotionForm form, Instant from, Instant to) => to <= from ? null : new PromotionFact
    {
        Promotion = key,
        From = from,
        To = to,
        Items = FileScope.Write(form.Scope),
        Kind = Kind(form.Terms),
        Value = Value(form.Terms),
        Gift = form.Gift,
    };

    /// <summary>The columns beside those of the format, by their header.</summary>
    public static IReadOnlyDictionary<string, string> MoreOf(PromotionForm form)
    {
        var more = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add("name", form.Name);
        Add("text", form.Text);
        Add("briefing", form.Briefing);
        Add("conditions", form.Conditions);
        Add("gift_stock", Number(form.GiftStock));
        Add("per_order", Number(form.PerOrder));
        Add("valid_days", Number(form.ValidDays));
        Add("paid_today", form.IsPaidToday ? Yes : null);
        Add("buyers_per_day", Number(form.Plan?.BuyersPerDay));
        Add("buyers_per_person", Number(form.Plan?.BuyersPerPerson));
        Add("units", Number(form.Plan?.Units));
        Add("plan", form.Items is { Count: > 0 } ? JsonSerializer.Serialize(form.Items, HouseJson.Options) : null);
        return more;

        void Add(string header, string? text)
        {
            if (!string.IsNullOrEmpty(text))
            {
                more[header] = text;
            }
        }
    }

    /// <summary>The form that a row means, or why it means none. Columns of the format are taken as they stand, empty ones too; further ones only where they are filled in.</summary>
    public static Outcome<PromotionForm> Read(PromotionForm? known, PromotionFileRow row)
    {
        var more = new FileCells(row.More);
        if (KindOf(row.Kind) is not { } kind)
        {
            return new PromotionFieldWrong("kind", "活动类型写 discount、amount_off、full_reduction、price、gift、bundle、coupon 或 points（打折、立减、满减、特价、赠品、套餐、优惠券、积分）。", "The kind is discount, amount_off, full_reduction, price, gift, bundle, coupon or points.");
        }

        if (FileScope.Read(row.Items) is not { } scope)
        {
            return new PromotionFieldWrong("items", "商品编号和类目不能写在同一格；类目写成 category:类目名。", "Items and categories cannot stand in one cell; a category is written category:NAME.");
        }

        if (ItemsOf(more.Text("plan"), known) is not { } items)
        {
            return new PromotionFieldWrong("plan", "筹备事项应是 JSON 列表，每项有 item、text 和 isDone。", "The plan is a JSON list of item, text and isDone.");
        }

        var (minimum, value) = Parts(row.Value, kind);
        var isRate = kind is PromotionKind.Discount or PromotionKind.Points;
        var (name, today) = (more.Text("name", "活动名称", "名称") ?? known?.Name ?? row.Promotion, more.Text("paid_today", "当天付款"));
        return new PromotionForm(
            name, kind, scope, row.From, row.To, isRate ? Rate(value) : null, isRate ? null : Yuan(value), Yuan(minimum), row.Gift, more.Count("gift_stock", "赠品数量") ?? known?.GiftStock, more.Count("per_order", "每单可用张数") ?? known?.PerOrder,
            more.Count("valid_days", "有效天数") ?? known?.ValidDays, today is null ? known?.IsPaidToday ?? false : today is Yes or "是", more.Text("conditions", "条件", "使用条件") ?? known?.Conditions, more.Text("text", "说法", "客服说法", "话术") ?? known?.Text,
            more.Text("briefing", "交底", "客服须知") ?? known?.Briefing,
            new PlanForm(more.Count("buyers_per_day", "预计每天咨询") ?? known?.Plan?.BuyersPerDay, more.Count("buyers_per_person", "每人每天接待") ?? known?.Plan?.BuyersPerPerson, more.Count("units", "预计销量") ?? known?.Plan?.Units), items).Clean();
    }

    /// <summary>A plan in the file is a plan, also one whose time has passed.</summary>
    public static bool IsPlan(PromotionFileRow row) => new FileCells(row.More).Text("state") is "draft" or "signing";

    /// <summary>Do two forms say the same? Amounts and rates by their value; a plan without a number is none.</summary>
    public static bool Same(PromotionForm a, PromotionForm b) => Plain(a) == Plain(b);

    private static string Plain(PromotionForm form) => (form with
    {
        Rate = form.Terms.Rate is { } rate ? Plain(rate) : null,
        Amount = form.Terms.Amount?.ToString(),
        Minimum = form.Terms.Minimum?.ToString(),
        Plan = form.Plan ?? new PlanForm(null, null, null),
        Items = form.Items ?? [],
        Scope = form.Scope ?? ItemScope.Everything,
    }).ToJson();

    private static PromotionKind? KindOf(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        "discount" => PromotionKind.Discount,
        AmountOff or FullReduction => PromotionKind.AmountOff,
        "price" => PromotionKind.Price,
        "gift" => PromotionKind.Gift,
        "bundle" => PromotionKind.Bundle,
        "coupon" => PromotionKind.Coupon,
        "points" => PromotionKind.Points,
        _ => null,
    };

    private static string Kind(PromotionTerms terms) => terms.Kind switch
    {
        PromotionKind.AmountOff => terms.Minimum is null ? AmountOff : FullReduction,
        var kind => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>The rate, the amount, or <c>minimum-amount</c>, as people write it.</summary>
    private static string? Value(PromotionTerms terms)
    {
        var value = terms.Rate is { } rate ? Plain(rate) : terms.Amount?.ToString();
        return terms.Minimum is { } minimum ? value is null ? minimum.ToString() : $"{minimum}-{value}" : value;
    }

    private static (string? Minimum, string? Value) Parts(string? cell, PromotionKind kind) =>
        cell?.Trim().Split('-', 2, StringSplitOptions.TrimEntries) switch
        {
            [var minimum, var value] => (minimum, value),
            [{ Length: > 0 } one] => kind == PromotionKind.Gift ? (one, null) : (null, one),
            _ => (null, null),
        };

    /// <summary><c>0.85</c>, <c>8.5折</c>, <c>85折</c>, <c>5%</c>; anything else is left for the form to refuse.</summary>
    private static string? Rate(string? text)
    {
        var said = text?.Trim() ?? string.Empty;
        var unit = said.EndsWith('折') ? said.Length == 3 && !said.Contains('.', StringComparison.Ordinal) ? 100m : 10m : said.EndsWith('%') ? 100m : 1m;
        return decimal.TryParse(unit == 1m ? said : said[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) ? Plain(rate / unit) : text;
    }

    private static string? Yuan(string? text) => text?.Trim().TrimStart('¥', '￥').TrimEnd('元').Trim();

    private static string Plain(decimal rate) => rate.ToString("0.########", CultureInfo.InvariantCulture);

    private static IReadOnlyList<PlanItem>? ItemsOf(string? json, PromotionForm? known)
    {
        if (json is null)
        {
            return known?.Items ?? [];
        }

        try
        {
            return JsonSerializer.Deserialize<List<PlanItem>>(json, HouseJson.Options) ?? [];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Number(int? count) => count?.ToString(CultureInfo.InvariantCulture);
}
