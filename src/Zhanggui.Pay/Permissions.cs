namespace Zhanggui.Pay;

internal static class Permissions
{
    /// <summary>One's own slips; object to a line of them and say yes.</summary>
    public const string ReadSlip = "pay.slip.read";

    /// <summary>Everybody's slips and the months of the shop. Every look is in the audit.</summary>
    public const string ReadAllSlips = "pay.slip.read-all";

    public const string ExportSlips = "pay.slip.export";

    /// <summary>Compute a month, propose it, agree to it.</summary>
    public const string SettleMonth = "pay.month.settle";

    /// <summary>Close a month for ever, and say when it was paid.</summary>
    public const string CloseMonth = "pay.month.close";

    /// <summary>Decide who climbs a grade and enter assessments; never one's own.</summary>
    public const string DecidePromotion = "pay.promotion.decide";

    /// <summary>Decide objections; never one's own.</summary>
    public const string DecideObjection = "pay.objection.decide";

    /// <summary>One's own mistakes, with their evidence; comment on them.</summary>
    public const string ReadIncident = "pay.incident.read";

    public const string ReadAllIncidents = "pay.incident.read-all";

    /// <summary>Enter a mistake by hand, for somebody else to weigh.</summary>
    public const string EnterIncident = "pay.incident.enter";

    /// <summary>Confirm, lower or drop a proposed mistake; never one's own.</summary>
    public const string DecideIncident = "pay.incident.decide";
}
