using System.Buffers.Binary;
using System.Security.Cryptography;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Queue;

/// <summary>
/// Tells buyers who have waited long that they are not forgotten: once per wait. The reply's id follows from the
/// conversation and when the wait began, so that another process or a second round finds it said already.
/// </summary>
internal sealed class BusyReplyJob(Database database, ConversationWriter writer, ShopRules rules) : IJob
{
    private const int RoundLimit = 500;
    private const int Remembered = 20_000;

    /// <summary>Longer ago than this nobody is told any more: after a restore or a long stop it would only puzzle.</summary>
    private static readonly Duration Late = Duration.FromHours(24);
    private readonly HashSet<(Guid Conversation, long Since)> said = [];

    public string Name => "reception.busy_reply";

    public Duration Every => Duration.FromSeconds(5);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        if (said.Count > Remembered)
        {
            said.Clear();
        }

        List<Guid> shops;
        await using (var connection = await database.OpenAsync(ct))
        {
            shops = await connection.ReadAllAsync(null, "select distinct shop_id from reception_conversation where state <> 3 and state in (0, 1) and waiting_since is not null limit 1000", r => r.GetGuid(0), ct);
        }

        var count = 0;
        foreach (var shop in shops)
        {
            if (await rules.BusyReplyAsync(new ShopId(shop), now, ct) is { } reply)
            {
                count += await ReplyAsync(shop, reply.Text, now - reply.After, now, ct);
            }
        }

        return count;
    }

    private async Task<int> ReplyAsync(Guid shop, string text, Instant waitingBefore, Instant now, CancellationToken ct)
    {
        List<(Guid Id, long Since)> due;
        await using (var connection = await database.OpenAsync(ct))
        {
            due = await connection.ReadAllAsync(null,
                "select id, waiting_since from reception_conversation where shop_id = @shop and state <> 3 and state in (0, 1) and waiting_since <= @before and waiting_since > @late order by waiting_since desc limit @limit",
                r => (r.GetGuid(0), r.GetInt64(1)), ct, ("shop", shop), ("before", waitingBefore.ToUnixTimeMilliseconds()), ("late", (now - Late).ToUnixTimeMilliseconds()), ("limit", RoundLimit));
        }

        due.RemoveAll(said.Contains);
        var results = await Task.WhenAll(due.Select(d => writer.ActAsync(
            new AutoReply(text, Instant.FromUnixTimeMilliseconds(d.Since), ReplyId(d.Id, d.Since)) { Conversation = new ConversationId(d.Id) }, ct)));
        for (var i = 0; i < due.Count; i++)
        {
            if (results[i].Refusal is not StoreUnavailable)
            {
                said.Add(due[i]);
            }
        }

        return results.Count(r => r is { Refusal: null, IsRepeat: false, Message: not null });
    }

    private static Guid ReplyId(Guid conversation, long since)
    {
        Span<byte> bytes = stackalloc byte[25];
        conversation.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(bytes[16..], since);
        bytes[24] = (byte)'b';
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes, hash);
        return new Guid(hash[..16], bigEndian: true);
    }
}
