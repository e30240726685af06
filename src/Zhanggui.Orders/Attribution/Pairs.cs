namespace Zhanggui.Orders.Attribution;

/// <summary>Work on two threads, where there is enough of it; a server that decides a year still answers its people.</summary>
internal static class Pairs
{
    private const int Threads = 2;
    private const int WorthTwo = 20_000;

    /// <summary>The rows in one stretch, or in two when there are many.</summary>
    public static Range[] Ranges(int rows) => rows < WorthTwo ? [0..rows] : [0..(rows / 2), (rows / 2)..rows];

    public static void Each(int count, Action<int> act)
    {
        if (count == 1)
        {
            act(0);
            return;
        }

        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Threads }, act);
    }

    /// <summary>Each thread has a tool of its own.</summary>
    public static void Each<T>(int count, Func<T> tool, Action<T, int> act)
    {
        if (count == 1)
        {
            act(tool(), 0);
            return;
        }

        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Threads }, tool, (i, _, own) =>
        {
            act(own, i);
            return own;
        }, static _ => { });
    }
}
