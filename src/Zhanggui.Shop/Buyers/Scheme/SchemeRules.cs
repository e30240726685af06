using System.Globalization;
using NodaTime.Text;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Shop.Buyers.Dossier;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Buyers.Scheme;

/// <summary>What a scheme may look like, and what a value of an own field may be (pure).</summary>
internal static class SchemeRules
{
    public const int MostEntries = 60;
    public const int MostWords = 300;
    public const int NameLimit = 40;
    public const int TextLimit = 4000;

    /// <summary>Null when the new scheme may take the old one's place.</summary>
    public static Refusal? Check(BuyerScheme before, BuyerScheme said)
    {
        var lists = new (string Name, IReadOnlyList<Named> Before, IReadOnlyList<Named> Said)[]
        {
            ("factKinds", before.FactKinds, said.FactKinds), ("purposes", before.Purposes, said.Purposes), ("topics", before.Topics, said.Topics), ("levels", before.Levels, said.Levels),
            ("fields", Names(before.Fields), Names(said.Fields)), ("reviewTopics", Names(before.ReviewTopics), Names(said.ReviewTopics)),
        };
        foreach (var (name, was, now) in lists)
        {
            if (now.Count > MostEntries || now.Any(n => !IsName(n.Name) || !IsKey(n.Key)) || Twice(now.Select(n => n.Key)) || Twice(now.Where(n => !n.IsArchived).Select(n => n.Name.Trim())))
            {
                return new SchemeEntryWrong(name, MostEntries, NameLimit);
            }

            if (was.FirstOrDefault(w => now.All(n => n.Key != w.Key)) is { } gone)
            {
                return new SchemeEntryGone(name, gone.Name);
            }
        }

        if ((said.ReviewTopics ?? BuyerScheme.FirstReviewTopics).Any(t => t.Words is null || t.Words.Count > MostWords || t.Words.Any(w => !IsName(w))))
        {
            return new SchemeEntryWrong("reviewTopics", MostWords, NameLimit);
        }

        return said.Fields.Any(f => before.Field(f.Key) is { } old && old.Kind != f.Kind) ? new SchemeKindChanged()
            : said.Fields.Any(f => f.Kind == OwnFieldKind.Choice && (f.Choices is not { Count: > 0 and <= MostEntries } || f.Choices.Any(c => !IsName(c)))) ? new SchemeChoicesMissing()
            : said.Purposes.Any(p => p.IsArchived && p.Key is BuyerScheme.Care or BuyerScheme.Greetings) ? new SchemeEntryGone("purposes", string.Empty)
            : said.MembershipText is null || said.MembershipText.Length > TextLimit ? new BuyerValueTooLong("membershipText", TextLimit)
            : said.Greeting is null || string.IsNullOrWhiteSpace(said.Greeting.Text) || said.Greeting.Text.Length > 500 ? new BuyerValueTooLong("greeting.text", 500)
            : said.Greeting.OptOutWords is { } no && (no.Count > MostEntries || no.Any(w => !IsName(w))) ? new SchemeEntryWrong("greeting.optOutWords", MostEntries, NameLimit)
            : Range("suggestionDays", said.SuggestionDays, 1, 365) ?? Range("careMonths", said.CareMonths, 1, 60) ?? Range("loyalOrders", said.LoyalOrders, 2, 1000)
                ?? Range("greeting.everyMonths", said.Greeting.EveryMonths, 1, 24) ?? Range("greeting.answerDays", said.Greeting.AnswerDays, 1, GreetingRule.MostAnswerDays) ?? Range("greeting.quietFrom", said.Greeting.QuietFrom, 0, 23) ?? Range("greeting.quietTo", said.Greeting.QuietTo, 0, 23);
    }

    /// <summary>A value as it is kept; null when it is none of this field's kind. An empty one clears.</summary>
    public static string? Value(OwnField field, string said)
    {
        var text = said.Trim();
        return text.Length == 0 ? text : field.Kind switch
        {
            OwnFieldKind.Text => text,
            OwnFieldKind.Number => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) ? n.ToString("0.############", CultureInfo.InvariantCulture) : null,
            OwnFieldKind.Date => LocalDatePattern.Iso.Parse(text).Success ? text : null,
            OwnFieldKind.Choice => field.Choices?.Contains(text, StringComparer.Ordinal) == true ? text : null,
            OwnFieldKind.YesNo => text is "yes" or "no" ? text : null,
            _ => null,
        };
    }

    public static bool IsOpen(IReadOnlyList<Named> list, string? key) => list.Any(n => n.Key == key && !n.IsArchived);

    private static IReadOnlyList<Named> Names(IReadOnlyList<OwnField> fields) => [.. fields.Select(f => new Named(f.Key, f.Name, f.IsPersonal, f.IsArchived))];

    private static IReadOnlyList<Named> Names(IReadOnlyList<ReviewTopic>? topics) => [.. (topics ?? BuyerScheme.FirstReviewTopics).Select(t => new Named(t.Key, t.Name, IsArchived: t.IsArchived))];

    private static bool IsName(string? name) => name?.Trim() is { Length: > 0 and <= NameLimit };

    private static bool IsKey(string? key) => key is { Length: > 0 and <= NameLimit } && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static bool Twice(IEnumerable<string> texts) => texts.GroupBy(t => t, StringComparer.Ordinal).Any(g => g.Skip(1).Any());

    private static RetentionOutOfRange? Range(string name, int value, int least, int most) => value < least || value > most ? new RetentionOutOfRange(name, least, most) : null;
}
