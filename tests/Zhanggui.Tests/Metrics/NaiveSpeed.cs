using System.Globalization;
using NodaTime;
using Zhanggui.Facts.Records;

namespace Zhanggui.Tests.Metrics;

/// <summary>What the two books of the test say, written down a second time.</summary>
internal sealed record NaiveSettings(long SilenceSeconds, long CapSeconds, long WithinSeconds, long FirstWithinSeconds, int SlowRounds, long SlowOverSeconds, int FromHour, int ToHour, int FirstFromHour, string[] Closing);

/// <summary>
/// The speed figures once more, as slowly and as literally as the definitions say them: for each question one looks through all messages of the buyer.
/// Shares nothing with the room Metrics but the facts.
/// </summary>
internal sealed class NaiveSpeed(FactSet facts, NaiveSettings settings)
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private readonly Dictionary<(string Metric, string Set, string Scope), (long Numerator, long Denominator)> sums = [];

    private string shop = string.Empty;

    public IReadOnlyDictionary<(string Metric, string Set, string Scope), (long Numerator, long Denominator)> Sums => sums;

    public NaiveSpeed Count(LocalDate from, LocalDate to)
    {
        // A person's figures add up their shops.
        foreach (var (at, buyer) in facts.Messages.Select(m => (m.Shop, m.Buyer)).Distinct().ToList())
        {
            shop = at;
            Count(Said(buyer), from, to);
        }

        return this;
    }

    private sealed record Spoken(string Id, long At, bool IsBuyer, string? Account, string Text, int Sitting);

    private List<Spoken> Said(string buyer)
    {
        var mine = new List<MessageFact>();
        foreach (var m in facts.Messages)
        {
            if (m.Shop == shop && m.Buyer == buyer && m.SentAt is not null && (m.Sender is SenderKind.Buyer or SenderKind.Agent or SenderKind.AssistBot) && !IsFiltered(buyer, m.SentAt.Value))
            {
                mine.Add(m);
            }
        }

        mine.Sort((a, b) => a.SentAt != b.SentAt ? a.SentAt!.Value.CompareTo(b.SentAt!.Value) : string.CompareOrdinal(a.Id, b.Id));
        var all = new List<Spoken>();
        var sitting = 0;
        for (var i = 0; i < mine.Count; i++)
        {
            if (i > 0)
            {
                var (last, now) = (mine[i - 1].SentAt!.Value, mine[i].SentAt!.Value);
                var isEnded = facts.Sessions.Any(s => s.Shop == shop && s.Buyer == buyer && (s.EndedBy is "agent" or "buyer") && s.To > last && s.To <= now);
                sitting += (now - last).TotalSeconds >= settings.SilenceSeconds || isEnded ? 1 : 0;
            }

            all.Add(new Spoken(mine[i].Id, mine[i].SentAt!.Value.ToUnixTimeMilliseconds(), mine[i].Sender == SenderKind.Buyer, mine[i].Account, mine[i].Text ?? string.Empty, sitting));
        }

        return all;
    }

    private bool IsFiltered(string buyer, Instant at) =>
        facts.Accounts.Any(a => a.Account == buyer) || facts.Filters.Any(f => f.Buyer == buyer && (string.IsNullOrEmpty(f.Shop) || f.Shop == shop) && (f.From is null || f.From <= at) && (f.To is null || f.To > at));

    private void Count(List<Spoken> said, LocalDate from, LocalDate to)
    {
        var slow = new List<(LocalDate Day, string? Person)>();
        for (var i = 0; i < said.Count; i++)
        {
            var day = Day(said[i].At);
            if (!said[i].IsBuyer || day < from || day >= to)
            {
                continue;
            }

            // Every message of a buyer asks, for the figures of the platforms.
            if (Opens(said, i, _ => true) is { } plain)
            {
                Platforms(said[i], plain.Answer, plain.IsFirst);
            }

            // In our own set closing words ask nothing.
            if (Opens(said, i, IsAsking) is { } asking)
            {
                Own(said[i], asking.Answer);
                if (asking.Answer is { } answer && answer.At - said[i].At > settings.SlowOverSeconds * 1000)
                {
                    slow.Add((day, PersonOf(answer)));
                }
            }
        }

        foreach (var day in slow.Select(s => s.Day).Distinct())
        {
            if (slow.Count(s => s.Day == day) >= settings.SlowRounds)
            {
                Add("slow_receptions", "shop", $"shop:{shop}", 1, 0);
            }

            foreach (var person in slow.Where(s => s.Day == day && s.Person is not null).Select(s => s.Person).Distinct())
            {
                if (slow.Count(s => s.Day == day && s.Person == person) >= settings.SlowRounds)
                {
                    Add("slow_receptions", "shop", $"person:{person}", 1, 0);
                    foreach (var team in TeamsOf(person!, day))
                    {
                        Add("slow_receptions", "shop", $"team:{team}", 1, 0);
                    }
                }
            }
        }
    }

    /// <summary>Does the message open a round, and who closes it? The first one of a sitting, and the first one after each human answer.</summary>
    private static (Spoken? Answer, bool IsFirst)? Opens(List<Spoken> said, int i, Func<Spoken, bool> isAsking)
    {
        if (!isAsking(said[i]))
        {
            return null;
        }

        var isFirst = true;
        for (var j = i - 1; j >= 0 && said[j].Sitting == said[i].Sitting; j--)
        {
            isFirst = isFirst && !(said[j].IsBuyer && isAsking(said[j]));
        }

        for (var j = i - 1; j >= 0 && said[j].Sitting == said[i].Sitting && said[j].IsBuyer; j--)
        {
            if (isAsking(said[j]))
            {
                return null; // the question before is still open: the clock stays at it
            }
        }

        for (var k = i + 1; k < said.Count; k++)
        {
            if (!said[k].IsBuyer)
            {
                return (said[k], isFirst);
            }

            if (said[k].Sitting != said[i].Sitting && isAsking(said[k]))
            {
                break; // the buyer began anew: the old question stays unanswered
            }
        }

        return (null, isFirst);
    }

    private bool IsAsking(Spoken one) => !settings.Closing.Contains(one.Text.Trim());

    private void Platforms(Spoken asked, Spoken? answer, bool isFirst)
    {
        long? took = answer is null ? null : answer.At - asked.At;
        var hour = Hour(asked.At);
        var isSameDay = answer is not null && Day(answer.At) == Day(asked.At);
        if (hour >= settings.FromHour && hour < settings.ToHour)
        {
            Everybody("average_response", "tb-2023", asked, answer, Math.Min(took ?? long.MaxValue, settings.CapSeconds * 1000), 1);
            Everybody("three_minute_rate", "tb-2023", asked, answer, took <= settings.WithinSeconds * 1000 && isSameDay ? 1 : 0, 1);
            if (took is null)
            {
                Everybody("unanswered_rounds", "tb-2023", asked, answer, 1, 0);
                Everybody("unanswered_rounds", "tb-2020", asked, answer, 1, 0);
            }
            else if (took >= 1000 && isSameDay)
            {
                Everybody("average_response", "tb-2020", asked, answer, took.Value, 1);
            }
        }

        if (!isFirst)
        {
            return;
        }

        if (took is not null)
        {
            Everybody("first_response", "shop", asked, answer, took.Value, 1);
        }

        if (IsEverybodyOffline(asked.At))
        {
            Add("offline_messages", "jd", $"shop:{shop}", 1, 0);
        }
        else if (hour >= settings.FirstFromHour && hour < 23)
        {
            Everybody("first_30s_rate", "jd", asked, answer, took <= settings.FirstWithinSeconds * 1000 ? 1 : 0, 1);
        }
    }

    private void Own(Spoken asked, Spoken? answer)
    {
        Everybody("rounds", "shop", asked, answer, 1, 0);
        Everybody("three_minute_rate", "shop", asked, answer, answer is not null && answer.At - asked.At <= settings.WithinSeconds * 1000 ? 1 : 0, 1);
        if (answer is null)
        {
            Everybody("unanswered_rounds", "shop", asked, answer, 1, 0);
        }
        else
        {
            Everybody("average_response", "shop", asked, answer, answer.At - asked.At, 1);
        }
    }

    private bool IsEverybodyOffline(long at)
    {
        var now = facts.Presence.Where(p => p.From.ToUnixTimeMilliseconds() <= at && (p.To is null || p.To.Value.ToUnixTimeMilliseconds() > at)).ToList();
        return now.Count > 0 && now.All(p => p.State == PresenceState.Offline);
    }

    private void Everybody(string metric, string set, Spoken asked, Spoken? answer, long numerator, long denominator)
    {
        Add(metric, set, $"shop:{shop}", numerator, denominator);
        if (PersonOf(answer ?? asked) is not { } person)
        {
            return;
        }

        Add(metric, set, $"person:{person}", numerator, denominator);
        foreach (var team in TeamsOf(person, Day(asked.At)))
        {
            Add(metric, set, $"team:{team}", numerator, denominator);
        }
    }

    private List<string?> TeamsOf(string person, LocalDate day) =>
        [.. facts.People.Where(p => p.Person == person && (p.From is null || p.From <= day) && (p.To is null || p.To > day)).Select(p => p.Team)];

    private string? PersonOf(Spoken one)
    {
        if (one.Account is null or "nobody")
        {
            return null;
        }

        if (facts.People.Any(p => p.Person == one.Account) && facts.Accounts.All(a => a.Account != one.Account))
        {
            return one.Account;
        }

        var holders = facts.Accounts.Where(a => a.Account == one.Account && !(a.From?.ToUnixTimeMilliseconds() > one.At) && !(a.To?.ToUnixTimeMilliseconds() <= one.At)).Select(a => a.Person).Distinct().ToList();
        return holders.Count == 1 ? holders[0] : null;
    }

    private void Add(string metric, string set, string scope, long numerator, long denominator)
    {
        var (n, d) = sums.GetValueOrDefault((metric, set, scope));
        sums[(metric, set, scope)] = (n + numerator, d + denominator);
    }

    private static LocalDate Day(long at) => Instant.FromUnixTimeMilliseconds(at).InZone(Zone).Date;

    private static int Hour(long at) => int.Parse(Instant.FromUnixTimeMilliseconds(at).InZone(Zone).ToString("HH", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
