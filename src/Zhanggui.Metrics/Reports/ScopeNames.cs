using Zhanggui.Kernel.Ids;
using Zhanggui.Metrics.Contracts;
using Zhanggui.People.Contracts;

namespace Zhanggui.Metrics.Reports;

/// <summary>Names of people for scopes and rows; whoever came with a file and has no account keeps the name of the file.</summary>
internal sealed class ScopeNames(IPeople people)
{
    private const int Most = 1000;

    /// <summary>Those that have a figure in the period, by name.</summary>
    public async Task<IReadOnlyList<ScopeView>> OfAsync(FigureView view, IReadOnlyList<(string Scope, string? Team)> scopes, IReadOnlyList<MetricRow> rows, CancellationToken ct)
    {
        var there = rows.Select(r => r.Scope).ToHashSet(StringComparer.Ordinal);
        var shown = scopes.Where(s => there.Contains(s.Scope) || s.Scope == view.OwnScope || s.Scope == view.ShopScope).ToList();
        var names = await OfAsync([.. shown.Select(s => Tail(s.Scope))], ct);
        return [.. shown.Select(s => new ScopeView(s.Scope, s.Scope == view.ShopScope ? view.Shop.Name : names.GetValueOrDefault(Tail(s.Scope)) ?? Tail(s.Scope), s.Team)).OrderBy(s => s.Name, StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyDictionary<string, string>> OfAsync(IReadOnlyCollection<string> persons, CancellationToken ct)
    {
        var ids = persons.Where(p => Guid.TryParse(p, out _)).Select(p => new PersonId(Guid.Parse(p))).Distinct().Take(Most).ToList();
        return ids.Count == 0 ? new Dictionary<string, string>(StringComparer.Ordinal) : (await people.FindManyAsync(ids, ct)).ToDictionary(p => p.Key.ToString()!, p => p.Value.Name, StringComparer.Ordinal);
    }

    private static string Tail(string scope) => scope[(scope.IndexOf(':') + 1)..];
}
