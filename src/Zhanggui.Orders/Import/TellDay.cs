using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Elsewhere;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Import;

/// <summary>The day of a report that has no column for it: told before the import, for all of its rows.</summary>
internal static partial class TellDay
{
    public const string Field = "day";

    internal sealed record Request(string? Day);

    /// <summary>Figures of several days would stand beside those of one: such a report is exported day by day.</summary>
    public static bool MayBeTold(string kind, string field) => kind == ElsewhereReader.Days && field == Field;

    /// <summary>A day in a file's name, such as <c>日报20261015.xlsx</c>: offered, never taken without asking.</summary>
    public static LocalDate? GuessOf(string fileName)
    {
        var found = DayInName().Matches(fileName).Select(m => CellReading.TryDay($"{m.Groups[1].Value}-{m.Groups[2].Value}-{m.Groups[3].Value}", out var day) ? day : (LocalDate?)null).OfType<LocalDate>().Distinct().ToList();
        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>Why the day cannot be; null when it can.</summary>
    public static Refusal? Check(Mapping? mapping, string? text, LocalDate today, out LocalDate day)
    {
        day = default;
        if (mapping is null || !MayBeTold(mapping.Kind, Field) || mapping.Columns.ContainsKey(Field))
        {
            return new ImportDayStands();
        }

        return LocalDatePattern.Iso.Parse(text ?? string.Empty) is { Success: true, Value: var read } && read.Year >= 2000 && (day = read) <= today ? null : new ImportDayWrong();
    }

    public static async Task<IResult> HandleAsync(Guid id, Request request, Actor actor, OrderAccess access, ImportBook imports, UploadImport upload, IShops shops, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindImportAsync(actor, id, ct) is not { } import || await shops.FindAsync(import.Shop, ct) is not { } shop)
        {
            return new ImportNotFound().ToProblem();
        }

        if (Check(import.Mapping, request.Day, clock.GetCurrentInstant().InZone(shop.TimeZone).Date, out var day) is { } no)
        {
            return no.ToProblem();
        }

        var told = import.Mapping! with { Given = new Dictionary<string, string>(StringComparer.Ordinal) { [Field] = LocalDatePattern.Iso.Format(day) } };
        return await imports.SetMappingAsync(id, told, import.HeaderLine, ct) == 0
            ? new ImportStateWrong(import.State).ToProblem()
            : Results.Json(await upload.ViewAsync((await imports.FindAsync(id, ct))!, actor.Name, ct), HouseJson.Options);
    }

    [GeneratedRegex("(?<![0-9])(20[0-9]{2})[-_.年]?(0[1-9]|1[0-2])[-_.月]?(0[1-9]|[12][0-9]|3[01])(?![0-9])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex DayInName();
}
