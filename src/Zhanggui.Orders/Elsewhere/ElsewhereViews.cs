using NodaTime;

namespace Zhanggui.Orders.Elsewhere;

/// <summary>Whom a tool gives an order, on the order's page. Kept are the row's columns that nobody knows.</summary>
internal sealed record ToldView(string Line, string Source, string? Account, string? Name, Instant? CountedAt, long? Amount, string? FileName, IReadOnlyDictionary<string, string> Kept);

/// <summary>How a tool's decision stands to ours.</summary>
internal static class Verdicts
{
    public const string OursOnly = "ours-only";

    public static IReadOnlySet<string> All { get; } = new HashSet<string>(["same", "shared", "differs", "undecided", "waiting", "unknown-agent", "no-order", OursOnly], StringComparer.Ordinal);
}

/// <summary>An order as another tool counts it beside what holds here. Money in fen.</summary>
internal sealed record ComparedOrder(
    string OrderId, string Line, string? Source, string? Account, Guid? TheirPerson, string? TheirName, Instant? CountedAt, long? TheirAmount,
    string? OurBasis, Guid? OurPerson, string? OurName, string? Month, long? Paid, string? Title, string Verdict, string? FileName);

internal sealed record VerdictCount(string Source, string Verdict, long Orders, long Amount);
