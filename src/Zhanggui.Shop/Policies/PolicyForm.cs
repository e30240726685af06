using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Policies;

/// <summary>A named value that can be checked, such as <c>invoice</c> = <c>always</c>.</summary>
internal sealed record FactLine(string Name, string Value);

/// <summary>A policy as it is written down, sent and kept.</summary>
internal sealed partial record PolicyForm(
    string? Key, string? Topic, string? Title, ItemScope? Scope, Instant? From, Instant? To, string? Text, IReadOnlyList<PolicyAnswer>? Answers, IReadOnlyList<FactLine>? Facts, IReadOnlyList<string>? NotToSay)
{
    public const int KeyLength = 40;
    public const int TopicLength = 20;
    public const int TitleLength = 60;
    public const int TextLength = 2000;
    public const int AnswerLength = 500;
    public const int MostLines = 60;
    private const int TargetLength = 120;
    private const int MostTargets = 500;

    /// <summary>The topic of an agreed position, as facts folders name it.</summary>
    public static readonly string[] Complaints = ["重大投诉", "complaint"];

    public string ToJson() => JsonSerializer.Serialize(this, HouseJson.Options);

    /// <summary>A position whose buyer has been erased.</summary>
    public static PolicyForm Gone(string topic) => new(null, topic, topic, new ItemScope(ScopeKind.Buyer, []), null, null, string.Empty, [], [], []);

    public static PolicyForm FromJson(string json) => JsonSerializer.Deserialize<PolicyForm>(json, HouseJson.Options)!;

    /// <summary>What search looks through.</summary>
    public string Words => string.Join('\n', new[] { Key, Topic, Title, Text }.Concat((Answers ?? []).SelectMany(a => new[] { a.Case, a.Answer })).Concat(NotToSay ?? []).Concat(Scope?.Targets ?? []).Where(w => !string.IsNullOrEmpty(w))).ToLowerInvariant();

    public Outcome<PolicyForm> Clean()
    {
        var clean = this with
        {
            Key = Key?.Trim().ToLowerInvariant(),
            Topic = Topic?.Trim(),
            Title = string.IsNullOrWhiteSpace(Title) ? Topic?.Trim() : Title.Trim(),
            Scope = Scope is null ? ItemScope.Everything : Scope with { Targets = Scope.Kind == ScopeKind.All ? [] : [.. (Scope.Targets ?? []).Select(t => t.Trim()).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal)] },
            Text = Text?.Trim().ReplaceLineEndings("\n"),
            Answers = [.. (Answers ?? []).Select(a => new PolicyAnswer(a.Case?.Trim() ?? string.Empty, a.Answer?.Trim().ReplaceLineEndings("\n") ?? string.Empty, a.Promotion)).Where(a => a.Case.Length + a.Answer.Length > 0)],
            Facts = [.. (Facts ?? []).Select(f => new FactLine(f.Name?.Trim().ToLowerInvariant() ?? string.Empty, f.Value?.Trim().ToLowerInvariant() ?? string.Empty)).Where(f => f.Name.Length + f.Value.Length > 0)],
            NotToSay = [.. (NotToSay ?? []).Select(n => n?.Trim() ?? string.Empty).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal)],
        };
        return clean.Wrong() is { } wrong ? wrong : clean;
    }

    private Refusal? Wrong() =>
        Key is not { Length: > 0 and <= KeyLength } || !Keys().IsMatch(Key) ? new PolicyFieldWrong("key", $"编号用小写字母、数字和横线，最多 {KeyLength} 个，例如 invoice。", $"The key has lower-case letters, digits and hyphens, at most {KeyLength}.")
        : Topic is not { Length: > 0 and <= TopicLength } ? new PolicyFieldWrong("topic", $"主题写 1 到 {TopicLength} 个字。", $"The topic has 1 to {TopicLength} characters.")
        : Title is not { Length: <= TitleLength } ? new PolicyFieldWrong("title", $"标题最多 {TitleLength} 个字。", $"The title has at most {TitleLength} characters.")
        : From is not { } from ? new PolicyFieldWrong("from", "请选从什么时候起执行。", "Choose when it comes into force.")
        : To is { } to && to <= from ? new PolicyFieldWrong("to", "结束时间要晚于开始时间。", "It ends after it begins.")
        : Scope!.Kind != ScopeKind.All && Scope.Targets.Count is 0 or > MostTargets || Scope.Targets.Any(t => t.Length > TargetLength) ? new PolicyFieldWrong("scope", $"请选 1 到 {MostTargets} 个商品或类目。", $"Choose 1 to {MostTargets} items or categories.")
        : Scope.Kind == ScopeKind.Buyer && (!Complaints.Contains(Topic, StringComparer.Ordinal) || Scope.Targets.Count != 1 || !Scope.Targets[0].All(char.IsAsciiDigit)) ? new PolicyFieldWrong("scope", "只有主题是「重大投诉」的口径可以只对一位买家，填这位买家的客户编号。", "Only a policy of the topic complaint holds for one buyer, by customer number.")
        : Text is not { Length: > 0 and <= TextLength } ? new PolicyFieldWrong("text", $"口径正文写 1 到 {TextLength} 个字。", $"The policy has 1 to {TextLength} characters.")
        : Answers!.Count > MostLines || Answers.Any(a => a.Case.Length is 0 or > TitleLength || a.Answer.Length is 0 or > AnswerLength) ? new PolicyFieldWrong("answers", $"每条要写情形（最多 {TitleLength} 个字）和答法（最多 {AnswerLength} 个字），最多 {MostLines} 条。", $"Each has a case of {TitleLength} and an answer of {AnswerLength} characters at most; {MostLines} at most.")
        : Facts!.Count > MostLines || Facts.Any(f => !Names().IsMatch(f.Name) || f.Value.Length is 0 or > TitleLength) || Facts.Select(f => f.Name).Distinct(StringComparer.Ordinal).Count() != Facts.Count ? new PolicyFieldWrong("facts", "事实名用小写字母、数字和下划线，不能重复，值不能空，例如 invoice = always。", "Facts have names of lower-case letters, digits and underscores, none twice, and a value.")
        : NotToSay!.Count > MostLines || NotToSay.Any(n => n.Length > TitleLength) ? new PolicyFieldWrong("notToSay", $"不能说的话每条最多 {TitleLength} 个字，最多 {MostLines} 条。", $"At most {MostLines} of {TitleLength} characters.")
        : null;

    public PolicyInForce InForce(PolicyRow policy, PolicyVersionRow version) => new(
        policy.Id, policy.PolicyKey, version.Version, policy.ShopId, Topic ?? string.Empty, Title ?? string.Empty, Scope ?? ItemScope.Everything, version.StartsAt, Earlier(version.EndsAt, policy.EndedAt), Text ?? string.Empty,
        Answers ?? [], (Facts ?? []).ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal), NotToSay ?? []);

    private static Instant? Earlier(Instant? a, Instant? b) => a is null ? b : b is null ? a : Instant.Min(a.Value, b.Value);

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Keys();

    [GeneratedRegex("^[a-z][a-z0-9_]{0,39}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Names();
}
