namespace Zhanggui.Orders.Import.Texts;

/// <summary>
/// Tells in a copied chat who is of the shop: Qianniu writes <c>店铺名:子账号</c>, in WeChat an agent is known by the accounts and names that the shop
/// has under People. Everybody else is a buyer.
/// </summary>
internal sealed class ChatSides(IReadOnlySet<string> accounts)
{
    public bool IsAgent(string nick) => nick.AsSpan().IndexOfAny(':', '：') > 0 || accounts.Contains(nick);

    /// <summary>Half-width, as every other source writes sub-accounts.</summary>
    public static string Account(string nick) => nick.Replace('：', ':');
}
