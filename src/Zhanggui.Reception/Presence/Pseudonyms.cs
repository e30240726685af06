using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Conversations;

namespace Zhanggui.Reception.Presence;

/// <summary>
/// Whoever was erased is shown under a pseudonym. The record keeps the name inside its sealed words, which cannot be
/// changed without breaking the chain, so it is left out whenever messages are read.
/// </summary>
internal sealed class Pseudonyms(IPeople people, TimeProvider clock)
{
    private static readonly Duration FreshFor = Duration.FromSeconds(10);
    private volatile Known known = new(new Dictionary<PersonId, string>(), Instant.MinValue);

    /// <summary>Drops what is remembered: somebody was erased.</summary>
    public void Forget() => known = known with { Until = Instant.MinValue };

    public async ValueTask HideAsync(List<Message> messages, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (now >= known.Until)
        {
            known = new Known(await people.PseudonymsAsync(ct), now + FreshFor);
        }

        var names = known.Names;
        for (var i = 0; names.Count > 0 && i < messages.Count; i++)
        {
            if (messages[i].Person is { } person && names.TryGetValue(person, out var name))
            {
                messages[i] = messages[i] with { PersonName = name };
            }
        }
    }

    private sealed record Known(IReadOnlyDictionary<PersonId, string> Names, Instant Until);
}
