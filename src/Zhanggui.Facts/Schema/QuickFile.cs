using System.Text;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Tables;

namespace Zhanggui.Facts.Schema;

/// <summary>
/// Reads a large file in blocks by two threads, when there is nothing in it that a person must be told: every column known, every row sound, no key twice.
/// Where that is not so it gives nothing, and <see cref="WholeFile{T}"/> reads the file from its beginning and says what is wrong.
/// </summary>
internal sealed class QuickFile<T>
    where T : class
{
    private const int Threads = 2;
    private readonly FactsFile<T> file;
    private readonly DateTimeZone zone;
    private readonly FileBlocks blocks;
    private readonly int[] places;
    private readonly int width;
    private readonly CancellationToken cancel;
    private readonly List<Edges> edges = [];
    private bool isCanonical;
    private volatile bool isOdd;

    /// <summary>The first and last lines and keys of a block, to see whether the blocks go on in order.</summary>
    private sealed record Edges(int Number, byte[] FirstLine, byte[] LastLine, byte[] FirstKey, byte[] LastKey, bool IsLineOrder, bool IsKeyOrder);

    private QuickFile(FactsFile<T> file, DateTimeZone zone, FileBlocks blocks, int[] places, int width, bool isCanonical, CancellationToken cancel) =>
        (this.file, this.zone, this.blocks, this.places, this.width, this.isCanonical, this.cancel) = (file, zone, blocks, places, width, isCanonical, cancel);

    public static IReadOnlyList<T>? TryRead(FactsFile<T> file, Stream stream, DateTimeZone zone, int block, CancellationToken cancel)
    {
        if (file.Clashes is not null || file.KeyColumns.Any(c => file.Columns[c].Kind != ColumnKind.Id))
        {
            return null;
        }

        using var read = new FileBlocks(stream, block);
        if (read.Header() is not { } header || Places(file, Encoding.UTF8.GetString(header).Split(',')) is not { } found)
        {
            return null;
        }

        var isAsWritten = header.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(CsvLine.Of(file.ColumnNames)));
        return new QuickFile<T>(file, zone, read, found.Places, found.Width, isAsWritten, cancel).Read(block);
    }

    private static (int[] Places, int Width)? Places(FactsFile<T> file, string[] names)
    {
        var columns = file.ColumnNames.Select(name => Array.IndexOf(names, name)).ToArray();
        return names.Distinct(StringComparer.Ordinal).Count() == names.Length && names.All(n => file.ColumnNames.Contains(n, StringComparer.Ordinal))
            && !file.Shape.Required.Any(c => columns[c] < 0) ? (columns, names.Length) : null;
    }

    private IReadOnlyList<T>? Read(int block)
    {
        var keepers = new RowKeeper<T>[Threads];
        Parallel.For(0, Threads, i => keepers[i] = Keep(new byte[block + Utf8Rows.Spare]));
        cancel.ThrowIfCancellationRequested();
        if (isOdd || blocks.IsBroken)
        {
            return null;
        }

        edges.Sort(static (a, b) => a.Number.CompareTo(b.Number));
        var isKeyOrder = file.KeyColumns.Count == 0 || (edges.TrueForAll(e => e.IsKeyOrder) && Follow(static (a, b) => Utf8Order.Compare(a.LastKey, b.FirstKey) < 0));
        isCanonical = isCanonical && edges.TrueForAll(e => e.IsLineOrder) && Follow(static (a, b) => Utf8Order.Compare(a.LastLine, b.FirstLine) <= 0);
        var rows = keepers[0].Join(keepers, isCanonical ? (blocks.Digest(), zone.Id) : null);
        return isKeyOrder || AreOwn(rows) ? rows : null;
    }

    private bool Follow(Func<Edges, Edges, bool> goesOn)
    {
        for (var i = 1; i < edges.Count; i++)
        {
            if (!goesOn(edges[i - 1], edges[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool AreOwn(IReadOnlyList<T> rows)
    {
        if (rows is PackedMessages messages)
        {
            return messages.HasOwnIds();
        }

        var keys = new HashSet<string>(rows.Count, StringComparer.Ordinal);
        return rows.All(row => keys.Add(string.Join('\u001F', file.KeyColumns.Select(c => file.Columns[c].Write(row, zone)))));
    }

    private RowKeeper<T> Keep(byte[] block)
    {
        var rows = new Utf8Rows();
        var row = new FactsRow(file.Shape, places, new RowCells(rows), zone, _ => isOdd = true);
        var keeper = file.Keeper(file);
        var (key, before) = (new KeyBytes(), new KeyBytes());
        while (!isOdd && !cancel.IsCancellationRequested && blocks.Next(block, out var length, out var number))
        {
            rows.Give(block, length);
            ReadOnlySpan<byte> first = default, last = default;
            var (isFirst, isLineOrder, isKeyOrder, firstKey) = (true, true, true, Array.Empty<byte>());
            while (!isOdd && rows.Read())
            {
                if (rows.Count != width || rows.HasBadQuotes || rows.HasBadBytes)
                {
                    isOdd = true;
                    break;
                }

                row.NeedRequired();
                keeper.Put(row);
                var line = rows.Raw;
                key.Set(file.KeyColumns, row);
                if (isFirst)
                {
                    (isFirst, firstKey) = (false, key.Bytes.ToArray());
                    first = line;
                }
                else
                {
                    isLineOrder = isLineOrder && Utf8Order.Compare(last, line) <= 0;
                    isKeyOrder = isKeyOrder && Utf8Order.Compare(before.Bytes, key.Bytes) < 0;
                }

                last = line;
                (key, before) = (before, key);
            }

            // A block that was cut inside a row ends inside a quoted cell, and that was seen above.
            keeper.EndBlock(number);
            lock (edges)
            {
                isCanonical &= rows.IsPlain && row.IsCanonical;
                if (!isFirst)
                {
                    edges.Add(new Edges(number, first.ToArray(), last.ToArray(), firstKey, before.Bytes.ToArray(), isLineOrder, isKeyOrder));
                }
            }
        }

        return keeper;
    }

    /// <summary>The cells of a key behind one another.</summary>
    private sealed class KeyBytes
    {
        private byte[] bytes = new byte[64];
        private int length;

        public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, length);

        public void Set(IReadOnlyList<int> columns, FactsRow row)
        {
            length = 0;
            for (var i = 0; i < columns.Count; i++)
            {
                var cell = row.Cell(columns[i]);
                if (bytes.Length < length + cell.Length + 1)
                {
                    Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + cell.Length + 1));
                }

                if (i > 0)
                {
                    bytes[length++] = 0x1F;
                }

                cell.CopyTo(bytes.AsSpan(length));
                length += cell.Length;
            }
        }
    }
}
