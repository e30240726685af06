using Zhanggui.Guard.Contracts;

namespace Zhanggui.Guard.Facts;

/// <summary>What the texts of policies say by yes or no (pure). A text that does not say it plainly says nothing.</summary>
internal static class PolicyWords
{
    private static readonly string[] Denials = ["不支持", "不能", "无法", "暂不", "没有", "不提供", "不可以", "不可", "不开", "不收", "不接受", "不包邮", "不参加", "not supported", "no "];
    private static readonly char[] Clauses = ['。', '；', ';', '，', ',', '\n', '!', '！'];
    private static readonly char[] Sayings = [';', '；', '|', '\n'];
    private static readonly string[] InvoiceTopics = ["发票", "开票", "invoice"];
    private static readonly string[] PostageTopics = ["包邮", "free_shipping", "free-shipping"];
    private static readonly string[] PaymentTopics = ["支付", "付款", "分期", "payment", "pay_", "cod", "instal", "huabei", "credit"];

    private static readonly (string Name, string[] Topics)[] Methods =
    [
        ("货到付款", ["货到付款", "cod", "cash_on_delivery"]),
        ("信用卡", ["信用卡", "credit"]),
        ("花呗", ["花呗", "huabei", "ant_pay_later"]),
        ("分期", ["分期", "instal"]),
        ("快捷支付", ["快捷支付", "quick_payment"]),
        ("余额宝", ["余额宝", "yuebao", "yu_e_bao"]),
        ("微信支付", ["微信支付", "wechat_pay"]),
        ("支付宝", ["支付宝", "alipay"]),
        ("银行卡", ["银行卡"]),
        ("储蓄卡", ["储蓄卡"]),
        ("云闪付", ["云闪付"]),
        ("白条", ["白条"]),
        ("代付", ["代付"]),
    ];

    public static IReadOnlyList<string> NotToSay(string? text) =>
        (text ?? string.Empty).Split(Sayings, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static bool? Invoice(IEnumerable<GuardPolicy> policies) => OfTopic(policies, InvoiceTopics);

    public static bool? FreeShipping(IEnumerable<GuardPolicy> policies) => OfTopic(policies, PostageTopics);

    /// <param name="named">Values that policies name, such as <c>cash_on_delivery</c> = <c>no</c>; they win over what texts say.</param>
    public static IReadOnlyDictionary<string, bool> Payments(IEnumerable<GuardPolicy> policies, IReadOnlyDictionary<string, string>? named = null)
    {
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var policy in policies.Where(p => IsAbout(p, PaymentTopics) || Methods.Any(m => IsAbout(p, m.Topics))))
        {
            foreach (var clause in (policy.Text ?? string.Empty).Split(Clauses, StringSplitOptions.RemoveEmptyEntries))
            {
                foreach (var method in Methods.Where(m => clause.Contains(m.Name, StringComparison.Ordinal)))
                {
                    known[method.Name] = !Denies(clause);
                }
            }

            foreach (var method in Methods.Where(m => policy.Text is not null && IsAbout(policy, m.Topics) && !known.ContainsKey(m.Name)))
            {
                known[method.Name] = !Denies(policy.Text!);
            }
        }

        foreach (var (name, value) in named ?? new Dictionary<string, string>())
        {
            foreach (var method in Methods.Where(m => m.Topics.Any(t => name.Contains(t, StringComparison.OrdinalIgnoreCase))))
            {
                if (ShopFacts.YesOrNo(value) is { } accepted)
                {
                    known[method.Name] = accepted;
                }
            }
        }

        return known;
    }

    private static bool? OfTopic(IEnumerable<GuardPolicy> policies, string[] topics) =>
        policies.FirstOrDefault(p => p.Text is { Length: > 0 } && IsAbout(p, topics)) is { } policy ? !Denies(policy.Text!) : null;

    private static bool IsAbout(GuardPolicy policy, string[] topics) =>
        topics.Any(t => (policy.Topic ?? policy.Name).Contains(t, StringComparison.OrdinalIgnoreCase) || policy.Name.Contains(t, StringComparison.OrdinalIgnoreCase));

    private static bool Denies(string text) => Denials.Any(d => text.Contains(d, StringComparison.OrdinalIgnoreCase));
}
