using System.Runtime.InteropServices;

namespace Zhanggui.Orders.Attribution;

/// <summary>
/// One message of a person, as far as attribution asks. <paramref name="Who"/> is the agent who spoke; negative for the buyer's words:
/// -1 to nobody in particular, else two less than the negative of the agent addressed. <paramref name="Buyer"/> is a number within the share.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Said(long At, int Row, int Who, int Buyer)
{
    public const int ToNobody = -1;

    public bool IsHuman => Who >= 0;

    public static int To(int agent) => -2 - agent;
}

/// <summary>What is set on an order or hangs on it; a rule that asks for none of it has only the words.</summary>
[Flags]
internal enum Marks
{
    None = 0,
    PaidWithoutTime = 1,
    Decided = 2,
    Link = 4,
    Note = 8,
    Flag = 16,
    Events = 32,
    Lines = 64,
}

/// <summary>One order, as far as the rules about words ask. Buyer is a number within the share, negative for one who was never spoken with; times that are not known are <see cref="Unknown"/>.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Asked(long Placed, long Paid, long Closed, int Order, int Buyer, int Shop, Marks Marks)
{
    public const long Unknown = long.MinValue;

    public static long? Known(long ticks) => ticks == Unknown ? null : ticks;
}
