using Zhanggui.Guard.Contracts;

namespace Zhanggui.Guard.Rules;

/// <summary>What a rule looks for.</summary>
internal enum GuardKind
{
    Words,
    Address,
    Wanted,
    Shape,
    Promise,
    Contacts,
    Links,
    Payment,
    OtherBuyer,
    Claim,
    Soothing,
    Position,
    Policy,
}

/// <summary>What a claim is about.</summary>
internal enum ClaimAbout
{
    Invoice,
    Payment,
    FreeShipping,
    Return,
    Stock,
    Discount,
    Gift,
    Price,
    Brand,
    Colour,
    Effect,
    Superlative,
}

/// <summary>Which shape of a message or talk is meant.</summary>
internal enum TalkShape
{
    OneWord,
    Bare,
    Monologue,
    Unanswered,
    NoClosing,
    Interrogation,
}

/// <summary>What is said instead of something.</summary>
internal sealed record Instead(string From, string To);

/// <summary>One rule of the section <c>guard</c>.</summary>
internal sealed record GuardRule
{
    public required string Key { get; init; }

    public required GuardKind Kind { get; init; }

    public required GuardLevel Level { get; init; }

    /// <summary>The level where the fact that decides it is not known.</summary>
    public GuardLevel? Unknown { get; init; }

    public string? Name { get; init; }

    public string? Reason { get; init; }

    public string? Suggest { get; init; }

    public IReadOnlyList<string> Words { get; init; } = [];

    public IReadOnlyList<string> Except { get; init; } = [];

    public IReadOnlyList<string> Unless { get; init; } = [];

    /// <summary>Sayings that excuse words which follow them within <see cref="UnlessWithin"/> characters of the same sentence, such as a denial before an offer.</summary>
    public IReadOnlyList<string> UnlessBefore { get; init; } = [];

    /// <summary>Sayings that excuse words which stand before them within <see cref="UnlessWithin"/> characters of the same sentence, such as a mark of a question.</summary>
    public IReadOnlyList<string> UnlessAfter { get; init; } = [];

    /// <summary>How many characters may stand between the words and what excuses them from before or behind.</summary>
    public int? UnlessWithin { get; init; }

    public IReadOnlyList<string> With { get; init; } = [];

    public IReadOnlyList<string> After { get; init; } = [];

    public IReadOnlyList<Instead> Rewrite { get; init; } = [];

    public IReadOnlyList<string> Teams { get; init; } = [];

    public IReadOnlyList<string> Channels { get; init; } = [];

    public IReadOnlyList<string> Senders { get; init; } = [];

    public bool Disguises { get; init; }

    public ClaimAbout? About { get; init; }

    /// <summary>True where the words deny, such as "no invoice".</summary>
    public bool Denies { get; init; }

    public TalkShape? Shape { get; init; }

    public int? AtLeast { get; init; }

    public int? Most { get; init; }
}

/// <summary>What counts as close to a saying, as a phrase of several conversations and as similar; null = nothing does.</summary>
internal sealed record Closeness
{
    /// <summary>How many times as wide gaps may be.</summary>
    public int? Wider { get; init; }

    /// <summary>Characters that may stand between those of a word.</summary>
    public int? Between { get; init; }

    /// <summary>Words of fewer characters are not loosened.</summary>
    public int? LeastWord { get; init; }

    public int? LeastPhrase { get; init; }

    public int? MostPhrase { get; init; }

    /// <summary>In how many conversations a phrase must stand.</summary>
    public int? Talks { get; init; }

    /// <summary>How much of the pairs of characters similar words share.</summary>
    public int? AlikePercent { get; init; }
}

/// <summary>What the section <c>guard</c> says.</summary>
internal sealed record GuardRules
{
    private Compiled? compiled;

    public IReadOnlyList<GuardRule> Rules { get; init; } = [];

    /// <summary>Words of the trade and names: nothing inside them rings.</summary>
    public IReadOnlyList<string> Terms { get; init; } = [];

    /// <summary>Texts that may be said as they are, whatever the rules of style say.</summary>
    public IReadOnlyList<string> Approved { get; init; } = [];

    public IReadOnlyList<string> OwnLinks { get; init; } = [];

    public IReadOnlyList<(int Looks, char Is)> LookAlikes { get; init; } = [];

    /// <summary>Days in which near misses are looked for; null = they are not.</summary>
    public int? NearDays { get; init; }

    /// <summary>Days of hits on which an exception is tried; null = it is not.</summary>
    public int? TriedDays { get; init; }

    /// <summary>How often a rule must have rung to be compared with others.</summary>
    public int? LeastRings { get; init; }

    /// <summary>What counts as close to a saying and as similar.</summary>
    public Closeness Closeness { get; init; } = new();

    /// <summary>Compiled when it is first asked for. A copy made with other rules takes over what was compiled of this one and does not use it.</summary>
    public GuardBook Book => (compiled is { } known && ReferenceEquals(known.Of, this) ? known : compiled = new Compiled(this, new GuardBook(Checking.Checker.Of(this)))).Book;

    private sealed record Compiled(GuardRules Of, GuardBook Book);
}
