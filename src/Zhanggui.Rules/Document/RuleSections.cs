using Zhanggui.Rules.Contracts;

namespace Zhanggui.Rules.Document;

/// <summary>All registered sections, by their place, and then in the order in which the rooms registered them.</summary>
internal sealed class RuleSections
{
    private readonly Dictionary<string, RuleSection> byName = new(StringComparer.Ordinal);

    public RuleSections(IEnumerable<RuleSection> sections)
    {
        All = [.. sections.OrderBy(s => s.Place)];
        foreach (var section in All)
        {
            if (!byName.TryAdd(section.Name, section) || BookHeader.Keys.Contains(section.Name) || section.Name == BookReader.Variants)
            {
                throw new InvalidOperationException($"The rule-book section '{section.Name}' is registered twice or has a reserved name.");
            }
        }
    }

    public IReadOnlyList<RuleSection> All { get; }

    public RuleSection? Find(string name) => byName.GetValueOrDefault(name);
}
