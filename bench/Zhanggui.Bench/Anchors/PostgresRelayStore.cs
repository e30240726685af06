using Npgsql;
using NpgsqlTypes;

namespace Zhanggui.Bench.Anchors;

/// <summary>One connection, four prepared set-wise statements in one round trip and transaction a batch.</summary>
internal sealed class PostgresRelayStore : IRelayStore
{
    private const string Tables = """
        create table head (id uuid not null primary key, channel uuid not null, last_seq int not null, last_text bytea, last_kind text, last_sender text, last_at bigint, buyer_count int not null, waiting_since bigint, hash bytea);
        create table message (conversation uuid not null, seq int not null, id uuid not null, channel uuid not null, external_id text not null, kind text not null, sender text not null,
          person uuid, at bigint not null, sealed bytea not null, hash bytea not null, primary key (conversation, seq));
        create unique index message_external on message (channel, external_id);
        create table feed_head (stream uuid not null primary key, epoch uuid not null, last bigint not null, floor bigint not null default 0);
        create table feed (stream uuid not null, number bigint not null, at bigint not null, kind text not null, entity uuid not null, detail bigint not null, topic uuid not null, primary key (stream, number));
        create index feed_topic on feed (topic, stream, number);
        """;

    private readonly NpgsqlConnection connection;
    private readonly Guid stream = Guid.CreateVersion7();
    private readonly Guid channel = Guid.CreateVersion7();
    private readonly RelayChain chain = new();

    public PostgresRelayStore(string connectionString)
    {
        connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 20, AutoPrepareMinUsages = 2 }.ToString());
        connection.Open();
        using var tables = new NpgsqlCommand(Tables, connection);
        tables.ExecuteNonQuery();
    }

    public async Task CommitAsync(IReadOnlyList<RelayMessage> batch)
    {
        var rows = batch.Select(m => (Message: m, Row: chain.Next(m))).ToList();
        var last = rows.GroupBy(r => r.Message.Conversation).Select(g => g.Last()).ToList();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var commands = new NpgsqlBatch(connection, transaction);
        commands.BatchCommands.Add(Command(
            "insert into message (conversation, seq, id, channel, external_id, kind, sender, person, at, sealed, hash) select c, s, i, $3, e, 'text', 'buyer', null, a, x, h from unnest($1, $2, $4, $5, $6, $7, $8) t (c, s, i, e, a, x, h)",
            Uuids(rows.Select(r => Guid.Parse(r.Row.Conversation))), Ints(rows.Select(r => (int)r.Message.Seq)), new NpgsqlParameter { Value = channel }, Uuids(rows.Select(r => Guid.Parse(r.Row.Id))),
            Texts(rows.Select(r => r.Message.Id.ToString())), Longs(rows.Select(r => r.Message.At)), Bytes(rows.Select(r => r.Row.Sealed)), Bytes(rows.Select(r => r.Row.Hash))));
        commands.BatchCommands.Add(Command(
            "insert into head (id, channel, last_seq, last_text, last_kind, last_sender, last_at, buyer_count, waiting_since, hash) select c, $2, s, x, 'text', 'buyer', a, s, a, h from unnest($1, $3, $4, $5, $6) t (c, s, x, a, h) "
            + "on conflict (id) do update set last_seq = excluded.last_seq, last_text = excluded.last_text, last_at = excluded.last_at, buyer_count = excluded.buyer_count, hash = excluded.hash",
            Uuids(last.Select(r => Guid.Parse(r.Row.Conversation))), new NpgsqlParameter { Value = channel }, Ints(last.Select(r => (int)r.Message.Seq)), Bytes(last.Select(r => r.Row.Sealed)), Longs(last.Select(r => r.Message.At)), Bytes(last.Select(r => r.Row.Hash))));
        commands.BatchCommands.Add(Command(
            "insert into feed (stream, number, at, kind, entity, detail, topic) select $1, n, a, 'message', c, s, o from unnest($2, $3, $4, $5, $6) t (n, a, c, s, o)",
            new NpgsqlParameter { Value = stream }, Longs(rows.Select(r => r.Message.N)), Longs(rows.Select(r => r.Message.At)), Uuids(rows.Select(r => Guid.Parse(r.Row.Conversation))), Longs(rows.Select(r => r.Message.Seq)), Uuids(rows.Select(r => Guid.Parse(r.Row.Topic)))));
        commands.BatchCommands.Add(Command(
            "insert into feed_head (stream, epoch, last) values ($1, $1, $2) on conflict (stream) do update set last = $2",
            new NpgsqlParameter { Value = stream }, new NpgsqlParameter { Value = chain.Number }));
        await commands.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    public void Dispose() => connection.Dispose();

    private static NpgsqlBatchCommand Command(string text, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(text);
        command.Parameters.AddRange(parameters);
        return command;
    }

    private static NpgsqlParameter Uuids(IEnumerable<Guid> values) => new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid, Value = values.ToArray() };

    private static NpgsqlParameter Ints(IEnumerable<int> values) => new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer, Value = values.ToArray() };

    private static NpgsqlParameter Longs(IEnumerable<long> values) => new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint, Value = values.ToArray() };

    private static NpgsqlParameter Texts(IEnumerable<string> values) => new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = values.ToArray() };

    private static NpgsqlParameter Bytes(IEnumerable<byte[]> values) => new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea, Value = values.ToArray() };
}
