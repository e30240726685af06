using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;

namespace Zhanggui.Shop.Contracts;

/// <summary>A platform changed a rule and <paramref name="Owner"/> is to act on it until <paramref name="DueAt"/>.</summary>
public sealed record RuleChangeNoted(ShopId Shop, Guid Change, PersonId By, PersonId Owner, string What, Instant DueAt) : IEvent
{
    public static string Name => "shop.rule_change.noted";
}

/// <summary>What a change of a platform's rules asked for was done.</summary>
public sealed record RuleChangeDone(ShopId Shop, Guid Change, PersonId By, string Text) : IEvent
{
    public static string Name => "shop.rule_change.done";
}
