using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Orders.Events;

/// <summary>What can be done to an order, as the facts folder names it. The time is always that of the act: a flag set back in time could win an order.</summary>
internal static class EventRules
{
    public const string Flagged = "flagged";
    public const string Unflagged = "unflagged";
    public const string NoteChanged = "note_changed";
    public const string ReorderLinked = "reorder_linked";
    public const string WrongGoods = "wrong_goods";
    public const int LongestDetail = 500;
    public const int LongestFlag = 20;

    /// <summary>Acts that somebody writes down; a reorder is linked by an act of its own.</summary>
    public static readonly IReadOnlySet<string> Kinds = new HashSet<string>(StringComparer.Ordinal)
    {
        Flagged, Unflagged, NoteChanged, "verified", "list_sent", "reminded", "chased_buyer", "chased_internal", "closed_for_buyer", WrongGoods,
    };

    public static Refusal? Write(string kind, string? detail) =>
        !Kinds.Contains(kind) ? new EventUnknown()
        : kind == Flagged && (string.IsNullOrWhiteSpace(detail) || detail.Trim().Length > LongestFlag) ? new EventFlagWrong(LongestFlag)
        : kind is NoteChanged or WrongGoods && string.IsNullOrWhiteSpace(detail) ? new EventDetailWrong(LongestDetail)
        : detail?.Length > LongestDetail ? new EventDetailWrong(LongestDetail)
        : null;

    /// <summary>An order was placed again for another one: the other was there before, is not paid, and is another.</summary>
    public static Refusal? Link(string order, long placed, string from, (long Placed, bool IsPaid)? original) =>
        original is not { } other ? new ReorderOriginalUnknown()
        : order == from || other.Placed > placed ? new ReorderNotBefore()
        : other.IsPaid ? new ReorderOriginalPaid()
        : null;
}
