using Zhanggui.Guard.Checking;
using Zhanggui.Guard.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Guard.Desk;

/// <summary>Whose the order numbers in a message are, asked once for everything that is looked at together; without any, nothing is asked.</summary>
internal sealed class OwnedNumbers(Lazy<IOrderOwners?> owners)
{
    private const int Most = 50;
    private const string SomebodyElse = "another buyer";

    public async Task<Func<string, string?>?> ForAsync(GuardedTalk talk, IReadOnlyList<string> texts, CancellationToken ct)
    {
        var numbers = texts.SelectMany(Numbers.Orders).Distinct(StringComparer.Ordinal).Take(Most).ToList();
        if (numbers.Count == 0 || owners.Value is not { } room || talk.Line.Buyer is not { } buyer || !Guid.TryParse(buyer, out var id))
        {
            return null;
        }

        var known = await room.OwnersAsync(talk.Shop, new BuyerId(id), numbers, ct);
        return number => known.TryGetValue(number, out var owner) ? owner == NumberOwner.Own ? buyer : SomebodyElse : null;
    }
}
