using NodaTime;

namespace Zhanggui.Reception.Contracts;

/// <summary>What the book says about words at hand, endings, checklists and contacts; empty = the feature is not offered or has no limit.</summary>
public sealed record FloorRules
{
    /// <summary>A shop without a book.</summary>
    public static FloorRules None { get; } = new()
    {
        WaitSupervisor = null,
        PhraseGroups = [],
        PhraseReview = null,
        PhraseUnused = null,
        NeedsSignature = false,
        SignatureCarriesOffer = false,
        SignatureEvery = null,
        FriendsAreFree = false,
        ClosingWords = null,
        SoldOutcomes = [],
        LostReasons = [],
        InvitesRating = false,
        RatingWords = null,
        RatingWindow = null,
        Procedures = [],
        NeedChecklist = [],
        HelpAfter = null,
        ContactClasses = [],
        MostRings = null,
        FloorChecks = [],
        ListsBack = null,
        TypingStandard = null,
        TypingLeast = null,
        Monologue = null,
    };

    /// <summary>A wait of this long is told to the supervisors too; null = never.</summary>
    public required Duration? WaitSupervisor { get; init; }

    /// <summary>Groups that a phrase library must have, in their order.</summary>
    public required IReadOnlyList<string> PhraseGroups { get; init; }

    /// <summary>How long until a phrase must be looked through again; null = no date is proposed.</summary>
    public required Duration? PhraseReview { get; init; }

    /// <summary>A phrase that nobody sent for this long is listed as unused; null = none is.</summary>
    public required Duration? PhraseUnused { get; init; }

    /// <summary>Are accounts without a signature listed?</summary>
    public required bool NeedsSignature { get; init; }

    /// <summary>Does a signature have to carry a current promotion or a main product?</summary>
    public required bool SignatureCarriesOffer { get; init; }

    /// <summary>How long one text of a signature is shown before the next; null = always the first.</summary>
    public required Duration? SignatureEvery { get; init; }

    /// <summary>Must agent accounts accept friends without verification?</summary>
    public required bool FriendsAreFree { get; init; }

    /// <summary>Offered as the last words when a conversation is closed; null = none.</summary>
    public required string? ClosingWords { get; init; }

    /// <summary>Outcomes that mean a sale.</summary>
    public required IReadOnlyList<string> SoldOutcomes { get; init; }

    /// <summary>Why nothing was sold; asked with every outcome that is no sale. Empty = not asked.</summary>
    public required IReadOnlyList<string> LostReasons { get; init; }

    /// <summary>Is a buyer asked once per conversation how it was?</summary>
    public required bool InvitesRating { get; init; }

    /// <summary>The words of the invitation; null = the widget's own.</summary>
    public required string? RatingWords { get; init; }

    /// <summary>How long after the invitation a rating counts; null = always.</summary>
    public required Duration? RatingWindow { get; init; }

    /// <summary>Is a record made after each case?</summary>
    public bool KeepsTalkRecords { get; init; }

    /// <summary>The share of satisfied buyers to be reached, in percent; null = no target.</summary>
    public long? SatisfiedTarget { get; init; }

    /// <summary>Outcomes of calls and visits that mean a treatment, an appointment or a sale; empty = those of a sale.</summary>
    public IReadOnlyList<string> TookOutcomes { get; init; } = [];

    /// <summary>How kinds of matters are handled, in the order of the book.</summary>
    public required IReadOnlyList<Procedure> Procedures { get; init; }

    /// <summary>What to find out from a buyer.</summary>
    public required IReadOnlyList<string> NeedChecklist { get; init; }

    /// <summary>How long a call for help may stay unanswered before it is shown as late; null = never.</summary>
    public required Duration? HelpAfter { get; init; }

    /// <summary>Classes of calls and visits.</summary>
    public required IReadOnlyList<string> ContactClasses { get; init; }

    /// <summary>A call is picked up within this many rings; null = not judged.</summary>
    public required long? MostRings { get; init; }

    /// <summary>What a supervisor checks on the floor.</summary>
    public required IReadOnlyList<string> FloorChecks { get; init; }

    /// <summary>How long after its end a conversation stands in the lists of buyers to come back to; null = always.</summary>
    public required Duration? ListsBack { get; init; }

    /// <summary>How many right characters a minute people are to type; null = nobody is held to any.</summary>
    public required long? TypingStandard { get; init; }

    /// <summary>A practice with fewer right characters says nothing; null = every one counts.</summary>
    public required long? TypingLeast { get; init; }

    /// <summary>After so many lines of the agent without a word of the buyer the desk hints at a monologue; null = never.</summary>
    public required long? Monologue { get; init; }
}
