using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;

namespace Zhanggui.Reception.Writing;

/// <summary>
/// Heads as this process last wrote them, with the transaction that wrote them (PostgreSQL's <c>xmin</c>). Other processes may have
/// written since: whoever uses them writes on condition that the version still holds.
/// </summary>
internal sealed class KnownHeads
{
    private const int Limit = 20_000;
    private readonly Dictionary<Guid, (Conversation Head, long Version)> heads = [];
    private readonly Dictionary<(Guid Channel, Guid Buyer), Guid> open = [];

    public void Clear()
    {
        heads.Clear();
        open.Clear();
    }

    public void Keep(Conversation head, long version)
    {
        if (heads.Count >= Limit)
        {
            Clear();
        }

        heads[head.Id.Value] = (head, version);
        var place = (head.Channel.Value, head.Buyer);
        if (head.State != ConversationState.Closed)
        {
            open[place] = head.Id.Value;
        }
        else if (open.TryGetValue(place, out var id) && id == head.Id.Value)
        {
            open.Remove(place);
        }
    }

    public long VersionOf(Guid id) => heads[id].Version;

    /// <summary>All that a batch wants, when it wants nothing but open conversations that are known; else null.</summary>
    public Loaded? Find(Wanted wanted)
    {
        if (wanted.WithRepeats || wanted.Messages.Count + wanted.Reads.Count + wanted.Drafts.Count > 0)
        {
            return null;
        }

        var loaded = new Loaded { IsFromMemory = true };
        foreach (var id in wanted.Conversations)
        {
            if (!TryLoad(loaded, id))
            {
                return null;
            }
        }

        foreach (var place in wanted.Arrivals)
        {
            if (!open.TryGetValue(place, out var id) || !TryLoad(loaded, id) || !loaded.Arrivals.ContainsKey(place))
            {
                return null;
            }
        }

        return loaded;
    }

    private bool TryLoad(Loaded loaded, Guid id)
    {
        if (!heads.TryGetValue(id, out var known) || known.Head.State == ConversationState.Closed)
        {
            return false;
        }

        loaded.Heads[id] = known.Head;
        loaded.Arrivals[(known.Head.Channel.Value, known.Head.Buyer)] = id;
        return true;
    }
}
