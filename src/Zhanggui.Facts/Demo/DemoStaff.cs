using NodaTime;

namespace Zhanggui.Facts.Demo;

/// <summary>Who works in the demo shops, with which account, and when: everything about people is settled before the first buyer comes.</summary>
internal sealed class DemoStaff
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;
    private const int AgentsPerAfterSales = 6;
    private const int FirstStaffNo = 6001;
    private static readonly string[] Surnames = ["李", "王", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗"];
    private static readonly string[] GivenNames = ["晓雯", "佳怡", "梦琪", "子涵", "雨桐", "思远", "浩然", "欣怡", "嘉豪", "静", "敏", "丽娟", "志强", "海燕", "文博", "若曦"];
    private static readonly string[] Nicks = ["小雅", "小木", "小溪", "小满", "小麦", "小月", "小北", "小鹿", "小舟", "小禾", "小竹", "小棠"];
    private static readonly string[] ShopNames = ["暖屋壁画旗舰店", "青禾家饰专营店", "大宅背景墙官方店", "墨白墙艺旗舰店", "画里有家企业店"];
    private static readonly string[] Platforms = ["tmall", "jd", "taobao", "douyin", "pinduoduo"];

    private readonly Dictionary<(int Day, string Account), DemoStint> byAccount = [];

    public DemoStaff(DemoScale scale, YearMonth month, DateTimeZone zone, DemoRandom random)
    {
        Shops = [.. ShopNames.Take(scale.Shops).Select((name, i) => ($"shop{i + 1}", name, Platforms[i]))];
        var number = 0;
        for (var shop = 0; shop < scale.Shops; shop++)
        {
            var agents = (scale.Agents * (shop + 1) / scale.Shops) - (scale.Agents * shop / scale.Shops);
            Hire(shop, agents, month, random, ref number);
        }

        People.Add(Person(number, 0, 0, null, month, random) with { Role = "supervisor", Team = "客服部", Grade = string.Empty });
        var days = month.ToDateInterval().Length;
        Stints = new IReadOnlyList<DemoStint>[days, scale.Shops];
        for (var day = 0; day < days; day++)
        {
            Plan(day, month.OnDayOfMonth(day + 1), zone, random);
        }
    }

    public IReadOnlyList<(string Id, string Name, string Platform)> Shops { get; }

    public List<DemoPerson> People { get; } = [];

    /// <summary>By day and shop.</summary>
    public IReadOnlyList<DemoStint>[,] Stints { get; }

    /// <summary>The person who leads a shop's agents and takes over accounts during leave.</summary>
    public DemoPerson LeaderOf(int shop) => People.First(p => p.Shop == shop && p.Role == "leader");

    public DemoStint? Find(int day, string account) => day >= 0 && day < Stints.GetLength(0) ? byAccount.GetValueOrDefault((day, account)) : null;

    /// <summary>An agent who is online, of after-sales where it is asked for and there is one; null = nobody.</summary>
    public DemoStint? Online(int day, int shop, long at, DemoRandom random, bool isAfterSales = false, string? notAccount = null)
    {
        var stints = Stints[day, shop];
        if (stints.Count == 0)
        {
            return null;
        }

        var (first, other) = (random.Next(stints.Count), (DemoStint?)null);
        for (var i = 0; i < stints.Count; i++)
        {
            var stint = stints[(first + i) % stints.Count];
            if (!stint.IsOnline(at) || stint.Account == notAccount)
            {
                continue;
            }

            if (stint.Person.IsAfterSales == isAfterSales)
            {
                return stint;
            }

            other ??= stint;
        }

        return other;
    }

    /// <summary>The first to come online after a moment of that day.</summary>
    public DemoStint? NextOnline(int day, int shop, long at) => Stints[day, shop].Where(s => s.From > at).MinBy(s => s.From);

    private void Hire(int shop, int agents, YearMonth month, DemoRandom random, ref int number)
    {
        People.Add(Person(number++, shop, 0, $"{ShopNames[shop]}:组长", month, random) with { Role = "leader", Grade = "senior", Team = "售前组" });
        for (var i = 1; i <= agents; i++)
        {
            var account = $"{ShopNames[shop]}:{Nicks[(i - 1) % Nicks.Length]}{(i > Nicks.Length ? $"{(i - 1) / Nicks.Length:00}" : string.Empty)}";
            var person = Person(number++, shop, i, account, month, random);
            if (i > agents - Math.Max(1, agents / AgentsPerAfterSales))
            {
                person = person with { Team = "售后组" };
            }

            People.Add((i % 10) switch
            {
                1 => person with { LeftOn = month.OnDayOfMonth(15) },
                2 => person with { Leave = (month.OnDayOfMonth(9), month.OnDayOfMonth(13)) },
                3 => person with { Grade = "junior", PromotedOn = month.OnDayOfMonth(11) },
                _ => person,
            });
            if (i % 10 == 1)
            {
                People.Add(Person(number++, shop, i, $"{account}新", month, random) with { HiredOn = month.OnDayOfMonth(16), Grade = "junior" });
            }
        }
    }

    private static DemoPerson Person(int number, int shop, int place, string? account, YearMonth month, DemoRandom random) =>
        new($"p{number + 1:000}", $"{random.Pick(Surnames)}{random.Pick(GivenNames)}", $"{FirstStaffNo + number}", "agent", "售前组", random.Chance(400) ? "junior" : "mid-level", shop, place, account, random.Between(700, 1_400))
        {
            HiredOn = month.OnDayOfMonth(1).PlusMonths(-random.Between(2, 40)).PlusDays(random.Next(20)),
        };

    private void Plan(int day, LocalDate date, DateTimeZone zone, DemoRandom random)
    {
        var midnight = zone.AtStartOfDay(date).ToInstant().ToUnixTimeMilliseconds();
        for (var shop = 0; shop < Shops.Count; shop++)
        {
            var stints = new List<DemoStint>();
            foreach (var person in People.Where(p => p.Shop == shop && p.Role == "agent" && (day + p.Number) % 7 != 6))
            {
                var holder = person.Leave is { } leave && date >= leave.From && date < leave.To ? LeaderOf(shop) : person;
                if (holder.Works(date))
                {
                    var stint = Stint(holder, person, day, midnight, random);
                    stints.Add(stint);
                    byAccount[(day, stint.Account)] = stint;
                }
            }

            Stints[day, shop] = stints;
        }
    }

    private static DemoStint Stint(DemoPerson holder, DemoPerson owner, int day, long midnight, DemoRandom random)
    {
        var isDay = (owner.Number + (day / 7)) % 2 == 0;
        var (from, to) = isDay ? (midnight + (8 * Hour) + (30 * Minute), midnight + (17 * Hour)) : (midnight + (16 * Hour), midnight + (24 * Hour));
        var login = from + (random.Chance(DemoMix.Late) ? random.Between(3 * Minute, 40 * Minute) : -random.Between(0, 10 * Minute));
        var logout = to + (isDay ? random.Between(0, 25 * Minute) : -random.Between(0, 3 * Minute));
        var meal = isDay ? midnight + (11 * Hour) + random.Between(30 * Minute, 110 * Minute) : midnight + (17 * Hour) + random.Between(30 * Minute, 90 * Minute);
        var later = meal + (2 * Hour) + random.Between(0, Hour);
        return new DemoStint(holder, owner.Account!, owner.Shop, from, to, login, logout)
        {
            Away = (meal, meal + random.Between(25 * Minute, 45 * Minute)),
            OnHold = random.Chance(DemoMix.OnHold) ? (later, later + random.Between(4 * Minute, 12 * Minute)) : default,
            Gap = random.Chance(DemoMix.Gap) ? (later + (30 * Minute), later + random.Between(36 * Minute, 60 * Minute)) : default,
        };
    }
}
