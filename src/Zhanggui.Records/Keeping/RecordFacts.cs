using System.Data.Common;
using System.Text;
using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Privacy;

namespace Zhanggui.Records.Keeping;

/// <summary>Gives what people brought.</summary>
internal sealed class RecordFacts(Database database, SubjectKeys keys) : IFactsSource
{
    private const int KeysPerQuery = 500;
    private const int RowsAtOnce = 5000;

    // What a month's settlement may look back to further than the month: given from the beginning on.
    private static readonly HashSet<string> Lasting = new(["people.csv", "accounts.csv", "incidents.csv", "complaints.csv", "closed_lines.csv"], StringComparer.Ordinal);

    public bool HandsOver => true;

    public async Task GiveAsync(FactsWanted wanted, IFactsSink sink, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        foreach (var file in FactsFiles.All.Where(f => f != FactsFiles.Messages && wanted.Wants(f.Name)))
        {
            await RowsAsync(connection, wanted, file, sink, ct);
        }

        if (wanted.Wants(FactsFiles.Messages.Name))
        {
            await MessagesAsync(connection, wanted, sink, ct);
        }
    }

    private static async Task RowsAsync(DbConnection connection, FactsWanted wanted, FactsFile file, IFactsSink sink, CancellationToken ct)
    {
        var since = Lasting.Contains(file.Name) ? string.Empty : " and (from_at is null or until_at is null or until_at >= @from)";
        (string, object?)[] span =
        [
            ("shop", wanted.Shop.Value), ("file", file.Name),
            ("to", (wanted.To + Duration.FromDays(1)).ToUnixTimeMilliseconds()), ("from", (wanted.From - Duration.FromDays(1)).ToUnixTimeMilliseconds()),
        ];
        foreach (var (narrowed, names) in Narrow(wanted, file))
        {
            var rows = connection.ReadManyAsync($"select cells, unknown from records_row where shop_id = @shop and file = @file and taken = 0 and (from_at is null or from_at < @to){since}{narrowed}", r => (Cells: r.GetString(0), Unknown: r.IsDBNull(1) ? null : r.GetString(1)), RowsAtOnce, ct, [.. span, .. names]);
            await foreach (var some in rows)
            {
                foreach (var (cells, unknown) in some)
                {
                    // What was kept had been read by the same schema.
                    file.Give(unknown is null ? sink : new Beside(sink, unknown), KeptRow.Read(cells), DateTimeZone.Utc, _ => { });
                }
            }
        }
    }

    /// <summary>Few buyers or orders are found by their own index; rows that name nobody concern everybody.</summary>
    private static IEnumerable<(string Where, (string, object?)[] Names)> Narrow(FactsWanted wanted, FactsFile file)
    {
        var (column, wantedNames) = wanted.Buyers is { } buyers && file.ColumnNames.Contains("buyer", StringComparer.Ordinal) ? ("buyer", buyers)
            : wanted.Orders is { } orders && file.ColumnNames.Contains("order_id", StringComparer.Ordinal) ? ("order_id", orders)
            : (string.Empty, null);
        if (wantedNames is null)
        {
            return [(string.Empty, [])];
        }

        return wantedNames.Distinct(StringComparer.Ordinal).Chunk(KeysPerQuery)
            .Select(some => ($" and {column} in ({string.Join(", ", some.Select((_, i) => $"@n{i}"))})", some.Select((n, i) => ($"n{i}", (object?)n)).ToArray()))
            .Prepend(($" and {column} is null", []));
    }

    private async Task MessagesAsync(DbConnection connection, FactsWanted wanted, IFactsSink sink, CancellationToken ct)
    {
        const string Columns = "id, buyer, account, sender, sent_at, kind, subject_id, text_sealed, unknown_sealed";
        (string, object?)[] span = [("shop", wanted.Shop.Value), ("from", wanted.From.ToUnixTimeMilliseconds()), ("to", wanted.To.ToUnixTimeMilliseconds())];
        if (wanted.Buyers is null)
        {
            await foreach (var rows in connection.ReadManyAsync($"select {Columns} from records_message where shop_id = @shop and (sent_at is null or (sent_at >= @from and sent_at < @to))", Read, RowsAtOnce, ct, span))
            {
                await GiveAsync(rows, wanted, sink, ct);
            }

            return;
        }

        foreach (var some in wanted.Buyers.Distinct(StringComparer.Ordinal).Chunk(KeysPerQuery))
        {
            var names = string.Join(", ", some.Select((_, i) => $"@b{i}"));
            await GiveAsync(await connection.ReadAllAsync(null, $"select {Columns} from records_message where shop_id = @shop and buyer in ({names}) and (sent_at is null or (sent_at >= @from and sent_at < @to))", Read, ct,
                [.. span, .. some.Select((b, i) => ($"b{i}", (object?)b))]), wanted, sink, ct);
        }
    }

    private async Task GiveAsync(IReadOnlyList<Row> rows, FactsWanted wanted, IFactsSink sink, CancellationToken ct)
    {
        foreach (var some in rows.Chunk(RowsAtOnce))
        {
            if (wanted.WithText)
            {
                await keys.WarmAsync([.. some.Where(r => r.Sealed is not null || r.Unknown is not null).Select(r => r.Subject).Distinct()], ct);
            }

            foreach (var row in some)
            {
                var key = (row.Sealed is null && row.Unknown is null) || !wanted.WithText ? null : await keys.FindAsync(row.Subject, ct);
                sink.Add(FactsFiles.Messages, new MessageFact
                {
                    Id = row.Id,
                    Shop = wanted.Shop.ToString(),
                    Buyer = row.Buyer,
                    Account = row.Account,
                    Sender = row.Sender,
                    SentAt = row.At,
                    Kind = row.Kind,
                    Text = Open(key, row.Sealed),
                }, Open(key, row.Unknown) is { } unknown ? UnknownCells.Read(unknown) : null);
            }
        }
    }

    private static string? Open(SubjectKey? key, byte[]? sealedText) => key is null || sealedText is null ? null : Encoding.UTF8.GetString(key.Value.Open(sealedText));

    private static Row Read(DbDataReader r) => new(
        r.GetString(0),
        r.GetString(1),
        r.IsDBNull(2) ? null : r.GetString(2),
        (SenderKind)r.GetInt32(3),
        r.IsDBNull(4) ? null : Instant.FromUnixTimeMilliseconds(r.GetInt64(4)),
        (MessageKind)r.GetInt32(5),
        r.GetGuid(6),
        r.IsDBNull(7) ? null : r.GetFieldValue<byte[]>(7),
        r.IsDBNull(8) ? null : r.GetFieldValue<byte[]>(8));

    private sealed record Row(string Id, string Buyer, string? Account, SenderKind Sender, Instant? At, MessageKind Kind, Guid Subject, byte[]? Sealed, byte[]? Unknown);

    private sealed class Beside(IFactsSink sink, string unknown) : IFactsSink
    {
        public void Add<T>(FactsFile<T> file, T row)
            where T : class => sink.Add(file, row, UnknownCells.Read(unknown));
    }
}
