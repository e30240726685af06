using System.Text.RegularExpressions;
using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Phrases;

/// <summary>What a phrase may look like, who may see and keep it, and which of its places are still open.</summary>
internal static partial class PhraseRules
{
    public const int TitleLength = 60;
    public const int TextLength = 1000;
    public const int CodeLength = 20;
    public const int GroupLength = 20;
    public const int MostOfShop = 3000;
    public const int MostOfPerson = 300;

    /// <summary>Places that the desk fills from the conversation; any other name in braces is filled by hand.</summary>
    public static readonly IReadOnlyList<string> Variables = ["买家", "客服", "店铺", "订单号", "单号", "快递", "产品", "价格", "今天"];

    private static readonly HashSet<string> Known = [.. Variables];

    /// <summary>The fields as they are kept, or what is wrong with them.</summary>
    public static Outcome<PhraseFields> Clean(PhraseFields fields)
    {
        var clean = fields with
        {
            Team = fields.Level == PhraseLevel.Team ? fields.Team : null,
            Group = fields.Group.Trim(),
            Code = string.IsNullOrWhiteSpace(fields.Code) ? null : fields.Code.Trim().TrimStart('/').ToLowerInvariant(),
            Title = fields.Title.Trim(),
            Text = fields.Text.Trim().ReplaceLineEndings("\n"),
            GuardReason = string.IsNullOrWhiteSpace(fields.GuardReason) ? null : fields.GuardReason.Trim(),
        };
        return clean.Title.Length is 0 or > TitleLength ? new PhraseFieldWrong("title", $"问题写 1 到 {TitleLength} 个字。", $"The question has 1 to {TitleLength} characters.")
            : clean.Text.Length is 0 or > TextLength ? new PhraseFieldWrong("text", $"内容写 1 到 {TextLength} 个字。", $"The words have 1 to {TextLength} characters.")
            : clean.Group.Length is 0 or > GroupLength ? new PhraseFieldWrong("group", $"分组写 1 到 {GroupLength} 个字。", $"The group has 1 to {GroupLength} characters.")
            : clean.Code is { } code && (code.Length > CodeLength || !Codes().IsMatch(code)) ? new PhraseFieldWrong("code", $"短码用字母、数字或汉字，最多 {CodeLength} 个，中间不留空格。", $"A short code has at most {CodeLength} letters or digits and no blanks.")
            : clean.GuardReason?.Length > StoredEye.ReasonLength ? new PhraseFieldWrong("guardReason", $"理由最多 {StoredEye.ReasonLength} 个字。", $"The reason has at most {StoredEye.ReasonLength} characters.")
            : clean is { Level: PhraseLevel.Team, Team: null } ? new PhraseFieldWrong("team", "请选班组。", "Choose a team.")
            : clean;
    }

    /// <summary>The fields with the reason that is kept: only where the guard asks for one; the same words keep the reason they had.</summary>
    public static PhraseFields Reasoned(PhraseFields fields, PhraseFields? before, GuardVerdict verdict) => fields with
    {
        GuardReason = verdict.Verdict == GuardLevel.Confirm ? fields.GuardReason ?? (before?.Text == fields.Text ? before.GuardReason : null) : null,
    };

    /// <summary>Everybody of the shop sees the shop's, members see their team's, and one's own are one's own.</summary>
    public static bool Sees(Actor actor, ShopId shop, PhraseFields fields) => fields.Level switch
    {
        PhraseLevel.Shop => true,
        PhraseLevel.Team => actor.Can(Permissions.ReadConversations, shop, fields.Team),
        PhraseLevel.Own => fields.Owner == actor.Person,
        _ => false,
    };

    public static bool Keeps(Actor actor, ShopId shop, PhraseFields fields) => fields.Level == PhraseLevel.Own
        ? fields.Owner == actor.Person && actor.Can(Permissions.SendMessages, shop)
        : actor.Can(Permissions.EditPhrases, shop, fields.Team);

    /// <summary>The last day still counts.</summary>
    public static bool IsExpired(PhraseFields fields, LocalDate today) => fields.ExpiresOn < today;

    public static bool IsDue(PhraseFields fields, LocalDate today) => !IsExpired(fields, today) && fields.ReviewOn <= today;

    /// <summary>Nobody has sent it for so long, counted from when it was last changed.</summary>
    public static bool IsUnused(Phrase phrase, Duration? after, Instant now) =>
        after is { } span && now - (phrase.LastUsedAt is { } used && used > phrase.ChangedAt ? used : phrase.ChangedAt) >= span;

    /// <summary>The first place that the house knows and nobody filled; such words do not go out.</summary>
    public static string? OpenVariable(string text) =>
        text.Contains('{', StringComparison.Ordinal) ? Places().Matches(text).Select(m => m.Groups[1].Value).FirstOrDefault(Known.Contains) : null;

    [GeneratedRegex(@"\{([^{}\s]{1,20})\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Places();

    [GeneratedRegex(@"^[\p{L}\p{N}_-]+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Codes();
}
