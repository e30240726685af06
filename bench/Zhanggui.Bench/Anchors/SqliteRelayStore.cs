using Microsoft.Data.Sqlite;

namespace Zhanggui.Bench.Anchors;

/// <summary>
/// One connection, prepared statements, write-ahead log with synchronous=FULL, one commit a batch, into the house's own
/// tables: message, head update, feed entry, feed head. The folder has been migrated by the house before.
/// </summary>
internal sealed class SqliteRelayStore : IRelayStore
{
    private readonly SqliteConnection connection;
    private readonly RawStatement begin;
    private readonly RawStatement commit;
    private readonly RawStatement message;
    private readonly RawStatement head;
    private readonly RawStatement headUpdate;
    private readonly RawStatement feed;
    private readonly RawStatement feedHead;
    private readonly RelayChain chain = new();
    private readonly string stream;
    private readonly string channel;
    private readonly string agent;

    public SqliteRelayStore(string path)
    {
        (stream, channel, agent) = (Text(chain.Shop), Text(chain.Channel), Text(chain.Agent));
        connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using (var pragmas = connection.CreateCommand())
        {
            pragmas.CommandText = Kernel.Db.Database.SqlitePragmas + Kernel.Db.Database.SqliteWriterPragmas;
            pragmas.ExecuteNonQuery();
        }

        var db = connection.Handle!;
        begin = new(db, "begin immediate");
        commit = new(db, "commit");
        message = new(db, "insert into reception_message (conversation_id, seq, channel_id, external_id, kind, sender, audience, person_id, at, sealed, mentions, buyer_count, hash, delivery, delivery_next_at) values (?1, ?2, ?3, ?4, 0, 0, 0, null, ?5, ?6, null, ?2, ?7, null, null)");
        head = new(db, "insert into reception_conversation (id, number, shop_id, channel_id, channel_kind, channel_name, buyer_id, subject_id, identity, opened_at, state, reason, last_seq, visible_seq, buyer_count, last_kind, last_sender, last_at, record_at, buyer_read_seq, agent_read_seq, reopened, tags, hash, assignee_id, assignee_name) "
            + "values (?1, ?2, ?3, ?4, 'web', 'Web', ?5, ?5, 0, ?6, 1, 'taken', 0, 0, 0, 0, 0, ?6, ?6, 0, 0, 0, '[]', ?7, ?8, 'Agent')");
        headUpdate = new(db, "update reception_conversation set last_seq = ?2, visible_seq = ?2, buyer_count = ?2, last_text_sealed = ?3, last_kind = 0, last_sender = 0, last_at = ?4, record_at = ?4, waiting_since = ?4, buyer_read_seq = 0, agent_read_seq = 0, hash = ?5 where id = ?1");
        feed = new(db, "insert into kernel_feed (stream, number, at, kind, entity, detail, topic) values (?1, ?2, ?3, 'message', ?4, ?5, ?6)");
        feedHead = new(db, "insert into kernel_feed_head (stream, epoch, last) values (?1, ?1, ?2) on conflict (stream) do update set last = ?2");
    }

    public Task CommitAsync(IReadOnlyList<RelayMessage> batch)
    {
        begin.Run();
        foreach (var m in batch)
        {
            var c = chain.Next(m);
            if (m.Seq == 1)
            {
                head.Run(c.IdText, c.Number, stream, channel, c.BuyerText, m.At, RelayChain.Hash, agent);
            }

            var bytes = RelayChain.Sealed(m);
            message.Run(c.IdText, m.Seq, channel, Text(m.Id), m.At, bytes, RelayChain.Hash);
            headUpdate.Run(c.IdText, m.Seq, bytes, m.At, RelayChain.Hash);
            feed.Run(stream, m.N, m.At, c.IdText, m.Seq, c.BuyerText);
        }

        feedHead.Run(stream, chain.Number);
        commit.Run();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        foreach (var statement in new[] { begin, commit, message, head, headUpdate, feed, feedHead })
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    private static string Text(Guid id) => id.ToString().ToUpperInvariant();
}
