using NodaTime;
using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Document;

namespace Zhanggui.Rules.Books;

/// <summary>Sections that hold for whole months: a book that changes one comes into force on the first day of a month that has not begun.</summary>
internal static class MonthStarts
{
    public static LocalDate First(LocalDate today) => today.PlusMonths(1).With(DateAdjusters.StartOfMonth);

    public static bool MayBegin(LocalDate date, LocalDate today) => date.Day == 1 && date > today;

    /// <summary>The first monthly section that differs, or null; where a book is silent, the fallback speaks.</summary>
    public static RuleSection? Changed(BookBody before, BookBody after, BookBody fallback, RuleSections sections) =>
        sections.All.Where(s => s.StartsWithMonth).FirstOrDefault(s => Comparison.Compare(Alone(before, fallback, s), Alone(after, fallback, s), sections).Count > 0);

    private static BookBody Alone(BookBody body, BookBody fallback, RuleSection section)
    {
        var speaks = body.Scopes.Any(s => body.Resolve(section.Name, s) is not null) ? body : fallback;
        return new BookBody(Only(speaks.Sections, section.Name), [.. speaks.Variants.Select(v => v with { Sections = Only(v.Sections, section.Name) })]);
    }

    private static Dictionary<string, BookMap> Only(IReadOnlyDictionary<string, BookMap> sections, string name) =>
        sections.Where(s => s.Key == name).ToDictionary(StringComparer.Ordinal);
}
