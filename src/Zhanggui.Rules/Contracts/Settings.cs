using NodaTime;

namespace Zhanggui.Rules.Contracts;

/// <summary>One entry of a section: a group of entries, or a setting with a value. Keys are lower snake_case.</summary>
public abstract record Setting(string Key, Words Name)
{
    /// <summary>One sentence for whoever fills it in; shown in the form and in the JSON schema.</summary>
    public Words? Help { get; init; }
}

/// <summary>Entries that belong together. A group is never null in a book: empty its settings one by one.</summary>
public sealed record GroupSetting(string Key, Words Name, IReadOnlyList<Setting> Settings) : Setting(Key, Name);

/// <summary>
/// Entries that the book names itself: each key (lower case, digits, <c>_</c> and <c>-</c>) holds the same settings. Laying
/// one book over another merges entries of one name. An entry is called what its setting <c>name</c> says.
/// </summary>
public sealed record EntriesSetting(string Key, Words Name, IReadOnlyList<Setting> Settings, int Most) : Setting(Key, Name)
{
    /// <summary>True where the order of the entries says something (the first that fits); else the canonical text orders them by key.</summary>
    public bool KeepsOrder { get; init; }

    /// <summary>The settings of one entry as a group.</summary>
    public GroupSetting Entry(string key, Words name) => new(key, name, Settings);
}

/// <summary>
/// A setting with a value. A setting that a book does not write, or writes without a value, is empty:
/// <see cref="WhenEmpty"/> says what then holds. Ranges only catch slips of the pen, they are no rules.
/// </summary>
public abstract record ValueSetting(string Key, Words Name, Words Sentence, Words WhenEmpty) : Setting(Key, Name)
{
    /// <summary>True for extras that most books leave empty: nothing is said about it then.</summary>
    public bool IsExtra { get; init; }
}

/// <summary>A length of time written with its unit: <c>2 min</c>, <c>120 s</c>, <c>1 h 30 min</c>, <c>7 d</c>.</summary>
public sealed record DurationSetting(string Key, Words Name, Words Sentence, Words WhenEmpty, Duration Min, Duration Max)
    : ValueSetting(Key, Name, Sentence, WhenEmpty);

/// <summary>A whole number; <paramref name="Unit"/> is what is counted (「条」, "lines").</summary>
public sealed record CountSetting(string Key, Words Name, Words Sentence, Words WhenEmpty, long Min, long Max, Words Unit)
    : ValueSetting(Key, Name, Sentence, WhenEmpty);

/// <summary>Yes or no, written <c>true</c> or <c>false</c>; <paramref name="Sentence"/> is the sentence for yes.</summary>
public sealed record SwitchSetting(string Key, Words Name, Words Sentence, Words SentenceForNo, Words WhenEmpty)
    : ValueSetting(Key, Name, Sentence, WhenEmpty);

/// <summary>Words for people, at most <paramref name="MaxLength"/> UTF-16 units.</summary>
public sealed record TextSetting(string Key, Words Name, Words Sentence, Words WhenEmpty, int MaxLength, bool IsMultiline = false)
    : ValueSetting(Key, Name, Sentence, WhenEmpty);

/// <summary>Several short texts.</summary>
public sealed record TextListSetting(string Key, Words Name, Words Sentence, Words WhenEmpty, int MaxItems, int MaxLength)
    : ValueSetting(Key, Name, Sentence, WhenEmpty)
{
    /// <summary>What people call the words that a text may begin with.</summary>
    public IReadOnlyList<Choice> Titles { get; init; } = [];
}

/// <summary>One of a few named ways.</summary>
public sealed record ChoiceSetting(string Key, Words Name, Words Sentence, Words WhenEmpty, IReadOnlyList<Choice> Choices)
    : ValueSetting(Key, Name, Sentence, WhenEmpty);

/// <summary>One way of a <see cref="ChoiceSetting"/>.</summary>
public sealed record Choice(string Value, Words Name);
