using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Rules.Document;

/// <summary>
/// What reading has shown before: presets lie under many books and do not change, so each layer is read and held against its meaning once. Kept by the texts
/// themselves, so a changed file is read anew; and by the maps themselves, so what a book leaves as it was is not judged again.
/// </summary>
internal sealed class KnownLayers
{
    private const int MostLayers = 64;
    private static readonly ConditionalWeakTable<RuleSection, List<KnownLayers>> All = [];

    private readonly IReadOnlyList<RuleSection> sections;
    private readonly ConcurrentDictionary<(string Name, string Text), Layer> layers = new();
    private readonly ConditionalWeakTable<BookMap, ConcurrentDictionary<RuleSection, Judged>> judged = [];

    private KnownLayers(IReadOnlyList<RuleSection> sections) => this.sections = sections;

    /// <summary>Houses of one process that know the same sections share what they have read.</summary>
    public static KnownLayers Of(RuleSections sections)
    {
        if (sections.All.Count == 0)
        {
            return new KnownLayers([]);
        }

        var kept = All.GetOrCreateValue(sections.All[0]);
        lock (kept)
        {
            var known = kept.FirstOrDefault(k => k.sections.SequenceEqual(sections.All, ReferenceEqualityComparer.Instance));
            if (known is null)
            {
                known = new KnownLayers(sections.All);
                kept.Add(known);
            }

            return known;
        }
    }

    /// <summary>The layer as it was read; whether what lay under it is still the same, the caller sees.</summary>
    public Layer? Find(string name, string text) => layers.GetValueOrDefault((name, text));

    public void Keep(string name, string text, string? extends, BookBody under, ReadBook read)
    {
        if (layers.Count >= MostLayers)
        {
            layers.Clear();
        }

        layers[(name, text)] = new Layer(extends, under, read);
    }

    /// <summary>What a section's checks find in a map; the same as before where the map and what stands beside it are the same.</summary>
    public IReadOnlyList<Finding> Findings(RuleSection section, BookMap map, Func<RuleSection, BookMap?> beside)
    {
        var of = judged.GetOrCreateValue(map);
        if (of.TryGetValue(section, out var known) && known.Asked.All(a => ReferenceEquals(beside(a.Section), a.Map)))
        {
            return known.Findings;
        }

        var (values, asked) = (new SectionValues(map, section.Root), new List<(RuleSection Section, BookMap? Map)>());
        IReadOnlyList<Finding> findings = [.. section.Check(values), .. section.CheckBeside(values, Beside)];
        of[section] = new Judged([.. asked], findings);
        return findings;

        SectionValues? Beside(RuleSection other)
        {
            var found = beside(other);
            asked.Add((other, found));
            return found is null ? null : new SectionValues(found, other.Root);
        }
    }

    /// <summary>A sound layer, what it extends and the body it was laid over.</summary>
    internal sealed record Layer(string? Extends, BookBody Under, ReadBook Read);

    private sealed record Judged(IReadOnlyList<(RuleSection Section, BookMap? Map)> Asked, IReadOnlyList<Finding> Findings);
}
