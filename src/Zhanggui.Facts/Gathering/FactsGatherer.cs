using Zhanggui.Facts.Records;

namespace Zhanggui.Facts.Gathering;

/// <summary>Brings together what all rooms know of a shop: the same facts as the folder that <c>zhanggui export facts</c> writes.</summary>
public sealed class FactsGatherer(IEnumerable<IFactsSource> sources)
{
    /// <summary>Files without a row count as missing.</summary>
    public async Task<FactSet> GatherAsync(FactsWanted wanted, CancellationToken ct)
    {
        var rows = new FactSetBuilder();
        foreach (var source in sources.OrderByDescending(s => s.HandsOver))
        {
            await source.GiveAsync(wanted, rows, ct);
        }

        var facts = rows.Build();
        return facts with { Incidents = [.. facts.Incidents.DistinctBy(i => i.Id)], Roster = [.. facts.Roster.Distinct()], Leave = [.. facts.Leave.Distinct()] };
    }
}
