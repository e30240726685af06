using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Rules;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Reception.Queue;

/// <summary>What the shop's rule book in force says, as the rules of this room take it. Answers come from memory.</summary>
internal sealed class ShopRules(IEnumerable<IRuleBooks> books, ReceptionOptions options)
{
    private static readonly Duration Never = Duration.FromMilliseconds(-1);
    private readonly IRuleBooks? books = books.FirstOrDefault();

    public async ValueTask<Limits> LimitsAsync(ShopId shop, Instant now, CancellationToken ct) =>
        await InForceAsync(shop, now, ct) is { } rules
            ? new Limits(rules.RecallWindow ?? Never, rules.ReopenWindow ?? Never, options.TextLength, options.TagCount)
            : options.Limits;

    public async ValueTask<int> CapacityAsync(ShopId shop, Instant now, CancellationToken ct) =>
        await InForceAsync(shop, now, ct) is { } rules ? (int)(rules.CapacityPerAgent ?? int.MaxValue) : options.AgentCapacity;

    /// <summary>The waits that turn amber and red; null = never.</summary>
    public async ValueTask<(Duration? Amber, Duration? Red)> WaitsAsync(ShopId shop, Instant now, CancellationToken ct) =>
        await InForceAsync(shop, now, ct) is { } rules ? (rules.WaitAmber, rules.WaitRed) : (null, null);

    /// <summary>What a buyer reads when nobody is there; null = the client's own words.</summary>
    public async ValueTask<string?> OfflineWordsAsync(ShopId shop, Instant now, CancellationToken ct) => (await InForceAsync(shop, now, ct))?.OfflineText;

    private async ValueTask<ReceptionRules?> InForceAsync(ShopId shop, Instant now, CancellationToken ct) =>
        books is null ? null : (await books.EffectiveAsync(ReceptionSection.Section, shop, now, ct)).Rules;
}
