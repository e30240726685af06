using NodaTime;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;

namespace Zhanggui.Reception.Retention;

/// <summary>The rule: which conversations have been kept long enough.</summary>
internal static class Retiring
{
    /// <summary>What ended at this instant or before is over at <paramref name="now"/>; calendar months, counted in UTC.</summary>
    public static Instant Before(Instant now, int months) =>
        now.InUtc().LocalDateTime.PlusMonths(-months).InUtc().ToInstant();

    /// <summary>Closed, silent since <paramref name="before"/> (notes and lines of the house count as well), still with its words, and cited by nobody.</summary>
    public static bool IsDue(Conversation head, Instant before, bool isCited) =>
        head.State == ConversationState.Closed && !head.IsRetired && !isCited && head.ListedAt <= before && head.RecordAt <= before && head.LastAt <= before;
}
