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
}
