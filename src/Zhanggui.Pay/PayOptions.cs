using System.ComponentModel.DataAnnotations;

namespace Zhanggui.Pay;

/// <summary>Settings of the room, section <c>Pay</c>.</summary>
internal sealed class PayOptions
{
    /// <summary>Closed months before the one that is settled whose facts are read again, so that what came later is corrected. Older months are left as they are.</summary>
    [Range(0, 24)]
    public int CorrectedMonths { get; set; } = 3;

    /// <summary>Minutes after which another process may take over a settlement that nobody finished.</summary>
    [Range(1, 240)]
    public int LeaseMinutes { get; set; } = 30;

    /// <summary>Minutes after which today and yesterday are looked at again for lateness and absence.</summary>
    [Range(1, 1440)]
    public int WatchMinutes { get; set; } = 10;

    /// <summary>Days back for which changed facts still propose mistakes; nobody is asked about what lies further back.</summary>
    [Range(1, 3660)]
    public int WatchedDays { get; set; } = 400;

    /// <summary>Days back that are looked at anew when a book is published.</summary>
    [Range(0, 366)]
    public int BookWatchedDays { get; set; } = 31;

    /// <summary>Days before its list that an order may have been placed, noted and verified.</summary>
    [Range(1, 3660)]
    public int ListLookbackDays { get; set; } = 200;

    /// <summary>Days for which comparisons of books are kept; those with a note are kept for ever. 0 = all are.</summary>
    [Range(0, 36600)]
    public int WhatIfDays { get; set; } = 365;
}
