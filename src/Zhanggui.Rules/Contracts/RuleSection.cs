namespace Zhanggui.Rules.Contracts;

/// <summary>For whom a section may differ inside one organisation's book.</summary>
public enum Variation
{
    /// <summary>One rule for the whole organisation.</summary>
    None,

    /// <summary>May differ per shop.</summary>
    Shop,

    /// <summary>May differ per shop, per team, and per team of a shop.</summary>
    ShopAndTeam,
}

/// <summary>
/// A section of the rule book, owned by the room that registers it. Its settings give the JSON schema, the form, the
/// validation, the words for comparison and the printed sentences. Its default is the section of the preset
/// <c>new-shop</c>: amounts stand in rule books, never in code.
/// </summary>
public abstract record RuleSection(string Name, Words Title, Variation Variation, IReadOnlyList<Setting> Settings)
{
    /// <summary>What the settings mean together; runs on the effective section of the organisation and of every variant.</summary>
    public Func<SectionValues, IEnumerable<Finding>> Check { get; init; } = _ => [];

    /// <summary>What the settings mean beside another section of the same book and place, which is asked for by itself; null where the book has none.</summary>
    public Func<SectionValues, Func<RuleSection, SectionValues?>, IEnumerable<Finding>> CheckBeside { get; init; } = (_, _) => [];

    /// <summary>Clauses that are doubtful in law or in fairness: the owner changes each or signs for it before the book is in force.</summary>
    public Func<SectionValues, IEnumerable<DoubtfulClause>> Doubts { get; init; } = _ => [];

    /// <summary>Holds for whole months: a book that changes it comes into force on the first day of a month that has not begun.</summary>
    public bool StartsWithMonth { get; init; }

    /// <summary>Where it stands in a book: the smallest first, equal ones as their rooms were registered.</summary>
    public int Place { get; init; } = 10;

    /// <summary>The section's settings as one group.</summary>
    public GroupSetting Root => new(Name, Title, Settings);
}

/// <summary>A section with the typed rules its room works with; <paramref name="Read"/> must be pure.</summary>
public sealed record RuleSection<T>(string Name, Words Title, Variation Variation, IReadOnlyList<Setting> Settings, Func<SectionValues, T> Read)
    : RuleSection(Name, Title, Variation, Settings)
    where T : class;

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    /// <summary>The book is refused.</summary>
    Error,

    /// <summary>The book is accepted; somebody should look.</summary>
    Warning,

    /// <summary>Worth knowing, such as a setting that was left empty.</summary>
    Note,
}

/// <summary>What a section's own check has to say about a setting; <paramref name="Path"/> is relative to the section.</summary>
public sealed record Finding(Severity Severity, string Path, string Rule, Words Reason);

/// <summary>A clause that needs the owner's signature, with the law or reason that makes it doubtful; <paramref name="Path"/> is relative to the section.</summary>
public sealed record DoubtfulClause(string Path, Words Clause, Words Ground);
