using NodaTime;
using Zhanggui.Guard.Contracts;

namespace Zhanggui.Metrics.Waves;

/// <summary>The first line of a buyer on a day that asked about a topic.</summary>
internal sealed record Asked(string Topic, Instant At, string Message);

/// <summary>What buyers asked on one day: each counts once a topic, and once in all who wrote.</summary>
internal sealed record WaveCount(int Buyers, IReadOnlyDictionary<string, string> Names, IReadOnlyList<Asked> Asked);

/// <summary>Adds up the buyers' lines of a day, in whatever order they come (pure).</summary>
internal sealed class WaveTally(TopicBook book)
{
    private readonly HashSet<string> buyers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Buyer, string Topic), Asked> first = [];

    public void Add(string buyer, Instant at, string message, string? text)
    {
        buyers.Add(buyer);
        foreach (var hit in book.Read(text ?? string.Empty))
        {
            names[hit.Topic] = hit.Name;
            if (!first.TryGetValue((buyer, hit.Topic), out var was) || at < was.At || (at == was.At && string.CompareOrdinal(message, was.Message) < 0))
            {
                first[(buyer, hit.Topic)] = new Asked(hit.Topic, at, message);
            }
        }
    }

    public WaveCount Count() => new(buyers.Count, names, [.. first.Values.OrderBy(a => a.Topic, StringComparer.Ordinal).ThenBy(a => a.At).ThenBy(a => a.Message, StringComparer.Ordinal)]);
}
