using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Guard.Contracts;

/// <summary>The shop's book in force, ready to look at words that the shop keeps: phrases, signatures, automatic replies.</summary>
public interface IStoredGuard
{
    /// <summary>Null = no book guards anything here.</summary>
    Task<StoredEye?> ForAsync(ShopId shop, Instant at, CancellationToken ct, string? team = null);
}

/// <summary>One book and the facts of one moment; look at as many texts as you like (pure).</summary>
public sealed class StoredEye(InForce<GuardBook> book, GuardFacts facts)
{
    public const int ReasonLength = 200;

    public BookName Book => book.Book;

    public GuardVerdict Look(string text) => book.Rules.CheckStored(text, facts);

    /// <summary>May these words be kept? A block never, what asks for a reason with one; <paramref name="field"/> is what the screen calls them.</summary>
    public Refusal? Refuse(string field, string text, string? reason) => reason?.Length > ReasonLength ? new GuardReasonWrong(ReasonLength) : Refuse(field, Look(text), reason);

    public static Refusal? Refuse(string field, GuardVerdict verdict, string? reason) => verdict.Verdict switch
    {
        GuardLevel.Block => StoredBlocked.By(verdict.Hits.MaxBy(h => h.Level)!, field),
        GuardLevel.Confirm when string.IsNullOrWhiteSpace(reason) => StoredReasonMissing.By(verdict.Hits.MaxBy(h => h.Level)!, field),
        _ => null,
    };
}
