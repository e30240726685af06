using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Shop.Buyers.Care;
using Zhanggui.Shop.Daily;

namespace Zhanggui.Shop.Buyers.Members;

/// <summary>When members are called back, by whom, and what an attempt leads to (pure).</summary>
internal static class MemberCallbackRules
{
    /// <summary>The first round opens when somebody is a member; the next so many months after the one before was opened.</summary>
    public static bool IsDue(LocalDate today, LocalDate since, LocalDate? lastOpened, int everyMonths) =>
        lastOpened is { } last ? last.PlusMonths(everyMonths) <= today : since <= today;

    /// <summary>Who made the buyer a member and may still call, else whoever of those who may has the fewest; the same one whatever the order.</summary>
    public static PersonId? Owner(PersonId madeBy, IReadOnlyDictionary<PersonId, int> openOf) =>
        openOf.ContainsKey(madeBy) ? madeBy : openOf.OrderBy(o => o.Value).ThenBy(o => o.Key.Value).Select(o => (PersonId?)o.Key).FirstOrDefault();

    /// <summary>Null = it may be written down. Every step of the book is done, or the note says why not; skipping says why.</summary>
    public static Refusal? Try(MemberRules book, MemberCallbackRow row, CareResult result, IReadOnlyCollection<string> steps, string? note, Instant now)
    {
        var missing = book.Steps.FirstOrDefault(s => !steps.Contains(s));
        return row.State != CallbackState.Open ? new CareNotThere()
            : result == CareResult.Missed && now < row.NextAt ? new CallbackTooSoon()
            : result == CareResult.Reached && missing is not null && string.IsNullOrWhiteSpace(note) ? new CallbackStepOpen(missing)
            : result == CareResult.Skipped && string.IsNullOrWhiteSpace(note) ? new CallbackReasonMissing()
            : null;
    }

    /// <summary>How it stands after an attempt, and when the next one may be made.</summary>
    public static (CallbackState State, long Tries, Instant NextAt) After(MemberRules book, MemberCallbackRow row, CareResult result, Instant now)
    {
        var tries = row.Tries + (result == CareResult.Skipped ? 0 : 1);
        return result switch
        {
            CareResult.Reached => (CallbackState.Reached, tries, row.NextAt),
            CareResult.Declined => (CallbackState.Declined, tries, row.NextAt),
            CareResult.Skipped => (CallbackState.Skipped, tries, row.NextAt),
            CareResult.Missed => book.Attempts is { } most && tries >= most ? (CallbackState.Unreached, tries, row.NextAt) : (CallbackState.Open, tries, now + (book.AgainAfter ?? Duration.Zero)),
            _ => throw new InvalidOperationException($"No way from {result}."),
        };
    }
}
