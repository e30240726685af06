using NodaTime;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Metrics.Cells;

/// <summary>A day of a shop as it is kept: by which book it was counted, which files were missing, and whether it is to be counted again.</summary>
internal sealed record CountedDay(LocalDate Day, bool IsWaiting, BookName? Book, IReadOnlyList<string> Missing, Instant? CountedAt);
