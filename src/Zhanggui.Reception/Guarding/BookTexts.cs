using Zhanggui.Guard.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Reception.Guarding;

/// <summary>
/// Texts of a book that buyers will read, held against the book's own guard: what it blocks keeps the book from being published, what it wants a reason for
/// is signed for with one, a hint is told. The facts of one shop are not asked: a book may hold for several.
/// </summary>
internal sealed class BookTexts(IBookDesk books, IGuardDesk guards) : IBookJudge
{
    public static readonly IReadOnlyList<string> Places = ["reception.automatic_reply", "reception.notices", "reception.ending.closing_words", "reception.satisfaction.words", "routing.hand_overs"];

    /// <summary>Of a hand-over only what the buyer is told.</summary>
    private static bool IsForBuyers(BookPassage text) => !text.Path.StartsWith("routing.", StringComparison.Ordinal) || text.Path.EndsWith(".absent", StringComparison.Ordinal);

    public BookJudgement Judge(string text, string? folder)
    {
        var (problems, doubts) = (new List<BookProblem>(), new List<BookDoubt>());
        if (books.Texts(text, folder, "guard").Count == 0 && books.ShopsNamed(text, folder).All(shop => books.Texts(text, folder, "guard", shop).Count == 0))
        {
            return new BookJudgement(problems, doubts);
        }

        var seen = new HashSet<(string, string, string)>();
        foreach (var shop in books.ShopsNamed(text, folder).Prepend(null))
        {
            var guard = guards.Compile(text, folder, shop is null ? [] : [shop]).Rules;
            foreach (var stored in Places.SelectMany(place => books.Texts(text, folder, place, shop).Where(IsForBuyers)))
            {
                var verdict = guard.CheckStored(stored.Text, GuardFacts.Unknown);
                if (verdict.Hits.MaxBy(h => h.Level) is { } hit && seen.Add((stored.Path, stored.Text, hit.Rule)))
                {
                    problems.Add(Problem(stored, hit));
                    if (hit.Level == GuardLevel.Confirm)
                    {
                        doubts.Add(Doubt(stored, hit, shop));
                    }
                }
            }
        }

        return new BookJudgement(problems, doubts);
    }

    private static BookProblem Problem(BookPassage stored, GuardHit hit) => new(
        hit.Level switch { GuardLevel.Block => Severity.Error, GuardLevel.Confirm => Severity.Warning, _ => Severity.Note },
        stored.Line, stored.Column, stored.Path, "guard.stored.rings", new Words(
            $"「{stored.Text}」过不了本制度的话术卫士：规则「{hit.Name.Zh}」在「{hit.Text}」上会响（{(hit.Level == GuardLevel.Block ? "拦下，不能发布" : hit.Level == GuardLevel.Confirm ? "要写明理由签字" : "提示")}）。{hit.Reason.Zh}",
            $"'{stored.Text}' does not pass the book's own guard: the rule '{hit.Rule}' rings on '{hit.Text}' ({(hit.Level == GuardLevel.Block ? "block: it cannot be published" : hit.Level == GuardLevel.Confirm ? "signed for with a reason" : "hint")})."), hit.Suggestion);

    private static BookDoubt Doubt(BookPassage stored, GuardHit hit, string? shop) => new(stored.Path, shop is null ? Words.Same(string.Empty) : Words.Same(shop),
        new($"给买家看的「{stored.Text}」里有「{hit.Text}」。", $"Buyers will read \"{stored.Text}\" with \"{hit.Text}\" in it."),
        new($"本制度的话术卫士，规则「{hit.Name.Zh}」：{hit.Reason.Zh}", $"The book's own guard, rule '{hit.Rule}': {hit.Reason.En ?? hit.Reason.Zh}"));
}
