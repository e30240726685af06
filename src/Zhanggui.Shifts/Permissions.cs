namespace Zhanggui.Shifts;

internal static class Permissions
{
    public const string ReadDuty = "shifts.duty.read";
    public const string SetOwnDuty = "shifts.duty.set-own";
    public const string SetOthersDuty = "shifts.duty.set-others";

    /// <summary>The roster of the shop, and one's own leave.</summary>
    public const string ReadRoster = "shifts.roster.read";

    /// <summary>Enter and change shifts.</summary>
    public const string EditRoster = "shifts.roster.edit";

    /// <summary>Ask for leave of one's own.</summary>
    public const string AskLeave = "shifts.leave.ask";

    /// <summary>Everybody's leave with its notes, and recording what somebody asked by telephone.</summary>
    public const string ReadAllLeave = "shifts.leave.read-all";

    /// <summary>Sign, refuse and call off leave of others: it is valid only when signed (ATT-08).</summary>
    public const string SignLeave = "shifts.leave.sign";

    /// <summary>Write in the duty log, hand over, receive, and close what one owns.</summary>
    public const string Handover = "shifts.handover.make";

    /// <summary>Everybody's log and handovers of the shop.</summary>
    public const string ReadAllHandovers = "shifts.handover.read-all";

    /// <summary>Let a handover go past what blocks it, with a reason under one's own name.</summary>
    public const string ExceptHandover = "shifts.handover.except";
}
