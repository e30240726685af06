using System.Data.Common;
using NodaTime;
using Zhanggui.Kernel.Checks;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Retention;

namespace Zhanggui.Reception.Verify;

/// <summary>Recomputes every chain and compares it with what is stored; never changes anything.</summary>
internal sealed class RecordCheck(Database database) : IRecordCheck, IHouseCheck
{
    private const int HeadRows = 200;
    private const int MessageRows = 1000;
    private const int MostFindings = 100;

    public string Name => "reception.record";

    public Task<IReadOnlyList<Finding>> RunAsync(CancellationToken ct) => CheckAsync(null, null, ct);

    public Task<IReadOnlyList<Finding>> VerifyAsync(ShopId shop, CancellationToken ct) => CheckAsync("c.shop_id = @which", shop.Value, ct);

    public Task<IReadOnlyList<Finding>> VerifyAsync(ConversationId conversation, CancellationToken ct) => CheckAsync("c.id = @which", conversation.Value, ct);

    private async Task<IReadOnlyList<Finding>> CheckAsync(string? where, Guid? which, CancellationToken ct)
    {
        var findings = new List<Finding>();
        var after = (Shop: (Guid?)null, Number: 0L);
        while (findings.Count < MostFindings)
        {
            // Head and rows of a page come from one snapshot: a message committed meanwhile is not a gap.
            var (heads, found) = await database.ReadAsync((c, t) => PageAsync(c, t, where, which, after, ct), ct);
            findings.AddRange(found);
            if (heads.Count == 0)
            {
                break;
            }

            after = (heads[^1].Shop, heads[^1].Number);
        }

        return [.. findings.Take(MostFindings)];
    }

    private static async Task<(List<Head> Heads, List<Finding> Findings)> PageAsync(DbConnection c, DbTransaction t, string? where, Guid? which, (Guid? Shop, long Number) after, CancellationToken ct)
    {
        var parts = new List<string> { "1 = 1" };
        var values = new List<(string, object?)> { ("limit", HeadRows) };
        if (where is not null)
        {
            parts.Add(where);
            values.Add(("which", which));
        }

        if (after.Shop is { } shop)
        {
            parts.Add("(c.shop_id > @shop or (c.shop_id = @shop and c.number > @number))");
            values.Add(("shop", shop));
            values.Add(("number", after.Number));
        }

        var heads = await c.ReadAllAsync(t,
            $"select c.id, c.shop_id, c.number, c.last_seq, c.hash, k.wrapped is null, k.destroyed_at is not null, x.up_to_seq, x.end_hash, x.kept_hash, x.at, x.months from reception_conversation c left join kernel_subject_key k on k.subject_id = c.subject_id left join reception_retirement x on x.conversation_id = c.id where {string.Join(" and ", parts)} order by c.shop_id, c.number limit @limit",
            r => new Head(r.GetGuid(0), r.GetGuid(1), r.GetInt64(2), r.GetInt64(3), r.GetFieldValue<byte[]>(4), r.GetBoolean(5), r.GetBoolean(6), Retired.Read(r, 7)), ct, [.. values]);
        var findings = new List<Finding>();
        foreach (var head in heads)
        {
            if (head.HasNoKey && !head.IsErasureRecorded)
            {
                findings.Add(new Finding(FindingLevel.Error, "reception.record.key_missing", $"会话 {head.Number} 的密钥不见了，但没有删除记录。", $"The key of conversation {head.Number} is gone without a recorded erasure.", head.Id.ToString()));
            }

            if (await WalkAsync(c, t, head, ct) is { } broken)
            {
                findings.Add(broken);
            }
        }

        return (heads, findings);
    }

    private static async Task<Finding?> WalkAsync(DbConnection c, DbTransaction t, Head head, CancellationToken ct)
    {
        var (previous, kept, seq) = (RecordChain.Start, RecordChain.Start, 0L);
        while (true)
        {
            var rows = await RecordRows.ReadAsync(c, t, new ConversationId(head.Id), seq, MessageRows, ct);
            foreach (var (message, bytes, hash) in rows)
            {
                if (message.Seq != seq + 1)
                {
                    return Broken(head, "reception.record.missing", seq + 1, "缺失", "is missing");
                }

                // What was retired has no words to compute with: its hash is believed as far as the retirement vouches for it.
                if (head.Retired is { } retired && message.Seq <= retired.UpTo)
                {
                    kept = RecordChain.Next(kept, message, hash);
                    if (bytes.Length > 0 || (message.Seq == retired.UpTo && !retired.Fits(kept, hash)))
                    {
                        return Broken(head, "reception.record.altered", message.Seq, "或之前已清除的消息与清除时的凭据不符", "or a cleared one before it does not fit what was kept when it was cleared");
                    }

                    if (message.Seq == retired.UpTo && Retiring.Before(retired.At, retired.Months) < message.At)
                    {
                        return Broken(head, "reception.record.retired_early", message.Seq, "未到保存期限就被清除", "was cleared before its time");
                    }
                }
                else if (!RecordChain.Next(previous, message, bytes).AsSpan().SequenceEqual(hash))
                {
                    return Broken(head, "reception.record.altered", message.Seq, "与哈希链不符", "does not fit the chain");
                }

                (previous, seq) = (hash, message.Seq);
            }

            if (rows.Count < MessageRows)
            {
                break;
            }
        }

        return seq != head.LastSeq || seq < head.Retired?.UpTo ? Broken(head, "reception.record.missing", seq + 1, "缺失", "is missing")
            : !previous.AsSpan().SequenceEqual(head.Hash) ? Broken(head, "reception.record.end", seq, "与会话记录的链尾不符", "is not the end of the chain that the conversation knows")
            : null;
    }

    private static Finding Broken(Head head, string code, long seq, string zh, string en) =>
        new(FindingLevel.Error, code, $"会话 {head.Number} 的第 {seq} 条消息{zh}。", $"Message {seq} of conversation {head.Number} {en}.", $"{head.Id}/{seq}");

    private sealed record Head(Guid Id, Guid Shop, long Number, long LastSeq, byte[] Hash, bool HasNoKey, bool IsErasureRecorded, Retired? Retired);

    /// <summary>A row of <c>reception_retirement</c>.</summary>
    private sealed record Retired(long UpTo, byte[] EndHash, byte[] KeptHash, Instant At, int Months)
    {
        public bool Fits(ReadOnlySpan<byte> kept, ReadOnlySpan<byte> end) => kept.SequenceEqual(KeptHash) && end.SequenceEqual(EndHash);

        public static Retired? Read(DbDataReader r, int from) => r.IsDBNull(from)
            ? null
            : new Retired(r.GetInt64(from), r.GetFieldValue<byte[]>(from + 1), r.GetFieldValue<byte[]>(from + 2), Instant.FromUnixTimeMilliseconds(r.GetInt64(from + 3)), r.GetInt32(from + 4));
    }
}
