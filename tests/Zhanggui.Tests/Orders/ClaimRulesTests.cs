using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Orders.Claims;

namespace Zhanggui.Tests.Orders;

public sealed class ClaimRulesTests
{
    private static readonly PersonId Mei = new(Guid.Parse("00000000-0000-0000-0000-000000000001"));
    private static readonly PersonId Qiang = new(Guid.Parse("00000000-0000-0000-0000-000000000002"));
    private static readonly PersonId Boss = new(Guid.Parse("00000000-0000-0000-0000-000000000003"));
    private static readonly Instant Noon = Instant.FromUtc(2026, 10, 15, 4, 0);

    [Theory]
    [InlineData("claim", 1, "qiang", "我接待的", false, null)]
    [InlineData("dispute", 1, "qiang", "旗是我插的", false, null)]
    [InlineData("dispute", 1, "mei", "应该平分", false, null)]
    [InlineData("claim", 1, "mei", "是我的", false, "orders.claim.already_yours")]
    [InlineData("claim", 1, "mei qiang", "应该全归我", false, null)]
    [InlineData("claim", 1, "", "静默的，其实买家用另一个号问过我", false, null)]
    [InlineData("claim", 0, "", "我接待的", false, "orders.claim.too_early")]
    [InlineData("claim", 1, "qiang", "", false, "orders.claim.reason_wrong")]
    [InlineData("claim", 1, "qiang", "  ", false, "orders.claim.reason_wrong")]
    [InlineData("claim", 1, "qiang", "我接待的", true, "orders.claim.already_open")]
    public void Claim_is_taken_or_refused(string kind, int number, string winners, string reason, bool hasOpen, string? code)
    {
        var standing = new Standing(number, [.. winners.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => (w == "mei" ? Mei : Qiang).ToString())]);

        (ClaimRules.Make(Enum.Parse<ClaimKind>(kind, ignoreCase: true), Mei, standing, new ClaimEvidence(reason, [], null), hasOpen)?.Code).ShouldBe(code);
    }

    [Theory]
    [InlineData(ClaimRules.LongestReason, 0, 0, null)]
    [InlineData(ClaimRules.LongestReason + 1, 0, 0, "orders.claim.reason_wrong")]
    [InlineData(1, ClaimRules.MostMessages, ClaimRules.LongestAccount, null)]
    [InlineData(1, ClaimRules.MostMessages + 1, 0, "orders.claim.evidence_too_long")]
    [InlineData(1, 0, ClaimRules.LongestAccount + 1, "orders.claim.evidence_too_long")]
    public void Evidence_has_limits(int reason, int messages, int account, string? code)
    {
        var evidence = new ClaimEvidence(new string('因', reason), [.. Enumerable.Range(0, messages).Select(i => $"m{i}")], account == 0 ? null : new string('号', account));

        (ClaimRules.Make(ClaimKind.Claim, Mei, new Standing(1, []), evidence, hasOpen: false)?.Code).ShouldBe(code);
    }

    [Theory]
    [InlineData("mei", null, null)]
    [InlineData("boss", null, "orders.claim.not_yours")]
    [InlineData("mei", "refused", "orders.claim.already_ended")]
    [InlineData("mei", "withdrawn", "orders.claim.already_ended")]
    public void Only_the_maker_withdraws_and_only_while_it_is_open(string by, string? ended, string? code) =>
        (ClaimRules.Withdraw(Made(ended), by == "mei" ? Mei : Boss)?.Code).ShouldBe(code);

    [Theory]
    [InlineData("boss", null, "mei", "查过聊天，是她接待的", null)]
    [InlineData("boss", null, null, "没有证据", null)]
    [InlineData("boss", null, null, "", "orders.claim.reason_wrong")]
    [InlineData("boss", null, "mei", "", "orders.claim.reason_wrong")]
    [InlineData("mei", null, "mei", "是我的", "orders.claim.own")]
    [InlineData("mei", null, "qiang", "算他的", "orders.claim.own")]
    [InlineData("mei", null, null, "不要了", "orders.claim.own")]
    [InlineData("boss", null, "boss", "给我", "orders.credit.own")]
    [InlineData("boss", null, "mei boss", "平分", "orders.credit.own")]
    [InlineData("boss", null, "", "批准", "orders.credit.shares_wrong")]
    [InlineData("boss", null, "mei mei", "重复", "orders.credit.shares_wrong")]
    [InlineData("boss", null, "mei qiang", "平分", null)]
    [InlineData("boss", "approved", "mei", "再批一次", "orders.claim.already_ended")]
    public void Somebody_else_decides_with_a_reason_and_gives_nothing_to_themselves(string by, string? ended, string? shares, string reason, string? code)
    {
        IReadOnlyList<ManualShare>? asked = shares is null ? null : [.. shares.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => new ManualShare(s switch { "mei" => Mei, "boss" => Boss, _ => Qiang }, 1))];

        (ClaimRules.Decide(Made(ended), by == "boss" ? Boss : Mei, asked, reason)?.Code).ShouldBe(code);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    [InlineData(1, true)]
    [InlineData(ClaimRules.HeaviestShare, true)]
    [InlineData(ClaimRules.HeaviestShare + 1, false)]
    public void Share_is_a_positive_whole_weight(long weight, bool isRight) =>
        (ClaimRules.Manual([new ManualShare(Mei, weight)], Boss, "定") is null).ShouldBe(isRight);

    private static Claim Made(string? ended) => new(Guid.Empty, default, "E1", ClaimKind.Claim, Mei, Noon, 1, new ClaimEvidence("我接待的", [], null),
        ended is null ? null : new ClaimEnding(Enum.Parse<ClaimEnd>(ended, ignoreCase: true), Boss, Noon, "已处理", null));
}
