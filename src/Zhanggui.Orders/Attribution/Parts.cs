namespace Zhanggui.Orders.Attribution;

/// <summary>What belongs to orders (lines, acts) in one array, one run for each order in the order of the orders.</summary>
internal sealed class Parts<T>
{
    private readonly T[] rows;
    private readonly int[] starts;

    /// <param name="all">The rows in any order.</param>
    /// <param name="orders">How many orders there are.</param>
    /// <param name="place">The place of a row's order; negative when it is not known, then the row is left out.</param>
    /// <param name="comparison">The order inside a run.</param>
    public Parts(IReadOnlyList<T> all, int orders, Func<T, int> place, Comparison<T> comparison)
    {
        var places = new int[all.Count];
        starts = new int[orders + 1];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = place(all[i]);
            if (places[i] >= 0)
            {
                starts[places[i] + 1]++;
            }
        }

        for (var i = 0; i < orders; i++)
        {
            starts[i + 1] += starts[i];
        }

        rows = new T[starts[^1]];
        var next = starts.AsSpan(0, orders).ToArray();
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] >= 0)
            {
                rows[next[places[i]]++] = all[i];
            }
        }

        for (var i = 0; i < orders; i++)
        {
            if (starts[i + 1] - starts[i] > 1)
            {
                Sort(rows.AsSpan(starts[i], starts[i + 1] - starts[i]), comparison);
            }
        }
    }

    public int Count(int order) => order < 0 ? 0 : starts[order + 1] - starts[order];

    public IReadOnlyList<T> Of(int order)
    {
        var count = Count(order);
        return count == 0 ? Array.Empty<T>() : new ArraySegment<T>(rows, starts[order], count);
    }

    private static void Sort(Span<T> run, Comparison<T> comparison)
    {
        for (var i = 1; i < run.Length; i++)
        {
            if (comparison(run[i - 1], run[i]) > 0)
            {
                run.Sort(comparison);
                return;
            }
        }
    }
}
