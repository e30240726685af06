using System.Data.Common;
using System.Globalization;
using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Records.Contracts;
using Zhanggui.Records.Keeping;
using Zhanggui.Records.Store;

namespace Zhanggui.Records.Ledger;

/// <summary>A kept row of the ledger.</summary>
internal sealed record LedgerRow(string Key, string?[] Cells, long Version, PersonId? EnteredBy, Instant ChangedAt);

/// <summary>What a row said at some time; <paramref name="Cells"/> of the last one is what it says now, null where it was removed.</summary>
internal sealed record LedgerVersion(long Version, string?[]? Cells, PersonId? By, Instant At, string? Reason);

/// <summary>Rows that people enter: written one by one, with who and why, under the same key and in the same form as rows of files.</summary>
internal sealed class LedgerBook(RoomDbTools tools)
{
    private const int ScanAtOnce = 500;
    private const int MostScanned = 5000;
    private const int MostVersions = 100;

    /// <summary>Newest change first; filtered rows are looked for among a bounded number.</summary>
    public async Task<(IReadOnlyList<LedgerRow> Rows, string? Next)> ListAsync(ShopId shop, LedgerFile file, Func<LedgerRow, bool> isWanted, (long At, string Key)? after, int most, CancellationToken ct)
    {
        await using var c = await tools.Database.OpenAsync(ct);
        var found = new List<LedgerRow>();
        for (var scanned = 0; scanned < MostScanned;)
        {
            var where = after is null ? string.Empty : " and (changed_at < @at or (changed_at = @at and row_key > @key))";
            (string, object?)[] names = [("shop", shop.Value), ("file", file.Name), .. after is var (at, key) ? [("at", (object?)at), ("key", key)] : Array.Empty<(string, object?)>()];
            var rows = await c.ReadAllAsync(null, $"select row_key, cells, version, entered_by, changed_at from records_row where shop_id = @shop and file = @file and taken = 0{where} order by changed_at desc, row_key limit {ScanAtOnce}", Read, ct, names);
            foreach (var row in rows)
            {
                after = (row.ChangedAt.ToUnixTimeMilliseconds(), row.Key);
                if (isWanted(row))
                {
                    found.Add(row);
                    if (found.Count == most)
                    {
                        return (found, string.Create(CultureInfo.InvariantCulture, $"{after.Value.At} {after.Value.Key}"));
                    }
                }
            }

            if (rows.Count < ScanAtOnce)
            {
                return (found, null);
            }

            scanned += rows.Count;
        }

        return (found, after is var (last, name) ? string.Create(CultureInfo.InvariantCulture, $"{last} {name}") : null);
    }

    public async Task<IReadOnlyList<LedgerVersion>> HistoryAsync(ShopId shop, LedgerFile file, string key, CancellationToken ct)
    {
        await using var c = await tools.Database.OpenAsync(ct);
        (string, object?)[] names = [("shop", shop.Value), ("file", file.Name), ("key", key)];
        var versions = await c.ReadAllAsync(null, $"select version, cells, entered_by, at, reason from records_row_version where shop_id = @shop and file = @file and row_key = @key order by version desc limit {MostVersions}",
            r => (Version: r.GetInt64(0), Cells: KeptRow.Read(r.GetString(1)), By: r.IsDBNull(2) ? (PersonId?)null : new PersonId(r.GetGuid(2)), At: Instant.FromUnixTimeMilliseconds(r.GetInt64(3)), Reason: r.IsDBNull(4) ? null : r.GetString(4)), ct, names);
        var now = await c.ReadAllAsync(null, "select row_key, cells, version, entered_by, changed_at, reason from records_row where shop_id = @shop and file = @file and row_key = @key", r => (Row: Read(r), Reason: r.IsDBNull(5) ? null : r.GetString(5)), ct, names);
        return [.. now.Select(n => new LedgerVersion(n.Row.Version, n.Row.Cells, n.Row.EnteredBy, n.Row.ChangedAt, n.Reason)), .. versions.Select(v => new LedgerVersion(v.Version, v.Cells, v.By, v.At, v.Reason))];
    }

