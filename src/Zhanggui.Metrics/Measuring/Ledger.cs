using System.Globalization;
using NodaTime;
using Zhanggui.Metrics.Catalogue;
using Zhanggui.Metrics.Contracts;

namespace Zhanggui.Metrics.Measuring;

/// <summary>
/// Adds up parts per figure, scope and day, and keeps the parts of the one figure whose rows are wanted: rows and figure come
/// from the same additions.
/// </summary>
internal sealed class Ledger(Staff staff, Wish wish)
{
    public const string ShopSet = "shop";

    private static readonly string[] HourScopes = [.. Enumerable.Range(0, 24).Select(h => $"hour:{h.ToString("00", CultureInfo.InvariantCulture)}")];

    private readonly Dictionary<(string Metric, string Set), Figure> figures = [];
    private readonly Dictionary<(string Person, LocalDate Day), string?> teams = [];
    private readonly Dictionary<string, (string Person, string Team)> names = new(StringComparer.Ordinal);
    private readonly List<Part> kept = [];
    private string shopScope = string.Empty;
    private ShopDays days = ShopDays.Of(null);

    public IReadOnlyCollection<Figure> Figures => figures.Values;

    public bool Has(LocalDate day) => wish.Has(day);

    public bool IsFine => wish.IsFine;

    public string ShopScope => shopScope;

    /// <summary>The rows of the wanted figure by day, time and id; what counts once counts on its first row.</summary>
    public IReadOnlyList<MetricMember> Members()
    {
        if (wish.Rows is not { } figure || kept.Count == 0)
        {
            return [];
        }

        var cell = new MetricCell();
        var merge = MetricCatalogue.Get(figure.Metric).Merge;
        return
        [
            .. kept.OrderBy(p => p.Day).ThenBy(p => p.From).ThenBy(p => p.Id, StringComparer.Ordinal).ThenBy(p => p.Person, StringComparer.Ordinal).ThenBy(p => p.Numerator).ThenBy(p => p.Denominator)
                .Select(p => (Part: p, Added: cell.Add(p, merge)))
                .Select(x => new MetricMember(x.Part.Day, x.Part.Kind, x.Part.Id, x.Part.Buyer, x.Part.Person, x.Part.From, x.Part.To, x.Part.FromMessage, x.Part.ToMessage, x.Part.Item,
                    x.Added.Numerator, x.Added.Denominator, x.Part.OpenUntil)),
        ];
    }

    /// <summary>From now on parts are of this shop.</summary>
    public void Enter(string shop, ShopDays clock) => (shopScope, days) = ($"shop:{shop}", clock);

    /// <summary>The figure stands for the shop even when nothing falls into it.</summary>
    public Figure Open(string metric, string set = ShopSet)
    {
        if (!figures.TryGetValue((metric, set), out var figure))
        {
            figures[(metric, set)] = figure = new Figure(MetricCatalogue.Get(metric), set);
        }

        figure.Declared.Add(shopScope);
        return figure;
    }

    public void Lack(string metric, string set, string file) => Open(metric, set).Missing[shopScope] = file;

    /// <summary>For the shop, and finely for its hour and product.</summary>
    public void Shop(Figure figure, in Part part)
    {
        Add(figure, shopScope, part);
        if (wish.IsFine)
        {
            Finely(figure, part);
        }
    }

    /// <summary>For the person, and for the team they were in on that day; nothing when the part is nobody's.</summary>
    public void Person(Figure figure, in Part part)
    {
        if (part.Person is not { } person)
        {
            return;
        }

        Add(figure, NamesOf(person).Person, part);
        if (TeamOf(person, part.Day) is { } team)
        {
            Add(figure, NamesOf(team).Team, part);
        }
    }

    public void Everybody(Figure figure, in Part part)
    {
        Shop(figure, part);
        Person(figure, part);
    }

    /// <summary>For one scope alone, where persons do not add up to the shop.</summary>
    public void Only(Figure figure, string scope, in Part part) => Add(figure, scope, part);

    public void Product(Figure figure, string item, in Part part)
    {
        if (wish.IsFine)
        {
            Add(figure, $"product:{item}", part);
        }
    }

    public string? TeamOf(string person, LocalDate day)
    {
        if (!teams.TryGetValue((person, day), out var team))
        {
            teams[(person, day)] = team = staff.TeamOf(person, day);
        }

        return team;
    }

    /// <summary>The shop, and the person and team when there is one.</summary>
    public IEnumerable<string> Scopes(string? person, LocalDate day)
    {
        yield return shopScope;
        if (person is not null)
        {
            yield return NamesOf(person).Person;
            if (TeamOf(person, day) is { } team)
            {
                yield return NamesOf(team).Team;
            }
        }
    }

    private void Finely(Figure figure, in Part part)
    {
        if (part.From is { } at && figure.Definition.Merge != MetricMerge.Most)
        {
            Add(figure, HourScopes[days.Time(at).Hour], part);
        }

        if (part.Channel is { } channel)
        {
            Add(figure, $"channel:{channel}", part);
        }
    }

    private (string Person, string Team) NamesOf(string name) => names.TryGetValue(name, out var known) ? known : names[name] = ($"person:{name}", $"team:{name}");

    private void Add(Figure figure, string scope, in Part part)
    {
        if (!wish.Has(part.Day))
        {
            return;
        }

        figure.Add(scope, part);
        if (wish.Rows is { } rows && rows.Scope == scope && rows.Metric == figure.Definition.Metric && rows.Set == figure.Set)
        {
            kept.Add(part);
        }
    }
}
