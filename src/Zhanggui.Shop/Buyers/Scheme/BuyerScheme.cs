using System.Text.Json;
using Zhanggui.Kernel.Http;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Buyers.Scheme;

internal enum OwnFieldKind
{
    Text,
    Number,
    Date,
    Choice,
    YesNo,
}

/// <summary>A field of the shop's own. Personal ones are masked like contact data; others are shown to whoever reads the buyer.</summary>
internal sealed record OwnField(string Key, string Name, OwnFieldKind Kind, IReadOnlyList<string>? Choices = null, bool IsPersonal = false, bool IsArchived = false);

/// <summary>One entry of a list that the shop keeps. Facts of a personal kind are masked until somebody gives a reason.</summary>
internal sealed record Named(string Key, string Name, bool IsPersonal = false, bool IsArchived = false);

/// <summary>
/// What is sent to those who agreed: every so many months, never in the quiet hours (local, such as 21 to 9), in these words. Whoever answers one of
/// <paramref name="OptOutWords"/> within <paramref name="AnswerDays"/> wants no more of it.
/// </summary>
internal sealed record GreetingRule(int QuietFrom, int QuietTo, string Text, int EveryMonths = 1, int AnswerDays = 7, IReadOnlyList<string>? OptOutWords = null)
{
    public const int MostAnswerDays = 30;

    /// <summary>What a shop begins with until it says otherwise.</summary>
    private static readonly IReadOnlyList<string> First = ["退订", "TD", "T", "别再发", "不要再发", "别发了", "不要发了", "不用再发", "取消订阅", "STOP"];

    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> OptOut => OptOutWords ?? First;
}

/// <summary>
/// How a shop keeps its customers: everything here is the shop's data. Entries are archived, never removed, because records point at their keys.
/// <paramref name="SuggestionDays"/>: how long a suggestion may stay open; <paramref name="CareMonths"/>: usual interval of care; <paramref name="LoyalOrders"/>: from how many orders on somebody is loyal.
/// </summary>
internal sealed record BuyerScheme(
    IReadOnlyList<OwnField> Fields, IReadOnlyList<Named> FactKinds, IReadOnlyList<Named> Purposes, IReadOnlyList<Named> Topics, IReadOnlyList<Named> Levels,
    string MembershipText, int SuggestionDays, int CareMonths, int LoyalOrders, GreetingRule Greeting, IReadOnlyList<ReviewTopic>? ReviewTopics = null)
{
    /// <summary>The purpose without which nobody is cared for, and the one without which nobody is greeted.</summary>
    public const string Care = "care";

    public const string Greetings = "greeting";

    /// <summary>What a shop begins with until somebody sets its own.</summary>
    public static BuyerScheme First { get; } = new(
        [],
        [new("size", "尺码尺寸"), new("taste", "喜好"), new("household", "家里情况"), new("use", "用途场合"), new("allergy", "过敏与健康", IsPersonal: true), new("other", "其他")],
        [new(Care, "回访关怀"), new(Greetings, "问候消息"), new("promotion", "活动通知")],
        [new("goods", "商品"), new("packing", "包装"), new("delivery", "物流"), new("service", "服务"), new("price", "价格活动"), new("other", "其他")],
        [new("member", "会员"), new("gold", "金卡会员")],
        string.Empty, SuggestionDays: 7, CareMonths: 3, LoyalOrders: 3, new GreetingRule(21, 9, "{name}，新的一个月，愿您和家人一切都好。"));

    /// <summary>What reviews are read by where the shop has said nothing else.</summary>
    public static IReadOnlyList<ReviewTopic> FirstReviewTopics { get; } = ReadTopics();

    public OwnField? Field(string key) => Fields.FirstOrDefault(f => f.Key == key);

    private static List<ReviewTopic> ReadTopics()
    {
        using var stream = typeof(BuyerScheme).Assembly.GetManifestResourceStream("first-review-topics.json")!;
        return JsonSerializer.Deserialize<List<ReviewTopic>>(stream, HouseJson.Options)!;
    }
}
