using NodaTime;

namespace Zhanggui.People.Rights;

/// <summary>Half-open intervals: <c>from</c> belongs to it, <c>to</c> does not; no <c>to</c> means still running.</summary>
internal static class Intervals
{
    public static bool Overlap(Instant fromA, Instant? toA, Instant fromB, Instant? toB) =>
        (toB is null || fromA < toB) && (toA is null || fromB < toA);

    public static bool Overlap(LocalDate fromA, LocalDate? toA, LocalDate fromB, LocalDate? toB) =>
        (toB is null || fromA < toB) && (toA is null || fromB < toA);
}
