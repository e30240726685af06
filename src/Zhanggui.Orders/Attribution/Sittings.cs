using Zhanggui.Facts.Records;

namespace Zhanggui.Orders.Attribution;

/// <summary>The recorded sessions of one buyer; without them silence parts the contacts.</summary>
internal sealed class Sittings(IReadOnlyList<SessionFact> sessions)
{
    /// <summary>Does a new contact begin with the later of two neighbouring messages? Null = no session says.</summary>
    public bool? Between(long earlier, long later)
    {
        foreach (var session in sessions)
        {
            var (from, to) = (session.From.ToUnixTimeTicks(), session.To is { } end ? end.ToUnixTimeTicks() : long.MaxValue);
            if (from <= earlier && later < to)
            {
                return false;
            }

            if (earlier < to && to <= later)
            {
                return true;
            }
        }

        return null;
    }
}
