using Microsoft.Data.Sqlite;

namespace Zhanggui.Bench.Anchors;

/// <summary>One connection, prepared statements, write-ahead log with synchronous=FULL, one commit a batch.</summary>
internal sealed class SqliteRelayStore : IRelayStore
{
    private const string Tables = """
        pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;
        create table head (id text not null primary key, channel text not null, last_seq int not null, last_text blob, last_kind text, last_sender text, last_at bigint, buyer_count int not null, waiting_since bigint, hash blob);
        create table message (conversation text not null, seq int not null, id text not null, channel text not null, external_id text not null, kind text not null, sender text not null,
          person text, at bigint not null, sealed blob not null, hash blob not null, primary key (conversation, seq)) without rowid;
        create unique index message_external on message (channel, external_id);
        create table feed_head (stream text not null primary key, epoch text not null, last bigint not null, floor bigint not null default 0);
        create table feed (stream text not null, number bigint not null, at bigint not null, kind text not null, entity text not null, detail bigint not null, topic text not null, primary key (stream, number)) without rowid;
        create index feed_topic on feed (topic, stream, number);
        """;

    private readonly SqliteConnection connection;
    private readonly RawStatement begin;
    private readonly RawStatement commit;
    private readonly RawStatement message;
    private readonly RawStatement head;
    private readonly RawStatement feed;
    private readonly RawStatement feedHead;
    private readonly string stream = Guid.CreateVersion7().ToString();
    private readonly string channel = Guid.CreateVersion7().ToString();
    private readonly RelayChain chain = new();

    public SqliteRelayStore(string path)
    {
        connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using (var tables = connection.CreateCommand())
        {
            tables.CommandText = Tables;
            tables.ExecuteNonQuery();
        }

        var db = connection.Handle!;
        begin = new(db, "begin immediate");
        commit = new(db, "commit");
        message = new(db, "insert into message (conversation, seq, id, channel, external_id, kind, sender, person, at, sealed, hash) values (?1, ?2, ?3, ?4, ?5, 'text', 'buyer', null, ?6, ?7, ?8)");
        head = new(db, "insert into head (id, channel, last_seq, last_text, last_kind, last_sender, last_at, buyer_count, waiting_since, hash) values (?1, ?2, ?3, ?4, 'text', 'buyer', ?5, ?3, ?5, ?6) "
            + "on conflict (id) do update set last_seq = ?3, last_text = ?4, last_kind = 'text', last_sender = 'buyer', last_at = ?5, buyer_count = ?3, hash = ?6");
        feed = new(db, "insert into feed (stream, number, at, kind, entity, detail, topic) values (?1, ?2, ?3, 'message', ?4, ?5, ?6)");
        feedHead = new(db, "insert into feed_head (stream, epoch, last) values (?1, ?1, ?2) on conflict (stream) do update set last = ?2");
    }

    public Task CommitAsync(IReadOnlyList<RelayMessage> batch)
    {
        begin.Run();
        foreach (var m in batch)
        {
            var row = chain.Next(m);
            message.Run(row.Conversation, m.Seq, row.Id, channel, m.Id.ToString(), m.At, row.Sealed, row.Hash);
            head.Run(row.Conversation, channel, m.Seq, row.Sealed, m.At, row.Hash);
            feed.Run(stream, m.N, m.At, row.Conversation, m.Seq, row.Topic);
        }

        feedHead.Run(stream, chain.Number);
        commit.Run();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        foreach (var statement in new[] { begin, commit, message, head, feed, feedHead })
        {
            statement.Dispose();
        }

        connection.Dispose();
    }
}
