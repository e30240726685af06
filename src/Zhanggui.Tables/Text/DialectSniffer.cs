namespace Zhanggui.Tables.Text;

/// <summary>
/// Finds delimiter, quote, escape and line end from the first rows. Every candidate reads the same sample; its score is
/// <c>same × clean × written</c>: the share of rows that have the most frequent number of cells (two at least), the share of
/// cells that hold no other candidate's delimiter outside quotes, and the share of rows whose quotes match. A more usual
/// delimiter wins unless a rarer one is better by a tenth. Text without any delimiter is a table of one column.
/// </summary>
internal static class DialectSniffer
{
    /// <summary>Characters looked at.</summary>
    public const int SampleChars = 1 << 16;

    private const int SampleRows = 300;

    // In the order in which they are believed.
    private static readonly string[] Delimiters = [",", "\t", ";", "|", "，", ", ", "; ", " | ", "||", "^", "~", "\u0001", "\u001f", ":", " "];

    public static TableDialect Sniff(string sample, TextEncoding encoding, TableOptions options, bool isWhole)
    {
        var newLine = options.RecordDelimiter ?? NewLineOf(sample);
        var best = new TableDialect(encoding.Name, encoding.BomLength > 0, options.Delimiter ?? ",", options.Quote ?? '"', options.Escape ?? options.Quote ?? '"', newLine, 0);
        var bestScore = 0.0;
        foreach (var quote in Quotes(sample, options))
        {
            var escape = options.Escape ?? EscapeOf(sample, quote);
            foreach (var delimiter in options.Delimiter is null ? Delimiters : [options.Delimiter])
            {
                if (!sample.Contains(delimiter, StringComparison.Ordinal) || delimiter[0] == quote)
                {
                    continue;
                }

                var candidate = best with { Delimiter = delimiter, Quote = quote, Escape = escape, Columns = 0 };
                var (score, columns) = Score(sample, candidate, options, isWhole);
                if (score > bestScore * 1.1)
                {
                    (best, bestScore) = (candidate with { Columns = columns }, score);
                }
            }
        }

        return bestScore > 0 ? best : best with { Columns = 1 };
    }

    private static IEnumerable<char> Quotes(string sample, TableOptions options)
    {
        if (options.Quote is { } quote)
        {
            return [quote];
        }

        // An apostrophe is a quote only where no double quote is and cells begin with it.
        return sample.Contains('"') || !sample.Contains('\'') ? ['"'] : ['"', '\''];
    }

    private static char EscapeOf(string sample, char quote)
    {
        var doubled = 0;
        var escaped = 0;
        for (var i = 1; i + 1 < sample.Length; i++)
        {
            if (sample[i] != quote)
            {
                continue;
            }

            escaped += sample[i - 1] == '\\' ? 1 : 0;
            if (sample[i + 1] == quote && char.IsLetterOrDigit(sample[i - 1]))
            {
                doubled++;
            }
        }

        return escaped > doubled ? '\\' : quote;
    }

    private static string NewLineOf(string sample)
    {
        var lf = sample.AsSpan().Count('\n');
        var cr = sample.AsSpan().Count('\r');
        var crlf = sample.AsSpan().Count("\r\n");
        return lf == 0 && cr > 0 ? "\r" : crlf * 2 > lf ? "\r\n" : "\n";
    }

    private static (double Score, int Columns) Score(string sample, TableDialect dialect, TableOptions options, bool isWhole)
    {
        using var rows = new DelimitedRows<char>(new SampleSource(sample), dialect, options with { MaxProblems = 0 }, Math.Max(64, sample.Length));
        var counts = new List<int>();
        long cells = 0, clean = 0;
        while (counts.Count < SampleRows && rows.Read())
        {
            counts.Add(rows.Count);
            for (var i = 0; i < rows.Count; i++)
            {
                cells++;
                clean += rows.IsClean(i) ? 1 : 0;
            }
        }

        if (!isWhole && counts.Count > 1 && counts.Count < SampleRows)
        {
            counts.RemoveAt(counts.Count - 1); // cut off by the end of the sample
        }

        if (counts.Count == 0)
        {
            return default;
        }

        var usual = counts.GroupBy(c => c).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).First();
        if (usual.Key < 2)
        {
            return default;
        }

        var same = (double)usual.Count() / counts.Count;
        var written = 1.0 - (0.5 * rows.MalformedRows / counts.Count);
        return (same * clean / cells * written, usual.Key);
    }
}
