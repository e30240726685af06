using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace Zhanggui.Orders.Notes;

/// <summary>
/// A mural shop's note in its parts (ORD-03): buyer, size, pattern, shipping date, how it travels, extras. Nothing is lost: what belongs to no
/// field stands in <paramref name="Rest"/>, and <paramref name="Pieces"/> are all parts as they stood. Sizes in metres; the area is exact, in square metres.
/// </summary>
internal sealed partial record NoteForm(
    string? Buyer,
    decimal? Width,
    decimal? Height,
    decimal? Area,
    string? Pattern,
    LocalDate? ShipOn,
    string? Delivery,
    string? Extra,
    IReadOnlyList<string> Rest,
    IReadOnlyList<string> Pieces)
{
    private const decimal CentimetresPerMetre = 100;

    private static readonly string[] Deliveries = ["自提", "送货上门", "送货", "快递", "物流", "发物流", "发快递", "到付", "包邮"];

    /// <summary>
    /// The parts of a note, or null when it has neither a size nor a date: then it is a note of another kind. Separators are comma, ideographic comma, semicolon and
    /// full stop, half or full width; a point between digits is none. A date without a year is the next such day from <paramref name="placedOn"/> on.
    /// </summary>
    public static NoteForm? Parse(string? note, LocalDate placedOn)
    {
        if (string.IsNullOrWhiteSpace(note))
        {
            return null;
        }

        var pieces = Separator().Split(note).Select(p => p.Trim()).Where(p => p.Length > 0).ToList();
        var form = new NoteForm(null, null, null, null, null, null, null, null, [], pieces);
        var rest = new List<string>();
        for (var i = 0; i < pieces.Count; i++)
        {
            form = Take(form, pieces[i], isFirst: i == 0, placedOn, rest);
        }

        return form.Width is null && form.ShipOn is null ? null : form with { Rest = rest };
    }

    private static NoteForm Take(NoteForm form, string piece, bool isFirst, LocalDate placedOn, List<string> rest)
    {
        if (form.Width is null && Size().Match(piece) is { Success: true } size && Metres(size, "w", "wu") is { } width && Metres(size, "h", "hu") is { } height)
        {
            return form with { Width = width, Height = height, Area = width * height };
        }

        if (form.ShipOn is null && Date(piece, placedOn) is { } day)
        {
            return form with { ShipOn = day };
        }

        if (form.Pattern is null && piece.StartsWith("图案", StringComparison.Ordinal) && piece.Length > 2)
        {
            return form with { Pattern = piece[2..].TrimStart(':', '：') };
        }

        if (form.Delivery is null && Deliveries.Any(d => piece.StartsWith(d, StringComparison.Ordinal)))
        {
            return form with { Delivery = piece };
        }

        if (form.Extra is null && piece.Contains('胶', StringComparison.Ordinal))
        {
            return form with { Extra = piece };
        }

        if (isFirst && form.Buyer is null && Name().IsMatch(piece))
        {
            return form with { Buyer = piece };
        }

        rest.Add(piece);
        return form;
    }

    /// <summary>One unit behind the second number holds for both; without any the shop means metres.</summary>
    private static decimal? Metres(Match size, string number, string unit)
    {
        var said = size.Groups[unit].Success ? size.Groups[unit].Value : size.Groups["hu"].Value;
        return !decimal.TryParse(size.Groups[number].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value == 0 ? null
            : said.ToLowerInvariant() is "cm" or "厘米" or "公分" ? value / CentimetresPerMetre : value;
    }

    private static LocalDate? Date(string piece, LocalDate placedOn)
    {
        var match = MonthAndDay().Match(piece);
        if (!match.Success)
        {
            return null;
        }

        var (month, day) = (int.Parse(match.Groups["m"].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups["d"].Value, CultureInfo.InvariantCulture));
        if (match.Groups["y"].Success)
        {
            return Make(int.Parse(match.Groups["y"].Value, CultureInfo.InvariantCulture), month, day);
        }

        // 29 February may be up to eight years away.
        for (var year = placedOn.Year; year <= placedOn.Year + 8; year++)
        {
            if (Make(year, month, day) is { } date && date >= placedOn)
            {
                return date;
            }
        }

        return null;
    }

    private static LocalDate? Make(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month) ? new LocalDate(year, month, day) : null;

    [GeneratedRegex(@"[,，、;；。．]|(?<![0-9])\.|\.(?![0-9])", RegexOptions.None, 1000)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^\D*?(?<w>\d+(\.\d+)?)\s*(?<wu>米|m|cm|厘米|公分)?\s*[*×x乘]\s*(?<h>\d+(\.\d+)?)\s*(?<hu>米|m|cm|厘米|公分)?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Size();

    [GeneratedRegex(@"(?:(?<y>20\d\d)\s*[年/-]\s*)?(?<m>\d{1,2})\s*月\s*(?<d>\d{1,2})\s*[日号]?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MonthAndDay();

    [GeneratedRegex(@"^[\p{L}][\p{L}*＊·]{0,9}$", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
