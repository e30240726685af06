using NodaTime;
using NodaTime.Text;

namespace Zhanggui.Orders.Rules;

/// <summary>
/// A line of a dated table in a book: <c>KEY PERSON [FROM] [TO]</c>, the days half open, <c>-</c> for an open side:
/// <c>red li-na 2026-01-01 2026-07-01</c>. A table of turns has no key.
/// </summary>
internal sealed record DatedOwner(string Key, string Person, LocalDate? From, LocalDate? To)
{
    private const string Open = "-";

    public bool Holds(LocalDate day) => (From is not { } from || from <= day) && (To is not { } to || day < to);

    public bool Overlaps(DatedOwner other) => (From is not { } from || other.To is not { } end || from < end) && (other.From is not { } start || To is not { } to || start < to);

    /// <summary>Null when the line cannot be read.</summary>
    public static DatedOwner? Parse(string line, bool hasKey)
    {
        var parts = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var first = hasKey ? 2 : 1;
        if (parts.Length < first || parts.Length > first + 2)
        {
            return null;
        }

        var dates = new LocalDate?[2];
        for (var i = first; i < parts.Length; i++)
        {
            if (parts[i] == Open)
            {
                continue;
            }

            var read = LocalDatePattern.Iso.Parse(parts[i]);
            if (!read.Success)
            {
                return null;
            }

            dates[i - first] = read.Value;
        }

        return dates[0] >= dates[1] ? null : new DatedOwner(hasKey ? parts[0] : string.Empty, parts[first - 1], dates[0], dates[1]);
    }
}
