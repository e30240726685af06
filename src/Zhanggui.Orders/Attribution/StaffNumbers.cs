using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Orders.Rules;

namespace Zhanggui.Orders.Attribution;

/// <summary>A staff number in a note, and whose it was that day: nobody's, one person's or several persons'.</summary>
internal sealed record NoteNumber(string Number, IReadOnlyList<string> Persons);

/// <summary>
/// Finds staff numbers in notes. A number is what follows a mark of the book (工号), a known number that stands by itself,
/// or a word built like the known ones: with their letters in front, or standing alone with as many digits. Dates and
/// sizes (12月19日, 3*2.4) are none.
/// </summary>
internal sealed class StaffNumbers
{
    private const string Separators = " \t\r\n,，、;；:：|()（）[]【】。#";

    // Two numbers are written like this, and so are dates and sizes: only numbers that somebody has count, and short ones never.
    private const string Joints = "/+&-~和与";
    private const int ShortestJoined = 3;
    private readonly Dictionary<string, List<DatedOwner>> owners = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<DatedOwner>> names = new(StringComparer.Ordinal);
    private readonly HashSet<string> prefixes = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<int> lengths = [];
    private readonly IReadOnlyList<string> marks;

    public StaffNumbers(IReadOnlyList<PersonFact> people, AttributionRules rules)
    {
        marks = [.. rules.NumberMarks.Select(Tokens.Narrow)];
        foreach (var row in people.Where(p => !string.IsNullOrWhiteSpace(p.StaffNo)))
        {
            Add(owners, Held(Tokens.Narrow(row.StaffNo!.Trim()), row));
        }

        foreach (var row in rules.StaffNumbers)
        {
            Add(owners, row with { Key = Tokens.Narrow(row.Key) });
        }

        foreach (var row in people.Where(p => rules.NamesCount && p.Name?.Trim().Length > 1))
        {
            Add(names, Held(row.Name!.Trim(), row));
        }

        foreach (var number in owners.Keys)
        {
            var prefix = Prefix(number);
            if (prefix.Length > 0)
            {
                prefixes.Add(prefix);
            }
            else
            {
                lengths.Add(number.Length);
            }
        }
    }

    /// <summary>Was the number somebody's that day?</summary>
    public bool IsHeld(string number, LocalDate day) => PersonsOf(owners, number, day).Count > 0;

    /// <summary>The numbers of a note, each once, in the order in which they stand.</summary>
    public IReadOnlyList<NoteNumber> Find(string? note, LocalDate day)
    {
        if (string.IsNullOrWhiteSpace(note))
        {
            return [];
        }

        var text = Tokens.Narrow(note);
        var found = new List<NoteNumber>();
        for (var at = 0; at < text.Length;)
        {
            if (!Tokens.IsPart(text[at]))
            {
                at++;
                continue;
            }

            var end = at;
            while (end < text.Length && Tokens.IsPart(text[end]))
            {
                end++;
            }

            var word = text[at..end];
            if (IsNumber(text, at, end, word) && !found.Exists(f => string.Equals(f.Number, word, StringComparison.OrdinalIgnoreCase)))
            {
                found.Add(new NoteNumber(word, PersonsOf(owners, word, day)));
            }

            at = end;
        }

        foreach (var name in names.Keys.Where(n => text.Contains(n, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            found.Add(new NoteNumber(name, PersonsOf(names, name, day)));
        }

        return found;
    }

    private bool IsNumber(string text, int at, int end, string word)
    {
        if (marks.Any(m => text.AsSpan(0, at).TrimEnd(" :#").EndsWith(m)))
        {
            return true;
        }

        var prefix = Prefix(word);
        if (prefix.Length > 0)
        {
            return owners.ContainsKey(word) || (prefix.Length < word.Length && prefixes.Contains(prefix) && word.AsSpan(prefix.Length).IndexOfAnyExceptInRange('0', '9') < 0);
        }

        var isJoined = word.Length >= ShortestJoined && owners.ContainsKey(word);
        return lengths.Contains(word.Length) && word.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0
            && (at == 0 || Parts(text[at - 1], isJoined)) && (end == text.Length || Parts(text[end], isJoined));
    }

    private static bool Parts(char mark, bool isJoined) => Separators.Contains(mark) || (isJoined && Joints.Contains(mark));

    private static IReadOnlyList<string> PersonsOf(Dictionary<string, List<DatedOwner>> table, string key, LocalDate day) =>
        table.TryGetValue(key, out var rows) ? [.. rows.Where(r => r.Holds(day)).Select(r => r.Person).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] : [];

    /// <summary>A number is held while the row of the person holds and the person is employed.</summary>
    private static DatedOwner Held(string key, PersonFact row) => new(key, row.Person, Later(row.From, row.HiredOn), Earlier(row.To, row.LeftOn));

    private static LocalDate? Later(LocalDate? a, LocalDate? b) => a is { } x && b is { } y ? LocalDate.Max(x, y) : a ?? b;

    private static LocalDate? Earlier(LocalDate? a, LocalDate? b) => a is { } x && b is { } y ? LocalDate.Min(x, y) : a ?? b;

    private static void Add(Dictionary<string, List<DatedOwner>> table, DatedOwner row) =>
        (table.TryGetValue(row.Key, out var rows) ? rows : table[row.Key] = []).Add(row);

    private static string Prefix(string word)
    {
        var end = 0;
        while (end < word.Length && char.IsAsciiLetter(word[end]))
        {
            end++;
        }

        return word[..end];
    }
}
