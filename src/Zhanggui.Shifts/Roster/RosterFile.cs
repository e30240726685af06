using System.Text.RegularExpressions;
using NodaTime;
using Zhanggui.Tables;

namespace Zhanggui.Shifts.Roster;

/// <summary>A row of a file that could not be read without guessing.</summary>
internal sealed record RosterProblem(long Line, string Column, string Zh, string En);

/// <summary>What a file says: person as it is named there, day, shifts (none = free).</summary>
internal sealed record RosterFileDay(long Line, string Person, LocalDate Date, IReadOnlyList<ShiftCell> Shifts);

/// <summary>
/// Reads the two shapes in which shops keep rosters: one row a shift (name, date, shift, start, end, place), and a grid with a row per
/// person and a column per day (<c>2026-10-03</c>, <c>10/3</c>, <c>3日</c>, <c>3</c>), each cell a shift's name, its hours, or a word for free.
/// </summary>
internal static partial class RosterFile
{
    private const int MostRows = 20_000;
    private static readonly string[] Free = ["休", "休息", "休假", "-", "—", "/", "off", "OFF", "Off", "rest"];

    private static readonly (string, string)[] Headers =
    [
        ("姓名", "name"), ("员工", "name"), ("客服", "name"), ("人员", "name"), ("name", "name"), ("person", "name"), ("工号", "number"), ("staff_no", "number"), ("number", "number"),
        ("日期", "date"), ("date", "date"), ("班次", "shift"), ("班", "shift"), ("shift", "shift"), ("上班", "start"), ("上班时间", "start"), ("开始", "start"), ("开始时间", "start"), ("start", "start"),
        ("下班", "end"), ("下班时间", "end"), ("结束", "end"), ("结束时间", "end"), ("end", "end"), ("地点", "place"), ("place", "place"),
    ];

    public static (IReadOnlyList<RosterFileDay> Days, IReadOnlyList<RosterProblem> Problems, TableRefused? Refused) Read(TableFile file, YearMonth month, IReadOnlyDictionary<string, ShiftCell> shifts)
    {
        var header = new HeaderFinder(Headers).Find(file, 1, out var refused);
        if (header is null)
        {
            return ([], [], refused);
        }

        var days = header.Columns.Select(c => (c.Index, Day: DayOf(c.Text, month))).Where(c => c.Day is not null).ToDictionary(c => c.Index, c => c.Day!.Value);
        var reading = new Reading(header, days, month, shifts);
        using var rows = file.RowsAfter(header);
        while (rows.Read() && reading.Count < MostRows)
        {
            if (!rows.IsBlank)
            {
                reading.Take(rows);
            }
        }

        return (reading.Done(), reading.Problems, rows.Refused);
    }

    /// <summary>The hours inside a cell, <c>8:30-17:00</c>, with or without a name before them; or a shift the shop knows.</summary>
    internal static ShiftCell? CellOf(string text, IReadOnlyDictionary<string, ShiftCell> shifts)
    {
        var match = Hours().Match(text);
        if (match.Success)
        {
            var name = text[..match.Index].Trim(' ', '(', '（', '：', ':');
            var known = shifts.GetValueOrDefault(name);
            return TimeOf(match.Groups[1].Value) is { } start && TimeOf(match.Groups[2].Value) is { } end ? new ShiftCell(name.Length == 0 ? null : name, start, end, known?.Place) : null;
        }

        return shifts.TryGetValue(text, out var shift) ? shift : null;
    }

