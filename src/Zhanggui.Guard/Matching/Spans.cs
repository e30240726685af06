namespace Zhanggui.Guard.Matching;

/// <summary>Marks in the order of their places, so that whether one covers, touches or lies within a stretch takes no look at all of them.</summary>
internal sealed class Spans
{
    private readonly Mark[] marks;
    private readonly int[] reach;
    private readonly int[] nearest;
    private Peaks? begins;
    private Peaks? ends;

    public Spans(IEnumerable<Mark> marks)
    {
        this.marks = [.. marks];
        Array.Sort(this.marks, static (a, b) => a.At.From.CompareTo(b.At.From));
        (reach, nearest) = (new int[this.marks.Length], new int[this.marks.Length]);
        for (var i = 0; i < reach.Length; i++)
        {
            reach[i] = Math.Max(i == 0 ? 0 : reach[i - 1], this.marks[i].At.To);
        }

        for (var i = nearest.Length - 1; i >= 0; i--)
        {
            nearest[i] = Math.Min(i == nearest.Length - 1 ? int.MaxValue : nearest[i + 1], this.marks[i].At.To);
        }
    }

    public static Spans Of(IEnumerable<Stretch> stretches) => new(stretches.Select(at => new Mark(0, Role.Word, 0, at)));

    public bool IsEmpty => marks.Length == 0;

    public bool Cover(Stretch at) => UpTo(at.From) is >= 0 and var last && reach[last] >= at.To;

    public bool Touch(Stretch at) => UpTo(at.To - 1) is >= 0 and var last && reach[last] > at.From;

    public bool LieIn(Stretch at) => UpTo(at.From - 1) + 1 is var first && first < marks.Length && nearest[first] <= at.To;

    /// <summary>One that begins at <paramref name="start"/> or later ends between the two places.</summary>
    public bool AnyEndsIn(int from, int to, int start) =>
        (begins ??= new Peaks(marks.Select(m => (m.At.To, m.At.From)))).HighestIn(from, to) >= start;

    /// <summary>One begins between the two places and ends at <paramref name="end"/> or sooner.</summary>
    public bool AnyBeginsIn(int from, int to, int end) =>
        (ends ??= new Peaks(marks.Select(m => (m.At.From, -m.At.To)))).HighestIn(from, to) >= -end;

    /// <summary>The longest that covers the stretch, of equal ones the first that was found.</summary>
    public Mark? Longest(Stretch at)
    {
        Mark? best = null;
        for (var i = UpTo(at.From); i >= 0 && reach[i] >= at.To; i--)
        {
            var (mark, found) = (marks[i], best?.At.Length ?? 0);
            if (mark.At.Covers(at) && (mark.At.Length > found || (mark.At.Length == found && mark.Number < best!.Value.Number)))
            {
                best = mark;
            }
        }

        return best;
    }

    /// <summary>The last mark that begins at or before the place; -1 = none.</summary>
    private int UpTo(int place)
    {
        var (low, high) = (0, marks.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = marks[middle].At.From <= place ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }
}
