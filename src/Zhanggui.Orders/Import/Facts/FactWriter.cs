using NodaTime;
using NodaTime.Text;
using Zhanggui.Facts;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Orders.Store;
using Zhanggui.People.Contracts;
using Zhanggui.Records.Contracts;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Orders.Import.Facts;

/// <summary>Gives the fact rows of a chunk to the rooms that own them: people and accounts to People, shifts and leave to Shifts, goods, delivery and offers to Shop, all others to Records.</summary>
internal sealed class FactWriter(Database database, IRecordStore records, IStaffIntake staff, IRoster roster, IGoodsIntake goods, IOffersIntake offers, ImportRecord import, PersonNames names)
{
    private static readonly OffsetDateTimePattern At = OffsetDateTimePattern.ExtendedIso;
    private readonly FactsFile file = FactKinds.Files[import.Mapping!.Kind];

    /// <summary>Rows that the owning room refuses go over to the chunk's refused ones.</summary>
    public async Task<UpsertCounts> WriteAsync(Chunk chunk, CancellationToken ct)
    {
        var rows = chunk.Facts();
        return import.Mapping!.Kind switch
        {
            FactKinds.People => await EachAsync(chunk, rows, PersonAsync, ct),
            FactKinds.Accounts => await EachAsync(chunk, rows, AccountAsync, ct),
            FactKinds.Roster or FactKinds.Leave => await WorktimeAsync(rows, ct),
            var kind when GoodsWriter.Takes(kind) => await new GoodsWriter(goods, import).WriteAsync(chunk, file, rows, ct),
            FactKinds.Promotions or FactKinds.Policies => await new OffersWriter(offers, import).WriteAsync(chunk, file, rows, ct),
            _ => await KeepAsync(rows, ct),
        };
    }

    private async Task<UpsertCounts> KeepAsync(IReadOnlyList<FactRow> rows, CancellationToken ct)
    {
        var batches = new FactBatches();
        var shop = FactReader.PlaceOf(file, "shop");
        foreach (var row in rows)
        {
            if (shop >= 0)
            {
                row.Cells[shop] = import.Shop.ToString();
            }

            batches.Unknown = row.Unknown;
            file.Give(batches, row.Cells, DateTimeZone.Utc, _ => { });
        }

        var counts = await batches.StoreAsync(records, import.Shop, import.Id, ct);
        return new UpsertCounts(counts.New, counts.Changed, counts.Unchanged);
    }

    /// <summary>Whoever stands in the rows was found before: ids of the house are there.</summary>
    private async Task<UpsertCounts> WorktimeAsync(IReadOnlyList<FactRow> rows, CancellationToken ct)
    {
        var read = new FactSetBuilder();
        foreach (var row in rows)
        {
            file.Give(read, row.Cells, DateTimeZone.Utc, _ => { });
        }

        var facts = read.Build();
        var shifts = await roster.TakeShiftsAsync(import.Shop, [.. facts.Roster.Select(r => new RosterShift(Person(r.Person), r.Date, r.Shift, r.Start, r.End, r.Place))], import.UploadedBy, ct);
        var leave = await roster.TakeLeaveAsync(import.Shop, [.. facts.Leave.Select(l => new LeaveSpell(Person(l.Person), l.From, l.To, l.Kind, l.SignedBy is { } by ? Person(by) : null, l.SignedAt))], import.UploadedBy, ct);
        return new UpsertCounts(shifts.New + leave.New, shifts.Changed + leave.Changed, shifts.Unchanged + leave.Unchanged);

        static PersonId Person(string id) => PersonId.From(Guid.Parse(id));
    }

    private async Task<UpsertCounts> EachAsync(Chunk chunk, IReadOnlyList<FactRow> rows, Func<FactRow, CancellationToken, Task<Outcome<Taken>>> take, CancellationToken ct)
    {
        var counts = default(UpsertCounts);
        foreach (var row in rows)
        {
            var taken = await take(row, ct);
            if (taken.Refusal is { } no)
            {
                chunk.Withdraw(row, RowProblem.Fact(no.Code, null, no.Zh, no.En));
                continue;
            }

            counts += taken.Value switch { Taken.New => new UpsertCounts(1, 0, 0), Taken.Changed => new UpsertCounts(0, 1, 0), _ => new UpsertCounts(0, 0, 1) };
        }

        if (counts.New + counts.Changed > 0)
        {
            // Whose an order is can turn on who used the account, or on whose number stands in the note.
            await database.WriteAsync((c, t) => c.ExecuteAsync(t, "insert into orders_to_decide (shop_id, order_id) select shop_id, order_id from orders_order where shop_id = @shop on conflict (shop_id, order_id) do update set asked = orders_to_decide.asked + 1", ct, ("shop", import.Shop.Value)), ct);
        }

        return counts;
    }

    private async Task<Outcome<Taken>> PersonAsync(FactRow row, CancellationToken ct)
    {
        string? Cell(string column) => row.Cells[FactReader.PlaceOf(file, column)];
        LocalDate? Day(string column) => Cell(column) is { } text ? LocalDatePattern.Iso.Parse(text).Value : null;
        var key = Cell("person")!;
        var taken = await staff.TakePersonAsync(import.Shop, new StaffRow(
            names.Find(key), Cell("name") ?? key, Cell("staff_no"), Cell("role"), Cell("team"), Cell("grade"), Day("from"), Day("to"), Day("hired_on"), Day("left_on"), row.Unknown), import.UploadedBy, ct);
        if (taken.Refusal is { } no)
        {
            return no;
        }

        await names.LearnAsync(database, import.Shop, key, taken.Value.Person, ct);
        return taken.Value.What;
    }

    private async Task<Outcome<Taken>> AccountAsync(FactRow row, CancellationToken ct)
    {
        string Cell(string column) => row.Cells[FactReader.PlaceOf(file, column)] ?? string.Empty;
        // Resolved before: a person of the house stands here.
        return await staff.TakeAccountAsync(import.Shop, Cell("account"), PersonId.From(Guid.Parse(Cell("person"))), Time(Cell("from")), Time(Cell("to")), row.Unknown, import.UploadedBy, ct);
    }

    private Instant? Time(string cell) => cell.Length == 0 ? null
        : At.Parse(cell) is { Success: true } at ? at.Value.ToInstant()
        : LocalDatePattern.Iso.Parse(cell).Value.AtMidnight().InZoneLeniently(DateTimeZoneProviders.Tzdb[import.Mapping!.Zone]).ToInstant();
}
