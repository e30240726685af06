using System.Data.Common;
using Zhanggui.Kernel.Db;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Verify;

/// <summary>A message as it lies in the record: with its sealed bytes (empty once retired) and its place in the chain.</summary>
internal sealed record RecordRow(Message Message, byte[] Sealed, byte[] Hash);

/// <summary>Reads the record as it is stored.</summary>
internal static class RecordRows
{
    /// <summary>Up to <paramref name="limit"/> messages behind a number, in order, unopened. <paramref name="which"/> narrows them (a condition on <c>m</c>).</summary>
    public static Task<List<RecordRow>> ReadAsync(DbConnection c, DbTransaction? t, ConversationId id, long after, int limit, CancellationToken ct, string which = "1 = 1") =>
        c.ReadAllAsync(t,
            $"select {HeadColumns.SelectMessage}, m.hash from reception_message m where m.conversation_id = @id and m.seq > @seq and {which} order by m.seq limit @limit",
            r =>
            {
                var row = new ReaderRow(r);
                return new RecordRow(HeadColumns.ReadMessage(row, null), row.Bytes(9), row.Bytes(15));
            }, ct, ("id", id.Value), ("seq", after), ("limit", limit));

    private readonly struct ReaderRow(DbDataReader reader) : IRow
    {
        public bool IsNull(int column) => reader.IsDBNull(column);

        public Guid Guid(int column) => reader.GetGuid(column);

        public long Long(int column) => reader.GetInt64(column);

        public string Text(int column) => reader.GetString(column);

        public byte[] Bytes(int column) => reader.GetFieldValue<byte[]>(column);
    }
}
