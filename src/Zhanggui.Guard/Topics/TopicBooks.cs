using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Ids;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Guard.Topics;

/// <inheritdoc cref="ITopicBooks"/>
internal sealed class TopicBooks(IRuleBooks books) : ITopicBooks
{
    public async Task<InForce<TopicBook>> EffectiveAsync(ShopId shop, Instant at, CancellationToken ct)
    {
        var rules = await books.EffectiveAsync(PolicySection.Section, shop, at, ct);
        return new InForce<TopicBook>(rules.Rules.Book, rules.Book);
    }
}
