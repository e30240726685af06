using Npgsql;
using NpgsqlTypes;

namespace Zhanggui.Bench.Anchors;

/// <summary>One connection, prepared set-wise statements in one round trip and transaction a batch, into the house's own tables.</summary>
internal sealed class PostgresRelayStore : IRelayStore
{
    private readonly NpgsqlConnection connection;
    private readonly RelayChain chain = new();

    public PostgresRelayStore(string connectionString)
    {
        connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 20, AutoPrepareMinUsages = 2 }.ToString());
        connection.Open();
    }

    public async Task CommitAsync(IReadOnlyList<RelayMessage> batch)
    {
        var rows = batch.Select(m => (Message: m, Conversation: chain.Next(m), Sealed: RelayChain.Sealed(m))).ToList();
        var fresh = rows.Where(r => r.Message.Seq == 1).Select(r => r.Conversation).ToList();
        var last = rows.GroupBy(r => r.Conversation).Select(g => g.Last()).ToList();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var commands = new NpgsqlBatch(connection, transaction);
        if (fresh.Count > 0)
        {
            commands.BatchCommands.Add(Command(
                "insert into reception_conversation (id, number, shop_id, channel_id, channel_kind, channel_name, buyer_id, subject_id, identity, opened_at, state, reason, last_seq, visible_seq, buyer_count, last_kind, last_sender, last_at, record_at, buyer_read_seq, agent_read_seq, reopened, tags, hash, assignee_id, assignee_name) "
                + "select i, n, $4, $5, 'web', 'Web', b, b, 0, 0, 1, 'taken', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '[]', $6, $7, 'Agent' from unnest($1, $2, $3) t (i, n, b)",
                Array(NpgsqlDbType.Uuid, fresh.Select(c => c.Id)), Array(NpgsqlDbType.Bigint, fresh.Select(c => c.Number)), Array(NpgsqlDbType.Uuid, fresh.Select(c => c.Buyer)), One(chain.Shop), One(chain.Channel), One(RelayChain.Hash), One(chain.Agent)));
        }

        commands.BatchCommands.Add(Command(
            "insert into reception_message (conversation_id, seq, channel_id, external_id, kind, sender, audience, at, sealed, buyer_count, hash) select c, s, $3, e, 0, 0, 0, a, x, s, $7 from unnest($1, $2, $4, $5, $6) t (c, s, e, a, x)",
            Array(NpgsqlDbType.Uuid, rows.Select(r => r.Conversation.Id)), Array(NpgsqlDbType.Bigint, rows.Select(r => r.Message.Seq)), One(chain.Channel),
            Array(NpgsqlDbType.Uuid, rows.Select(r => r.Message.Id)), Array(NpgsqlDbType.Bigint, rows.Select(r => r.Message.At)), Array(NpgsqlDbType.Bytea, rows.Select(r => r.Sealed)), One(RelayChain.Hash)));
        commands.BatchCommands.Add(Command(
            "update reception_conversation c set last_seq = u.s, visible_seq = u.s, buyer_count = u.s, last_text_sealed = u.x, last_kind = 0, last_sender = 0, last_at = u.a, record_at = u.a, waiting_since = u.a, hash = $5 from unnest($1, $2, $3, $4) as u (i, s, x, a) where c.id = u.i",
            Array(NpgsqlDbType.Uuid, last.Select(r => r.Conversation.Id)), Array(NpgsqlDbType.Bigint, last.Select(r => r.Message.Seq)), Array(NpgsqlDbType.Bytea, last.Select(r => r.Sealed)), Array(NpgsqlDbType.Bigint, last.Select(r => r.Message.At)), One(RelayChain.Hash)));
        commands.BatchCommands.Add(Command(
            "insert into kernel_feed (stream, number, at, kind, entity, detail, topic) select $1, n, a, 'message', c, s, o from unnest($2, $3, $4, $5, $6) t (n, a, c, s, o)",
            One(chain.Shop), Array(NpgsqlDbType.Bigint, rows.Select(r => r.Message.N)), Array(NpgsqlDbType.Bigint, rows.Select(r => r.Message.At)), Array(NpgsqlDbType.Uuid, rows.Select(r => r.Conversation.Id)),
            Array(NpgsqlDbType.Bigint, rows.Select(r => r.Message.Seq)), Array(NpgsqlDbType.Uuid, rows.Select(r => r.Conversation.Buyer))));
        commands.BatchCommands.Add(Command("insert into kernel_feed_head (stream, epoch, last) values ($1, $1, $2) on conflict (stream) do update set last = $2", One(chain.Shop), One(chain.Number)));
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

    private static NpgsqlParameter One<T>(T value) => new() { Value = value };

    private static NpgsqlParameter Array<T>(NpgsqlDbType type, IEnumerable<T> values) => new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values.ToArray() };
}
