using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Orders.Import.Facts;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Elsewhere;

/// <summary>Whom a service report means: whoever used the account at that time, else a staff number or a name that only one has. Two holders at one time are nobody.</summary>
internal sealed class AgentNames
{
    private static readonly char[] Colons = [':', '：'];
    private readonly PersonNames people;
    private readonly ILookup<string, AccountUse> uses;
    private readonly ILookup<string, AccountUse> tails;

    private AgentNames(PersonNames people, IReadOnlyList<AccountUse> uses)
    {
        this.people = people;
        this.uses = uses.ToLookup(u => u.Account, StringComparer.Ordinal);
        tails = uses.Where(u => u.Account.IndexOfAny(Colons) >= 0).ToLookup(u => u.Account[(u.Account.LastIndexOfAny(Colons) + 1)..], StringComparer.Ordinal);
    }

    public static async Task<AgentNames> ReadAsync(Database database, IStaffHistory staff, ShopCard shop, CancellationToken ct) =>
        new(await PersonNames.ReadAsync(database, staff, shop, [], ct), await staff.AccountUsesAsync(shop.Id, ct));

    /// <summary>At an instant.</summary>
    public PersonId? At(string name, Instant? at) => Find(name, at, at is { } known ? known + Duration.Epsilon : null);

    /// <summary>During a whole day: an account that changed hands on it is nobody's.</summary>
    public PersonId? On(string name, LocalDate day, DateTimeZone zone) => Find(name, day.AtStartOfDayInZone(zone).ToInstant(), day.PlusDays(1).AtStartOfDayInZone(zone).ToInstant());

    private PersonId? Find(string name, Instant? from, Instant? to)
    {
        // Reports of one tool write the whole account, others only what stands behind the shop's name.
        var held = uses[name].Any() ? uses[name] : tails[name].Any() ? tails[name] : uses[name[(name.LastIndexOfAny(Colons) + 1)..]];
        var holders = held.Where(u => from is null || (u.From < to && (u.To is null || u.To > from))).Select(u => u.Person).Distinct().Take(2).ToList();
        return holders.Count == 1 ? holders[0] : held.Any() ? null : people.Find(name);
    }
}
