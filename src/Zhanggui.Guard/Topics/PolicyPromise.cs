using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.People.Contracts;

namespace Zhanggui.Guard.Topics;

/// <summary>Where the time of a promise begins.</summary>
internal enum DueFrom
{
    /// <summary>With the message in which the buyer asked.</summary>
    Request,

    /// <summary>With the buyer's newest order.</summary>
    Order,
}

/// <summary>Why no date is known; then nobody makes one up.</summary>
internal enum NoDue
{
    /// <summary>The book does not say from when it counts.</summary>
    Start,

    /// <summary>Where the buyer asked is not in the conversation.</summary>
    Request,

    /// <summary>No order of the buyer is known.</summary>
    Order,

    /// <summary>The day is over.</summary>
    Past,
}

/// <summary>What asking for a policy promises: in so many months or days of the calendar. <paramref name="From"/> null = the book leaves open from when.</summary>
internal sealed record PolicyPromise(string What, int? Months, int? Days, DueFrom? From);

/// <summary>Until when: the day, its last moment of service and where it is counted from; or why there is none.</summary>
internal sealed record PromiseDue(LocalDate? On, Instant? Due, Instant? Since, NoDue? Why)
{
    /// <summary>Counted in days of the shop's calendar, the first not among them; a month ends with the day of its number, or with its last (pure).</summary>
    public static PromiseDue Of(PolicyPromise promise, Instant? asked, Instant? ordered, BusinessCalendar calendar, Instant now)
    {
        if (promise.From is not { } from)
        {
            return new PromiseDue(null, null, null, NoDue.Start);
        }

        if ((from == DueFrom.Order ? ordered : asked) is not { } since)
        {
            return new PromiseDue(null, null, null, from == DueFrom.Order ? NoDue.Order : NoDue.Request);
        }

        var on = calendar.DayOf(since).PlusMonths(promise.Months ?? 0).PlusDays(promise.Days ?? 0);
        var due = calendar.EndOfService(on);
        return due > now ? new PromiseDue(on, due, since, null) : new PromiseDue(on, null, since, NoDue.Past);
    }

    /// <summary>When the buyer asked: of the newest lines of theirs that stand together and ask, the first that does (pure).</summary>
    public static Instant? AskedAt(IReadOnlyList<EarlierLine> lines, Func<string, bool> asks)
    {
        Instant? first = null;
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            if (lines[i].IsBuyer)
            {
                first = asks(lines[i].Text) ? lines[i].At ?? first : first;
            }
            else if (first is not null)
            {
                break;
            }
        }

        return first;
    }
}
