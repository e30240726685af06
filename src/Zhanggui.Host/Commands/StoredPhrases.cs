using Zhanggui.Guard.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Host.Commands;

/// <summary>Texts of a book that buyers will read, held against the book's own guard.</summary>
internal static class StoredPhrases
{
    private static readonly string[] Places = ["reception.automatic_reply", "reception.notices", "reception.ending.closing_words", "reception.satisfaction.words"];

    /// <summary>The report with a warning for every stored text that the guard does not pass.</summary>
    public static BookReport Judge(IServiceProvider services, BookReport report, string text, string? folder)
    {
        if (!report.IsSound)
        {
            return report;
        }

        var desk = services.GetRequiredService<IBookDesk>();
        var guard = services.GetRequiredService<IGuardDesk>().Compile(text, folder, []).Rules;
        var found = Places.SelectMany(place => desk.Texts(text, folder, place))
            .Select(stored => (Stored: stored, Hits: guard.CheckStored(stored.Text, GuardFacts.Unknown).Hits))
            .Where(s => s.Hits.Count > 0)
            .Select(s => new BookProblem(Severity.Warning, s.Stored.Line, s.Stored.Column, s.Stored.Path, "guard.stored.rings", new Words(
                $"「{s.Stored.Text}」过不了本制度的话术卫士：规则「{s.Hits[0].Name.Zh}」在「{s.Hits[0].Text}」上会响。",
                $"'{s.Stored.Text}' does not pass the book's own guard: the rule '{s.Hits[0].Rule}' rings on '{s.Hits[0].Text}'."), s.Hits[0].Suggestion));
        return report with { Problems = [.. report.Problems, .. found] };
    }
}
