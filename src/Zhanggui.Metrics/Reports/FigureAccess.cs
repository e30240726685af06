using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.Metrics.Cells;
using Zhanggui.People.Contracts;

namespace Zhanggui.Metrics.Reports;

/// <summary>How far somebody sees: everything of the shop, some teams with everybody in them, or oneself.</summary>
internal enum Reach
{
    Own,
    Teams,
    All,
}

/// <summary>A shop as one person sees its figures.</summary>
internal sealed record FigureView(ShopCard Shop, PersonId Person, Reach Reach, IReadOnlySet<string> Teams)
{
    public string ShopScope => $"shop:{Shop.Id}";

    public string OwnScope => $"person:{Person}";
}

/// <summary>The only way to figures in request code: which scopes somebody may see. Absent and forbidden look the same.</summary>
internal sealed class FigureAccess(IShops shops, CellStore cells)
{
    public async Task<FigureView?> FindAsync(Actor actor, Guid shop, CancellationToken ct)
    {
        if (await shops.FindAsync(ShopId.From(shop), ct) is not { } card || card.Organisation != actor.Organisation)
        {
            return null;
        }

        var teams = (await shops.TeamsAsync(card.Id, ct)).ToList();
        if (!actor.Can(Permissions.ReadFigure, card.Id) && !teams.Exists(t => actor.Can(Permissions.ReadFigure, card.Id, t.Id)))
        {
            return null;
        }

        // A leader of no team in particular leads all of them.
        var isAll = actor.Can(Permissions.ReadAll, card.Id) || actor.Can(Permissions.ReadTeam, card.Id);
        var own = teams.Where(t => actor.Can(Permissions.ReadTeam, card.Id, t.Id)).Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        return new FigureView(card, actor.Person, isAll ? Reach.All : own.Count > 0 ? Reach.Teams : Reach.Own, own);
    }

    /// <summary>The team in which somebody's figures were counted last; null = none yet.</summary>
    public async Task<string?> TeamOfAsync(FigureView view, CancellationToken ct) =>
        (await cells.ScopesAsync(view.Shop.Id, "person", ct)).Where(s => s.Scope == view.OwnScope).Select(s => s.Team).FirstOrDefault(t => t is not null);

    public async Task<bool> MaySeeAsync(FigureView view, string scope, CancellationToken ct) => view.Reach switch
    {
        Reach.All => true,
        _ when scope == view.OwnScope => true,
        Reach.Teams => (scope.StartsWith("team:", StringComparison.Ordinal) && view.Teams.Contains(scope["team:".Length..]))
            || (scope.StartsWith("person:", StringComparison.Ordinal) && (await ScopesAsync(view, "person", ct)).Any(s => s.Scope == scope)),
        _ => false,
    };

    /// <summary>Scopes of a kind (shop, team, person, product, hour, me) that may be seen, with the team of a person.</summary>
    public async Task<IReadOnlyList<(string Scope, string? Team)>> ScopesAsync(FigureView view, string kind, CancellationToken ct)
    {
        if (kind == "me")
        {
            return [(view.OwnScope, null)];
        }

        if (kind == "shop")
        {
            return view.Reach == Reach.All ? [(view.ShopScope, null)] : [];
        }

        var all = await cells.ScopesAsync(view.Shop.Id, kind, ct);
        return view.Reach == Reach.All ? all
            : kind == "person" ? [.. all.Where(s => s.Scope == view.OwnScope || (s.Team is not null && view.Teams.Contains(s.Team)))]
            : kind == "team" ? [.. all.Where(s => view.Teams.Contains(s.Scope["team:".Length..]))]
            : [];
    }
}
