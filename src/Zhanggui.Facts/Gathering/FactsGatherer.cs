using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;

namespace Zhanggui.Facts.Gathering;

/// <summary>Brings together what all rooms know of a shop: the same facts as the folder that <c>zhanggui export facts</c> writes.</summary>
public sealed class FactsGatherer(IEnumerable<IFactsSource> sources)
{
    /// <summary>Files without a row count as missing.</summary>
    public async Task<FactSet> GatherAsync(FactsWanted wanted, CancellationToken ct)
    {
        var rows = new FactSetBuilder();
        await GiveAsync(wanted, rows, ct);
        return rows.Build();
    }

    /// <summary>The same, row by row.</summary>
    public async Task GiveAsync(FactsWanted wanted, IFactsSink sink, CancellationToken ct)
    {
        var once = new Once(sink);
        foreach (var source in sources.OrderByDescending(s => s.HandsOver))
        {
            await source.GiveAsync(wanted, once, ct);
        }
    }

    /// <summary>What is just being handed from one room to another is met twice and counts once.</summary>
    private sealed class Once(IFactsSink sink) : IFactsSink
    {
        private readonly HashSet<object> seen = [];

        public void Add<T>(FactsFile<T> file, T row)
            where T : class => Add(file, row, null);

        public void Add<T>(FactsFile<T> file, T row, IReadOnlyDictionary<string, string>? unknown)
            where T : class
        {
            if (row switch
            {
                IncidentFact incident => seen.Add(incident.Id),
                // Files of these were kept as they came before the shop's own room took them, which writes the same row in words of its own.
                PromotionFact promotion => seen.Add((promotion.Promotion, promotion.From, promotion.To)),
                PolicyFact policy => seen.Add((policy.Policy, policy.From)),
                RosterFact or LeaveFact => seen.Add(row),
                _ => true,
            })
            {
                sink.Add(file, row, unknown);
            }
        }
    }
}
