using System.Runtime.InteropServices;
using NodaTime;
using Zhanggui.Metrics.Contracts;

namespace Zhanggui.Metrics.Measuring;

/// <summary>
/// The figure of one day (or, added up, of several). Things that count once are kept as numbers of 64 bits made of their
/// names, so that days can be joined; two names of a shop give the same number about once in 10^7 shops with a million names.
/// </summary>
internal sealed class MetricCell
{
    public long Numerator { get; private set; }

    public long Denominator { get; private set; }

    public LocalDate? OpenUntil { get; private set; }

    public HashSet<ulong>? NumeratorKeys { get; private set; }

    public HashSet<ulong>? DenominatorKeys { get; private set; }

    /// <summary>Gives what the part really added: a key that is already there adds nothing.</summary>
    public (long Numerator, long Denominator) Add(in Part part, MetricMerge merge)
    {
        var (numerator, denominator) = (part.Numerator, part.Denominator);
        if (merge is MetricMerge.DistinctNumerator or MetricMerge.DistinctBoth)
        {
            numerator = part.NumeratorKey is { } key && (NumeratorKeys ??= []).Add(Mark(key)) ? 1 : 0;
        }

        if (merge is MetricMerge.DistinctDenominator or MetricMerge.DistinctBoth)
        {
            denominator = part.DenominatorKey is { } key && (DenominatorKeys ??= []).Add(Mark(key)) ? 1 : 0;
        }

        Numerator = checked(Numerator + numerator);
        Denominator = checked(Denominator + denominator);
        OpenUntil = Later(OpenUntil, part.OpenUntil);
        return (numerator, denominator);
    }

    /// <summary>Takes in another day.</summary>
    public void Join(MetricCell other, MetricMerge merge)
    {
        Numerator = merge switch
        {
            MetricMerge.Most => Math.Max(Numerator, other.Numerator),
            MetricMerge.DistinctNumerator or MetricMerge.DistinctBoth => (NumeratorKeys = Joined(NumeratorKeys, other.NumeratorKeys)).Count,
            _ => checked(Numerator + other.Numerator),
        };
        Denominator = merge is MetricMerge.DistinctDenominator or MetricMerge.DistinctBoth
            ? (DenominatorKeys = Joined(DenominatorKeys, other.DenominatorKeys)).Count
            : checked(Denominator + other.Denominator);
        OpenUntil = Later(OpenUntil, other.OpenUntil);
    }

    /// <summary>Takes in what counts once of another day; a side that has such marks counts them and nothing else.</summary>
    public void JoinMarks(ReadOnlySpan<byte> numerators, ReadOnlySpan<byte> denominators)
    {
        if (numerators.Length > 0)
        {
            Numerator = Union(NumeratorKeys ??= [], numerators);
        }

        if (denominators.Length > 0)
        {
            Denominator = Union(DenominatorKeys ??= [], denominators);
        }
    }

    /// <summary>A cell as it was stored.</summary>
    public static MetricCell Stored(long numerator, long denominator, LocalDate? openUntil, HashSet<ulong>? numeratorKeys, HashSet<ulong>? denominatorKeys) =>
        new() { Numerator = numerator, Denominator = denominator, OpenUntil = openUntil, NumeratorKeys = numeratorKeys, DenominatorKeys = denominatorKeys };

    /// <summary>FNV-1a over UTF-16 with a last stir; the same on every machine and for ever.</summary>
    internal static ulong Mark(string key)
    {
        unchecked
        {
            var mark = 14695981039346656037UL;
            foreach (var c in key)
            {
                mark = (mark ^ c) * 1099511628211UL;
            }

            mark = (mark ^ (mark >> 33)) * 0xff51afd7ed558ccdUL;
            mark = (mark ^ (mark >> 33)) * 0xc4ceb9fe1a85ec53UL;
            return mark ^ (mark >> 33);
        }
    }

    private static int Union(HashSet<ulong> mine, ReadOnlySpan<byte> marks)
    {
        mine.EnsureCapacity(mine.Count + (marks.Length / sizeof(ulong)));
        foreach (var mark in MemoryMarshal.Cast<byte, ulong>(marks))
        {
            mine.Add(mark);
        }

        return mine.Count;
    }

    private static HashSet<ulong> Joined(HashSet<ulong>? mine, HashSet<ulong>? others)
    {
        mine ??= [];
        mine.UnionWith(others ?? []);
        return mine;
    }

    private static LocalDate? Later(LocalDate? a, LocalDate? b) => a is null ? b : b is null ? a : LocalDate.Max(a.Value, b.Value);
}
