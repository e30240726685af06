using System.Collections.Concurrent;
using Zhanggui.Kernel.Ids;
using Zhanggui.Pay.Rules;
using Zhanggui.Pay.Settling;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay.Slips;

/// <summary>Where a line stands on a slip.</summary>
internal enum LineGroup
{
    Base,
    Commission,
    Bonus,
    Deduction,
    Guard,
    Adjustment,
}

/// <summary>What a code is called, where it stands, and of which month and component it is when it corrects one.</summary>
internal sealed record LineName(string Code, Words Name, LineGroup Group, string? AboutMonth, string? AboutCode);

/// <summary>Names and groups of lines by the book that a month was settled with.</summary>
internal sealed class LineWords(PublishedBook? book, IBookDesk desk)
{
    private static readonly HashSet<string> Sales = new(["own_sales", "commission_base", "ordinary_base", "promotion_base", "own_orders", "credited_sales", "credited_base", "shop_sales", "silent_sales", "silent_base"], StringComparer.Ordinal);
    private static readonly Words Guard = new("法定保护", "Legal guard");
    private static readonly Words Entered = new("调整", "Adjustment");
    private static readonly Words Loss = new("{0}（赔偿损失）", "{0} (loss)");
    private static readonly Words Corrected = new("更正 {1}：{0}", "Correction of {1}: {0}");

    private readonly PayRules? rules = book is null ? null : desk.Read(PaySection.Section, book.Text, null, []).Rules;
    private readonly IReadOnlyList<BookSentence> sentences = book is null ? [] : desk.Sentences(book.Text, null, "pay");

    public BookId? Book => book?.Id;

    public Words? BookTitle => book?.Title;

    /// <summary>Does a month wait until everybody whom this book pays was shown it?</summary>
    public bool MustBeShown => rules?.Switches.BookMustBeShown is true;

    public LineName Of(string code)
    {
        if (code.Split(':', 3) is ["adjust", var month, var component])
        {
            return new LineName(code, Corrected.With(Of(component).Name, Words.Same(month)), LineGroup.Adjustment, month, component);
        }

        if (code.StartsWith("manual:", StringComparison.Ordinal))
        {
            return new LineName(code, Entered, LineGroup.Adjustment, null, null);
        }

        if (code is Guarding.Code or "adjust_guard" or "guard_carried")
        {
            return new LineName(code, Guard, LineGroup.Guard, null, null);
        }

        if (rules?.Components.FirstOrDefault(c => c.Id == code) is { } rule)
        {
            return new LineName(code, new Words(rule.Name, Title(code)), GroupOf(rule), null, null);
        }

        if (rules?.Penalties.FirstOrDefault(p => p.Id == code || p.LossCode == code) is { } penalty)
        {
            var name = new Words(penalty.Name, Title(penalty.Id));
            return new LineName(code, penalty.Id == code ? name : Loss.With(name), LineGroup.Deduction, null, null);
        }

        return new LineName(code, Words.Same(code), LineGroup.Bonus, null, null);
    }

    /// <summary>What the book says about a line, in sentences.</summary>
    public IReadOnlyList<Words> Rule(string path)
    {
        if (book is null || !path.StartsWith("pay.", StringComparison.Ordinal))
        {
            return [];
        }

        var entry = path.Split('.') is ["pay", var kind, var id, ..] ? $"pay.{kind}.{id}." : path;
        return [.. sentences.Where(l => l.Path.StartsWith(entry, StringComparison.Ordinal) && !l.Path.EndsWith(".name", StringComparison.Ordinal) && !l.Path.EndsWith(".name_en", StringComparison.Ordinal)).Select(l => l.Sentence)];
    }

    /// <summary>Where the workbench shows what the rule of a line says; null when it comes from no clause.</summary>
    public string? Link(string path) => Rule(path).Count == 0 ? null : $"/rules/books/{book!.Id}#{path}";

    private static LineGroup GroupOf(ComponentRule rule) =>
        rule.CountsAs != CountsAs.Pay ? LineGroup.Deduction
        : rule.Kind == ComponentKind.Base ? LineGroup.Base
        : rule.Kind is ComponentKind.Share or ComponentKind.Tiers or ComponentKind.Pool && rule.Of?.Figures.Overlaps(Sales) is true ? LineGroup.Commission
        : LineGroup.Bonus;

    /// <summary>The English name of the book, or the id in words.</summary>
    private string Title(string id) => sentences.FirstOrDefault(l => l.Path == $"pay.components.{id}.name_en")?.Sentence.En.Trim('“', '”') ?? id.Replace('_', ' ');
}

/// <summary>The words of every book that months were settled with; published books never change.</summary>
internal sealed class BookLines(IPublishedBooks books, IBookDesk desk)
{
    private readonly ConcurrentDictionary<BookId, LineWords> known = new();

    public async Task<LineWords> OfAsync(OrganisationId organisation, BookId id, CancellationToken ct) =>
        known.TryGetValue(id, out var words) ? words
        : await books.FindAsync(organisation, id, ct) is { } book ? known.GetOrAdd(id, new LineWords(book, desk))
        : new LineWords(null, desk);
}