    internal static LocalDate? DayOf(string text, YearMonth month)
    {
        var clean = text.Trim();
        if (CellText.TryDateTime(clean, out var at))
        {
            return at.Date;
        }

        var match = DayText().Match(clean);
        if (!match.Success || !int.TryParse(match.Groups["d"].Value, out var day))
        {
            return null;
        }

        var inMonth = match.Groups["m"].Success && int.TryParse(match.Groups["m"].Value, out var m) ? m : month.Month;
        var year = inMonth < month.Month && month.Month - inMonth > 6 ? month.Year + 1 : inMonth > month.Month && inMonth - month.Month > 6 ? month.Year - 1 : month.Year;
        return inMonth is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, inMonth) ? new LocalDate(year, inMonth, day) : null;
    }

    internal static string? TimeOf(string text)
    {
        var match = Time().Match(text.Trim());
        if (!match.Success)
        {
            return null;
        }

        var (hour, minute) = (int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), match.Groups[2].Success ? int.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture) : 0);
        return (hour, minute) switch { (24, 0) => "00:00", ( < 24, < 60) => $"{hour:00}:{minute:00}", _ => null };
    }

    [GeneratedRegex(@"(\d{1,2}(?:[:：]\d{2})?)\s*[-–—~～至到]\s*(\d{1,2}(?:[:：]\d{2})?)", RegexOptions.None, 100)]
    private static partial Regex Hours();

    [GeneratedRegex(@"^(\d{1,2})(?:[:：](\d{2}))?(?:[:：]\d{2})?$", RegexOptions.None, 100)]
    private static partial Regex Time();

    [GeneratedRegex(@"^(?:(?<m>\d{1,2})\s*[月/.\-])?\s*(?<d>\d{1,2})\s*[日号]?\s*(?:[(（]?\s*(?:周|星期)?[一二三四五六日天]\s*[)）]?)?$", RegexOptions.None, 100)]
    private static partial Regex DayText();

    private sealed class Reading(TableHeader header, IReadOnlyDictionary<int, LocalDate> days, YearMonth month, IReadOnlyDictionary<string, ShiftCell> shifts)
    {
        private readonly Dictionary<(string, LocalDate), (long Line, List<ShiftCell> Cells)> found = [];
        private readonly int date = header.IndexOf("date");

        public List<RosterProblem> Problems { get; } = [];

        public int Count => found.Count;

        public IReadOnlyList<RosterFileDay> Done() => [.. found.Select(f => new RosterFileDay(f.Value.Line, f.Key.Item1, f.Key.Item2, f.Value.Cells))];

        public void Take(TableRows rows)
        {
            var person = Cell(rows, "number") is { Length: > 0 } number ? number : Cell(rows, "name");
            if (string.IsNullOrEmpty(person))
            {
                Problems.Add(new RosterProblem(rows.LineNumber, "姓名", "没有写姓名或工号。", "No name or number."));
            }
            else if (date >= 0)
            {
                Row(rows, person);
            }
            else
            {
                Grid(rows, person);
            }
        }

        private void Row(TableRows rows, string person)
        {
            if (DayOf(Cell(rows, "date"), month) is not { } day)
            {
                Problems.Add(new RosterProblem(rows.LineNumber, "日期", $"「{Cell(rows, "date")}」不是日期。", $"'{Cell(rows, "date")}' is no date."));
                return;
            }

            var (name, from, to) = (Cell(rows, "shift"), Cell(rows, "start"), Cell(rows, "end"));
            if (Free.Contains(name, StringComparer.Ordinal))
            {
                Day(rows.LineNumber, person, day);
                return;
            }

            var known = shifts.GetValueOrDefault(name);
            var (start, end) = (from.Length == 0 ? known?.Start : TimeOf(from), to.Length == 0 ? known?.End : TimeOf(to));
            if ((from.Length > 0 && start is null) || (to.Length > 0 && end is null) || start is null != end is null || (name.Length == 0 && start is null))
            {
                Problems.Add(new RosterProblem(rows.LineNumber, "上班", $"「{name} {from} {to}」不是班次：写班次名称，或上班和下班时间。", $"'{name} {from} {to}' is no shift: give its name, or start and end."));
                return;
            }

            var place = Cell(rows, "place") switch { "办公室" or "公司" or "office" => "office", "在家" or "居家" or "home" => "home", _ => known?.Place };
            Day(rows.LineNumber, person, day).Add(new ShiftCell(name.Length == 0 ? null : name, start, end, place));
        }

        private void Grid(TableRows rows, string person)
        {
            foreach (var (column, day) in days)
            {
                var text = column < rows.Count ? CellText.Clean(rows[column]).ToString().Trim() : string.Empty;
                if (text.Length == 0)
                {
                    continue; // an empty cell says nothing: the day stays
                }

                if (Free.Contains(text, StringComparer.Ordinal))
                {
                    Day(rows.LineNumber, person, day);
                    continue;
                }

                foreach (var part in text.Split([" / ", "，", "、", "\n"], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                {
                    if (CellOf(part, shifts) is { } cell)
                    {
                        Day(rows.LineNumber, person, day).Add(cell);
                    }
                    else
                    {
                        Problems.Add(new RosterProblem(rows.LineNumber, $"{day:MM-dd}", $"不认识「{part}」：先在「班次与假别」里加上它，或写时间，如 08:30-17:00。", $"'{part}' is not known: add it under shifts, or write hours such as 08:30-17:00."));
                    }
                }
            }
        }

        private List<ShiftCell> Day(long line, string person, LocalDate day)
        {
            if (!found.TryGetValue((person, day), out var known))
            {
                found[(person, day)] = known = (line, []);
            }

            return known.Cells;
        }

        private string Cell(TableRows rows, string known) => header.IndexOf(known) is >= 0 and var i && i < rows.Count ? CellText.Clean(rows[i]).ToString().Trim() : string.Empty;
    }
}
