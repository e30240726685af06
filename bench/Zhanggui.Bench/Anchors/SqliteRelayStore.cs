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
    private readonly SqliteCommand message;
    private readonly SqliteCommand head;
    private readonly SqliteCommand feed;
    private readonly SqliteCommand feedHead;
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

        message = Prepare("insert into message (conversation, seq, id, channel, external_id, kind, sender, person, at, sealed, hash) values (@c, @seq, @id, @channel, @external, 'text', 'buyer', null, @at, @sealed, @hash)",
            "@c", "@seq", "@id", "@channel", "@external", "@at", "@sealed", "@hash");
        head = Prepare("insert into head (id, channel, last_seq, last_text, last_kind, last_sender, last_at, buyer_count, waiting_since, hash) values (@c, @channel, @seq, @text, 'text', 'buyer', @at, @seq, @at, @hash) "
            + "on conflict (id) do update set last_seq = @seq, last_text = @text, last_kind = 'text', last_sender = 'buyer', last_at = @at, buyer_count = @seq, hash = @hash",
            "@c", "@channel", "@seq", "@text", "@at", "@hash");
        feed = Prepare("insert into feed (stream, number, at, kind, entity, detail, topic) values (@stream, @n, @at, 'message', @c, @seq, @topic)", "@stream", "@n", "@at", "@c", "@seq", "@topic");
        feedHead = Prepare("insert into feed_head (stream, epoch, last) values (@stream, @stream, @n) on conflict (stream) do update set last = @n", "@stream", "@n");
    }

    public Task CommitAsync(IReadOnlyList<RelayMessage> batch)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var m in batch)
        {
            var row = chain.Next(m);
            Run(message, transaction, row.Conversation, m.Seq, row.Id, channel, m.Id.ToString(), m.At, row.Sealed, row.Hash);
            Run(head, transaction, row.Conversation, channel, m.Seq, row.Sealed, m.At, row.Hash);
            Run(feed, transaction, stream, m.N, m.At, row.Conversation, m.Seq, row.Topic);
        }

        Run(feedHead, transaction, stream, chain.Number);
        transaction.Commit();
        return Task.CompletedTask;
    }

    public void Dispose() => connection.Dispose();

    private static void Run(SqliteCommand command, SqliteTransaction transaction, params object[] values)
    {
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepare(string text, params string[] names)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var name in names)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        command.Prepare();
        return command;
    }
}
