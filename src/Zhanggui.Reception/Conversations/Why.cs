using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Conversations;

/// <summary>
/// Why a conversation is where it is, as a code and its arguments: the screens say it in their language (<c>why-CODE</c>), the record keeps it in Chinese.
/// </summary>
internal sealed record Why(string Code, IReadOnlyDictionary<string, string> Args)
{
    public const string Known = "known";
    public const string Alone = "alone";
    public const string Turn = "turn";
    public const string Idle = "idle";
    public const string Load = "load";

    /// <summary>Back in the queue: not answered in time; the owner left; a transfer that nobody took.</summary>
    public const string NoAnswer = "no-answer";
    public const string OwnerLeft = "owner-left";
    public const string NotTaken = "not-taken";

    /// <summary>Handed to a group by one press.</summary>
    public const string HandedOver = "handed-over";

    /// <summary>By the own hand: taken from the queue, opened again, written down.</summary>
    public const string Took = "took";
    public const string OpenedAgain = "opened-again";
    public const string Booked = "booked";

    /// <summary>Somebody did it by themselves.</summary>
    public static Why Of(string code, string? name) => new(code, new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = name ?? string.Empty });

    /// <summary>The sentence of the record.</summary>
    public string Zh => ByOrder + Before + Core;

    private string ByOrder => Args.GetValueOrDefault("order") switch
    {
        null => string.Empty,
        OrderStates.None => "没有订单，",
        { } state => $"订单{OrderStates.Zh(state)}，",
    };

    private string Before => (Args.GetValueOrDefault("group"), Args.GetValueOrDefault("from"), Args.GetValueOrDefault("seconds")) switch
    {
        ({ } group, null, _) => $"{group}{Skill}：",
        (var group, { } from, { } seconds) => $"{from}{seconds}秒没人能接，转{group ?? "全体"}{Skill}：",
        (var group, { } from, null) => $"{from}没有人在班，转{group ?? "全体"}{Skill}：",
        _ => string.Empty,
    };

    private string Skill => Args.GetValueOrDefault("skill") is { } skill ? $"（会{skill}）" : string.Empty;

    private string Core => Code switch
    {
        Known => $"{Of("name")}上次接待过这位买家",
        Alone => $"{Of("name")}是当前唯一可接待的客服",
        Turn => $"按份额轮到{Of("name")}（份额{Of("weight")}）",
        Idle => Of("load") == "0" ? $"{Of("name")}手上没有会话，空闲最久" : $"{Of("name")}空闲最久（手上{Of("load")}个）",
        Load => $"{Of("name")}手上会话最少（{Of("load")}个）",
        NoAnswer => $"{Of("name")}{Of("waited")}秒没有应答，回到排队",
        OwnerLeft => $"{Of("name")}已下班，回到排队",
        HandedOver => $"{Of("by")}转交{Of("to")}：{Of("reason")}" + (Args.ContainsKey("absent") ? "（现在没有人在岗）" : string.Empty),
        Took => $"{Of("name")}主动接入",
        OpenedAgain => $"{Of("name")}重新打开",
        Booked => $"{Of("name")}登记",
        NotTaken => $"转给{Of("name")}{Of("waited")}秒没有人接",
        _ => Of("text"),
    };

    private string Of(string name) => Args.GetValueOrDefault(name) ?? string.Empty;
}
