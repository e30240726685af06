using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Orders.Repeat;

/// <summary>Fills groups of buyers that have a rule: once when they are made, then every so often. Done twice it changes nothing.</summary>
internal sealed class RuledGroupsJob(IRuledGroups groups, RepeatBook book, IBuyers buyers) : IJob
{
    private const int AtOnce = 500;
    private const int Most = 20_000;
    private static readonly Duration Age = Duration.FromHours(6);

    public string Name => "orders.ruled_groups";

    public Duration Every => Duration.FromSeconds(30);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        var due = await groups.DueAsync(now - Age, ct);
        foreach (var group in due)
        {
            var members = new List<BuyerId>();
            for (var skip = 0; skip < Most; skip += AtOnce)
            {
                var rows = await book.ListAsync(group.Shop, now - Duration.FromDays(group.Days), now, group.Orders, "buyer", skip, AtOnce, ct);
                members.AddRange((await buyers.FindByNamesAsync(group.Shop, [.. rows.Select(r => r.Buyer)], ct)).Values);
                if (rows.Count < AtOnce)
                {
                    break;
                }
            }

            await groups.FillAsync(group, members, ct);
        }

        return due.Count;
    }
}
