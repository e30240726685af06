namespace Zhanggui.Rules.Document;

/// <summary>The known key that somebody most likely meant.</summary>
internal static class NearestKey
{
    private const int LongestKey = 64;

    public static string? Find(string written, IEnumerable<string> known)
    {
        if (written.Length > LongestKey)
        {
            return null;
        }

        var best = known.Select(k => (Key: k, Distance: Distance(written.ToLowerInvariant().Replace('-', '_'), k)))
            .OrderBy(k => k.Distance).ThenBy(k => k.Key, StringComparer.Ordinal).FirstOrDefault();
        return best.Key is not null && best.Distance <= Math.Max(2, written.Length / 3) ? best.Key : null;
    }

    /// <summary>Edits between two words, a swap of neighbours counting as one.</summary>
    public static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            d[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            d[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
