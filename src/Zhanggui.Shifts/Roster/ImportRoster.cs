using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shifts.Store;
using Zhanggui.Tables;

namespace Zhanggui.Shifts.Roster;

/// <summary>Reads a roster from a file: first shown with what could not be read, then kept. A row with a fault stops nothing else; repeating changes nothing.</summary>
internal static class ImportRoster
{
    private const int MostShown = 200;
    private const long LargestFile = 20_000_000;

    internal sealed record Answer(int Days, int Shifts, int Changed, int People, IReadOnlyList<RosterProblem> Problems, int ProblemCount);

    public static async Task<IResult> HandleAsync(Guid shop, string month, bool? run, HttpRequest request, Actor actor, IShops shops, IStaffHistory staff, RosterBook roster, ShiftsDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(shop), Permissions.EditRoster, ct) is not { } card)
        {
            return new RosterNotFound().ToProblem();
        }

        if (YearMonthPattern.Iso.Parse(month) is not { Success: true } about)
        {
            return new RosterPeriodWrong(31).ToProblem();
        }

        if (!request.HasFormContentType || (await request.ReadFormAsync(ct)).Files.GetFile("file") is not { Length: > 0 and <= LargestFile } upload)
        {
            return new RosterFileWrong("请选一个班表文件（CSV 或 Excel，最大 20 MB）。", "Choose a roster, CSV or Excel, at most 20 MB.").ToProblem();
        }

        using var content = new MemoryStream();
        await upload.CopyToAsync(content, ct);
        content.Position = 0;
        if (!TableFile.TryOpen(content, upload.FileName, null, out var file, out var refused))
        {
            return new RosterFileWrong(refused.Zh, refused.En).ToProblem();
        }

        using (file)
        {
            var kinds = (await Kinds.OfAsync(db, card.Id, ct)).Shifts.ToDictionary(k => k.Shift!, k => k, StringComparer.Ordinal);
            var (read, problems, broken) = RosterFile.Read(file, about.Value, kinds);
            if (broken is not null || read.Count + problems.Count == 0)
            {
                return new RosterFileWrong(broken?.Zh ?? "没有看出班表：表头要有姓名或工号，和日期。", broken?.En ?? "No roster found: the header needs name or number, and dates.").ToProblem();
            }

            var (days, wrong) = Resolve(read, await NamesAsync(card, staff, ct));
            var changed = run == true ? await roster.SetAsync(card.Id, days, null, actor.Person, ct) : 0;
            IReadOnlyList<RosterProblem> all = [.. problems.Concat(wrong).OrderBy(p => p.Line)];
            return Results.Json(new Answer(days.Count, days.Sum(d => d.Shifts.Count), changed, days.Select(d => d.Person).Distinct().Count(), [.. all.Take(MostShown)], all.Count), HouseJson.Options);
        }
    }

    private static (List<RosterDay> Days, List<RosterProblem> Problems) Resolve(IReadOnlyList<RosterFileDay> read, IReadOnlyDictionary<string, PersonId> names)
    {
        var (days, problems) = (new List<RosterDay>(), new List<RosterProblem>());
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var day in read)
        {
            if (!names.TryGetValue(day.Person, out var person))
            {
                if (unknown.Add(day.Person))
                {
                    problems.Add(new RosterProblem(day.Line, "姓名", $"本店没有「{day.Person}」。", $"Nobody is called '{day.Person}'."));
                }

                continue;
            }

            var clean = RosterRules.Clean(new RosterDay(person, day.Date, day.Shifts));
            if (clean.Refusal is { } no)
            {
                problems.Add(new RosterProblem(day.Line, $"{day.Date:MM-dd}", no.Zh, no.En));
            }
            else
            {
                days.Add(clean.Value);
            }
        }

        return ([.. days.GroupBy(d => (d.Person, d.Date)).Select(g => g.Last())], problems);
    }

    /// <summary>A staff number, or a name that only one has.</summary>
    private static async Task<IReadOnlyDictionary<string, PersonId>> NamesAsync(ShopCard shop, IStaffHistory staff, CancellationToken ct)
    {
        var everybody = await staff.StaffAsync(shop.Organisation, ct);
        var names = everybody.GroupBy(s => s.Name, StringComparer.Ordinal).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => g.First().Person, StringComparer.Ordinal);
        foreach (var entry in everybody)
        {
            names[entry.Number] = entry.Person;
            names[entry.Person.ToString()] = entry.Person;
        }

        return names;
    }
}
