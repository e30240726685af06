namespace Zhanggui.Guard.Matching;

/// <summary>The highest of the values that stand between two places, in as many steps as their number has digits: a tree in which each knot knows the higher of its two.</summary>
internal sealed class Peaks
{
    private readonly int[] places;
    private readonly int[] tree;

    public Peaks(IEnumerable<(int Place, int Height)> all)
    {
        var sorted = all.OrderBy(one => one.Place).ToArray();
        places = Array.ConvertAll(sorted, one => one.Place);
        tree = new int[2 * sorted.Length];
        for (var i = 0; i < sorted.Length; i++)
        {
            tree[sorted.Length + i] = sorted[i].Height;
        }

        for (var i = sorted.Length - 1; i > 0; i--)
        {
            tree[i] = Math.Max(tree[2 * i], tree[(2 * i) + 1]);
        }
    }

    /// <summary>Both places belong to it; null where nothing stands there.</summary>
    public int? HighestIn(int from, int to)
    {
        var (low, high) = (FirstAt(from) + places.Length, FirstAt(to + 1) + places.Length);
        int? best = null;
        for (; low < high; low /= 2, high /= 2)
        {
            if (low % 2 == 1)
            {
                best = Higher(best, tree[low++]);
            }

            if (high % 2 == 1)
            {
                best = Higher(best, tree[--high]);
            }
        }

        return best;
    }

    private static int Higher(int? best, int other) => best is { } known ? Math.Max(known, other) : other;

    /// <summary>The first that stands at or behind the place.</summary>
    private int FirstAt(int place)
    {
        var (low, high) = (0, places.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = places[middle] < place ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