    /// <summary>Keeps one row; a changed key takes the place of the old row. Returns the key.</summary>
    public async Task<Outcome<string>> SetAsync(ShopCard shop, LedgerFile file, string? key, IReadOnlyDictionary<string, string?> written, Actor actor, bool mayDecide, string? reason, CancellationToken ct)
    {
        await using var db = new RecordsDb(tools);
        return await db.RunAsync<Outcome<string>>(async (c, t) =>
        {
            var before = key is null ? null : await FindAsync(c, t, shop.Id, file, key, ct);
            if (key is not null && before is null)
            {
                return new LedgerNotFound();
            }

            var merged = LedgerRules.Merge(file, before?.Cells, written, actor.Person, mayDecide, Write(db.Now), () => NewId.Create(tools.Clock).ToString());
            if (merged.Refusal is { } no)
            {
                return no;
            }

            if (file.PlaceOf("shop") is >= 0 and var place)
            {
                merged.Value[place] = shop.Id.ToString();
            }

            var (row, problem) = Check(file, merged.Value, shop.TimeZone);
            if (row is null)
            {
                return new LedgerCellWrong(problem!.Value.Column, problem.Value.Zh, problem.Value.En);
            }

            if (row.Key != key && await FindAsync(c, t, shop.Id, file, row.Key, ct) is not null)
            {
                return new LedgerRowThere();
            }

            if (before is not null && row.Key != key)
            {
                await RemoveAsync(c, t, shop.Id, file, before, db.Now, "键已改", ct);
            }

            await KeepAsync(db, c, t, shop, file, row, actor.Person, reason, ct);
            db.Audit(new AuditEntry(actor.Organisation, shop.Id, actor.Person, "records.entry.set", file.Tab, row.Key, before?.Cells, KeptRow.Read(row.Cells), reason));
            return row.Key;
        }, ct);
    }

    public async Task<Refusal?> RemoveAsync(ShopCard shop, LedgerFile file, string key, Actor actor, string reason, CancellationToken ct)
    {
        await using var db = new RecordsDb(tools);
        return await db.RunAsync<Refusal?>(async (c, t) =>
        {
            if (await FindAsync(c, t, shop.Id, file, key, ct) is not { } row)
            {
                return new LedgerNotFound();
            }

            if (LedgerRules.IsAbout(file, row.Cells, actor.Person))
            {
                return new LedgerIsOwn();
            }

            await RemoveAsync(c, t, shop.Id, file, row, db.Now, reason, ct);
            db.Publish(new RecordsChanged(shop.Id, file.Name, null, null), shop.Id);
            db.Audit(new AuditEntry(actor.Organisation, shop.Id, actor.Person, "records.entry.removed", file.Tab, key, row.Cells, null, reason));
            return null;
        }, ct);
    }

    /// <summary>Approves an adjustment, or takes the approval back.</summary>
    public async Task<Refusal?> ApproveAsync(ShopCard shop, LedgerFile file, string key, bool approve, Actor actor, CancellationToken ct)
    {
        await using var db = new RecordsDb(tools);
        return await db.RunAsync<Refusal?>(async (c, t) =>
        {
            if (await FindAsync(c, t, shop.Id, file, key, ct) is not { } row)
            {
                return new LedgerNotFound();
            }

            if (LedgerRules.Approve(file, row.Cells, row.EnteredBy, actor.Person) is { } no)
            {
                return no;
            }

            var cells = (string?[])row.Cells.Clone();
            cells[file.PlaceOf(file.SignedBy!)] = approve ? actor.Person.ToString() : null;
            // Whoever entered it stays who entered it: an approval changes no word of it.
            await KeepAsync(db, c, t, shop, file, Check(file, cells, shop.TimeZone).Row!, row.EnteredBy, null, ct);
            db.Audit(new AuditEntry(actor.Organisation, shop.Id, actor.Person, approve ? "records.entry.approved" : "records.entry.unapproved", file.Tab, key, row.Cells, cells));
            return null;
        }, ct);
    }

