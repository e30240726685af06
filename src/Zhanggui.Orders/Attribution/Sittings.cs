using Zhanggui.Facts.Records;

namespace Zhanggui.Orders.Attribution;

/// <summary>The recorded sessions of one buyer; without them silence parts the contacts.</summary>
internal sealed class Sittings
{
    private readonly (long From, long To, int Agent)[] sessions;

    public Sittings(IEnumerable<SessionFact> held, Agents agents) => sessions =
    [
        .. held.Select(s => (s.From.ToUnixTimeTicks(), s.To is { } end ? end.ToUnixTimeTicks() : long.MaxValue, string.IsNullOrEmpty(s.Account) ? -1 : agents.At(s.Account, s.Shop, s.From.ToUnixTimeTicks()))),
    ];

    /// <summary>
    /// Does a new contact of the agent begin with the later of two neighbouring messages? Not while a session of the buyer holds both, whoever sat in it
    /// (it may have been handed on); with the end of one's own session it does. Null = no session says.
    /// </summary>
    public bool? Between(long earlier, long later, int agent)
    {
        bool? parted = null;
        foreach (var (from, to, whose) in sessions)
        {
            if (from <= earlier && later < to)
            {
                return false;
            }

            if (earlier < to && to <= later && (whose < 0 || whose == agent))
            {
                parted = true;
            }
        }

        return parted;
    }
}
