using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Store;

namespace Zhanggui.Rules.Books;

/// <summary>Where a book stands on its way: stored as far as people decided it, the rest follows from the date.</summary>
internal enum BookState
{
    Draft,
    Open,
    Scheduled,
    InForce,
    Superseded,
    Withdrawn,
}

/// <summary>The pure rules of a book's way into force.</summary>
internal static class BookLife
{
    /// <summary>
    /// A book holds in a shop from the first moment of its date there, but never before it was published: publishing
    /// "today" does not reach back to the morning.
    /// </summary>
    public static Instant InForceFrom(LocalDate date, Instant publishedAt, DateTimeZone zone) =>
        Instant.Max(date.AtStartOfDayInZone(zone).ToInstant(), publishedAt);

    /// <summary>The edition in force at an instant: the latest to have come into force; of two on one date the higher version.</summary>
    public static T? InForceAt<T>(IEnumerable<T> published, Func<T, (LocalDate Date, Instant PublishedAt, int Version)> when, DateTimeZone zone, Instant at)
        where T : class =>
        published.Where(b => InForceFrom(when(b).Date, when(b).PublishedAt, zone) <= at)
            .OrderByDescending(b => when(b).Date).ThenByDescending(b => when(b).Version)
            .FirstOrDefault();

    public static BookState StateOf(BookRow row, BookId? inForce, DateTimeZone zone, Instant now) => row.State switch
    {
        StoredState.Draft => BookState.Draft,
        StoredState.Open => BookState.Open,
        StoredState.Withdrawn => BookState.Withdrawn,
        _ when inForce == row.Id => BookState.InForce,
        _ when InForceFrom(row.EffectiveDate!.Value, row.PublishedAt!.Value, zone) > now => BookState.Scheduled,
        _ => BookState.Superseded,
    };

    /// <summary>May this book be published for this date? The reason why not, or null.</summary>
    public static Refusal? WhyNotPublish(BookRow row, BookReport report, int unanswered, LocalDate date, LocalDate today, IReadOnlyCollection<BookRow> published, IReadOnlySet<string> signed, RuleSection? monthly)
    {
        if (row.State != StoredState.Open)
        {
            return new BookNotOpen();
        }

        if (FirstError(report) is { } error)
        {
            return error;
        }

        if (unanswered > 0)
        {
            return new CommentsUnanswered(unanswered);
        }

        if (date < today)
        {
            return new DateInThePast(LocalDatePattern.Iso.Format(today));
        }

        if (monthly is not null && !MonthStarts.MayBegin(date, today))
        {
            return new StartsWithMonth(monthly.Title.Zh, monthly.Title.En, LocalDatePattern.Iso.Format(MonthStarts.First(today)));
        }

        if (published.Where(p => p.EffectiveDate > date && p.EffectiveDate > today).OrderBy(p => p.EffectiveDate).FirstOrDefault() is { } later)
        {
            return new LaterBookScheduled(later.Version, LocalDatePattern.Iso.Format(later.EffectiveDate!.Value));
        }

        return report.Doubts.FirstOrDefault(d => !signed.Contains(d.Path)) is { } doubt ? new ClauseNotSigned(doubt.Path, doubt.Clause.Zh, doubt.Clause.En) : null;
    }

    public static Refusal? FirstError(BookReport report) =>
        report.Problems.FirstOrDefault(p => p.Severity == Severity.Error) is { } error ? new BookHasErrors(error.Line, error.Reason.Zh, error.Reason.En) : null;
}
