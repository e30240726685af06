using System.Collections.Concurrent;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Reception.Presence;

/// <summary>Who has which conversation on the screen, in all processes; kept in memory and forgotten after a while of silence.</summary>
internal sealed class Onlookers(Murmurs murmurs, TimeProvider clock)
{
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<(Guid Conversation, Guid Person), (string Name, long At)> looking = new();

    /// <summary>Says that a person looks at a conversation, or (null) at none.</summary>
    public void Say(ShopId shop, PersonId person, string name, Guid? conversation) =>
        murmurs.Say(shop, new Murmur(Murmur.Looking, conversation, null, Murmur.ByAgent, person.Value, name));

    /// <summary>Takes note of a murmur; gives the conversations whose onlookers changed.</summary>
    public IReadOnlyList<Guid> Note(Murmur murmur)
    {
        if (murmur.Kind != Murmur.Looking || murmur.Person is not { } person)
        {
            return [];
        }

        var changed = new List<Guid>();
        foreach (var key in looking.Keys.Where(k => k.Person == person && k.Conversation != murmur.Conversation))
        {
            if (looking.TryRemove(key, out _))
            {
                changed.Add(key.Conversation);
            }
        }

        if (murmur.Conversation is { } now)
        {
            looking[(now, person)] = (murmur.Name, clock.GetTimestamp());
            changed.Add(now);
        }

        return changed;
    }

    /// <summary>Who looks at it now.</summary>
    public IReadOnlyList<(Guid Person, string Name)> Of(Guid conversation)
    {
        var people = new List<(Guid, string)>();
        foreach (var (key, (name, at)) in looking)
        {
            if (clock.GetElapsedTime(at) > ForgottenAfter)
            {
                looking.TryRemove(key, out _);
            }
            else if (key.Conversation == conversation)
            {
                people.Add((key.Person, name));
            }
        }

        return people;
    }
}
