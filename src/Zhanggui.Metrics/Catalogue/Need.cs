namespace Zhanggui.Metrics.Catalogue;

/// <summary>The files a figure stands on.</summary>
internal static class Need
{
    public const string Messages = "messages.csv";
    public const string Orders = "orders.csv";
    public const string Lines = "order_lines.csv";
    public const string Events = "order_events.csv";
    public const string Refunds = "refunds.csv";
    public const string Reviews = "reviews.csv";
    public const string Ratings = "ratings.csv";
    public const string Sessions = "sessions.csv";
    public const string Transfers = "transfers.csv";
    public const string Presence = "presence.csv";
    public const string Roster = "roster.csv";
    public const string Promises = "promises.csv";
    public const string Incidents = "incidents.csv";
    public const string Complaints = "complaints.csv";
    public const string Costs = "costs.csv";
}
