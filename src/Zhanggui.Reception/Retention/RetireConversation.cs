using System.Data.Common;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Files;
using Zhanggui.Reception.Verify;

namespace Zhanggui.Reception.Retention;

/// <summary>
/// Clears one conversation: its words, drafts and files go; headers, hashes and the row that vouches for them stay. A record
/// that is not whole is left as it is, because clearing it would clear the trace of what was done to it.
/// </summary>
internal sealed class RetireConversation(Database database, SubjectKeys keys, RetiredFiles files, FileShelf shelf, FeedStore feed, FeedHub hub, ILogger<RetireConversation> log)
{
    private const int PageRows = 500;

    /// <summary>False when it was not done: somebody wrote meanwhile, or the record is not whole.</summary>
    public async Task<bool> RunAsync(Conversation head, int months, Instant now, CancellationToken ct)
    {
        var key = await keys.FindAsync(head.Subject, ct);
        var (kept, gone) = await database.ReadAsync(async (c, t) =>
        {
            var (hash, carried) = await WalkAsync(c, t, head, key, ct);
            return (hash, hash is null ? [] : await files.FindAsync(c, t, head, carried, ct));
        }, ct);
        if (kept is null)
        {
            log.LogError("Conversation {Conversation} is kept although its time is over: its record is not whole", head.Id);
            return false;
        }

        var told = await database.WriteAsync((c, t) => ClearAsync(c, t, head, key, kept, gone, months, now, ct), ct);
        if (told.Count == 0)
        {
            return false;
        }

        hub.Committed(told);
        foreach (var (id, chunks) in gone)
        {
            // After a crash here the job for files of no message removes them.
            await shelf.RemoveAsync(id, chunks, ct);
        }

        return true;
    }

    /// <summary>The chain over what will be kept, and the files that the messages carry; no chain when the record is not whole.</summary>
    private static async Task<(byte[]? Kept, HashSet<Guid> Carried)> WalkAsync(DbConnection c, DbTransaction t, Conversation head, SubjectKey? key, CancellationToken ct)
    {
        var (previous, kept, seq, carried) = (RecordChain.Start, RecordChain.Start, 0L, new HashSet<Guid>());
        for (var rows = await RecordRows.ReadAsync(c, t, head.Id, 0, PageRows, ct); rows.Count > 0; rows = await RecordRows.ReadAsync(c, t, head.Id, seq, PageRows, ct))
        {
            foreach (var row in rows)
            {
                var (message, bytes, hash) = row;
                if (message.Seq != seq + 1 || !RecordChain.Next(previous, message, bytes).AsSpan().SequenceEqual(hash))
                {
                    return (null, carried);
                }

                (previous, kept, seq) = (hash, RecordChain.Next(kept, message, hash), message.Seq);
                if (key is { } open && RetiredFiles.Of(row, open) is { } file)
                {
                    carried.Add(file);
                }
            }
        }

        return (seq == head.LastSeq && previous.AsSpan().SequenceEqual(head.Hash) ? kept : null, carried);
    }

    private async Task<IReadOnlyList<FeedEvent>> ClearAsync(DbConnection c, DbTransaction t, Conversation head, SubjectKey? key, byte[] kept, List<(Guid Id, int Chunks)> gone, int months, Instant now, CancellationToken ct)
    {
        // The head first, as every writer does. Its hash says that nobody wrote since it was walked through.
        var about = await c.ReadAllAsync(t, "update reception_conversation set retired_at = @now, last_text_sealed = null where id = @id and state = 3 and retired_at is null and hash = @hash returning about_sealed",
            r => r.IsDBNull(0) ? null : r.GetFieldValue<byte[]>(0), ct, ("now", now.ToUnixTimeMilliseconds()), ("id", head.Id.Value), ("hash", head.Hash));
        if (about.Count == 0)
        {
            return [];
        }

        if (key is { } open && about[0] is { } bytes && JsonSerializer.Deserialize<About>(open.Open(bytes), HouseJson.Options) is { } known)
        {
            await c.ExecuteAsync(t, "update reception_conversation set about_sealed = @about where id = @id", ct,
                ("about", open.Seal(JsonSerializer.SerializeToUtf8Bytes(known with { Page = null, Product = null }, HouseJson.Options))), ("id", head.Id.Value));
        }

        await c.ExecuteAsync(t, "insert into reception_retirement (conversation_id, up_to_seq, end_hash, kept_hash, at, months) values (@id, @seq, @end, @kept, @now, @months)", ct,
            ("id", head.Id.Value), ("seq", head.LastSeq), ("end", head.Hash), ("kept", kept), ("now", now.ToUnixTimeMilliseconds()), ("months", months));
        // What still waited to go out has nothing to say any more.
        await c.ExecuteAsync(t, "update reception_message set sealed = @empty, delivery = case when delivery = 0 then 2 else delivery end, delivery_cause = null, delivery_next_at = null where conversation_id = @id and seq <= @seq", ct,
            ("empty", Array.Empty<byte>()), ("id", head.Id.Value), ("seq", head.LastSeq));
        await c.ExecuteAsync(t, "delete from reception_draft where conversation_id = @id", ct, ("id", head.Id.Value));
        foreach (var (id, _) in gone)
        {
            await c.ExecuteAsync(t, "update reception_file set attached_at = null where id = @id", ct, ("id", id));
        }

        var events = await feed.AppendAsync(c, t, head.Shop.Value, [new FeedEntry(head.Shop.Value, FeedKinds.Conversation, head.Id.Value, head.LastSeq, head.Buyer)], ct);
        await FeedNotice.SendAsync(database, c, t, head.Shop.Value, events[^1].Number, feed.Origin, ct);
        return events;
    }
}