    private static async Task KeepAsync(RecordsDb db, DbConnection c, DbTransaction t, ShopCard shop, LedgerFile file, KeptRow row, PersonId? by, string? reason, CancellationToken ct)
    {
        var kept = await new RowKeeper(shop.Id, file.Name, null, db.Now, by, reason).KeepAsync(c, t, [row], ct);
        if (kept.New + kept.Changed > 0)
        {
            db.Publish(new RecordsChanged(shop.Id, file.Name, row.FromAt, row.UntilAt, row.Buyer is { } buyer ? [buyer] : null, row.OrderId is { } order ? [order] : null), shop.Id);
        }
    }

    private static async Task<LedgerRow?> FindAsync(DbConnection c, DbTransaction t, ShopId shop, LedgerFile file, string key, CancellationToken ct)
    {
        (string, object?)[] names = [("shop", shop.Value), ("file", file.Name), ("key", key)];
        await c.ExecuteAsync(t, "update records_row set version = version where shop_id = @shop and file = @file and row_key = @key", ct, names); // whoever comes second sees the first
        return (await c.ReadAllAsync(t, "select row_key, cells, version, entered_by, changed_at from records_row where shop_id = @shop and file = @file and row_key = @key", Read, ct, names)).SingleOrDefault();
    }

    private static async Task RemoveAsync(DbConnection c, DbTransaction t, ShopId shop, LedgerFile file, LedgerRow row, Instant now, string reason, CancellationToken ct)
    {
        (string, object?)[] names = [("shop", shop.Value), ("file", file.Name), ("key", row.Key)];
        var cells = (string?[])row.Cells.Clone();
        if (file.PlaceOf("buyer") is >= 0 and var buyer)
        {
            cells[buyer] = null; // erasing a buyer finds rows that are there: a removed one keeps no name
        }

        await c.ExecuteAsync(t, "insert into records_row_version (shop_id, file, row_key, version, cells, origin, at, entered_by, reason) select shop_id, file, row_key, version, @cells, origin, @at, entered_by, @reason from records_row where shop_id = @shop and file = @file and row_key = @key", ct,
            [.. names, ("cells", KeptRow.Write(cells)), ("at", now.ToUnixTimeMilliseconds()), ("reason", reason)]);
        await c.ExecuteAsync(t, "delete from records_row where shop_id = @shop and file = @file and row_key = @key", ct, names);
    }

    /// <summary>The row as a file would give it; or the first column that cannot be so.</summary>
    private static (KeptRow? Row, (string Column, string Zh, string En)? Problem) Check(LedgerFile file, string?[] cells, DateTimeZone zone)
    {
        var sink = new OneRow();
        (string, string, string)? wrong = null;
        var isRead = file.File.Give(sink, cells, zone, problem => wrong ??= (problem.Column ?? string.Empty, problem.Zh, problem.En));
        return isRead ? (sink.Row, null) : (null, wrong ?? (string.Empty, "这一行读不懂", "The row cannot be read"));
    }

    private static string Write(Instant at) => NodaTime.Text.OffsetDateTimePattern.ExtendedIso.Format(at.WithOffset(Offset.Zero));

    private static LedgerRow Read(DbDataReader r) => new(r.GetString(0), KeptRow.Read(r.GetString(1)), r.GetInt64(2), r.IsDBNull(3) ? null : new PersonId(r.GetGuid(3)), Instant.FromUnixTimeMilliseconds(r.GetInt64(4)));

    private sealed class OneRow : IFactsSink
    {
        public KeptRow? Row { get; private set; }

        public void Add<T>(FactsFile<T> file, T row)
            where T : class => Row = KeptRow.Of(file, row);
    }
}
