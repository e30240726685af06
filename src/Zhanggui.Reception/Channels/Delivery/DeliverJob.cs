using Microsoft.Extensions.Logging;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Channels.Delivery;

/// <summary>
/// Carries outgoing messages to their channels. The message row is the queue: it is claimed with a lease, so several
/// processes share the work and a dead one's messages are sent by another. Per conversation one message at a time and in
/// order; a message that waits for its next try holds the later ones back, one that has failed for good does not.
/// </summary>
internal sealed class DeliverJob(Database database, OutboundMessages messages, IEnumerable<IChannelAdapter> adapters, ConversationWriter writer, ChannelsOptions options, ILogger<DeliverJob> log) : IJob
{
    private readonly IReadOnlyList<IChannelAdapter> adapters = [.. adapters];

    public string Name => "reception.deliver";

    public Duration Every => Duration.FromSeconds(1);

    public bool RunsEverywhere => true;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        var claimed = await ClaimAsync(now, ct);
        var sends = claimed.Select(async row =>
        {
            var result = await SendAsync(row, ct);
            var noted = Retrying.Decide(result, row.Attempts, now, options);
            var mark = new MarkDelivery(Party.House, row.Seq, noted.State, noted.Cause, noted.RetryAt) { Conversation = row.Conversation };
            await writer.ActAsync(mark, ct);
        });
        await Task.WhenAll(sends);
        return claimed.Count;
    }

    /// <summary>Looked at first without the right to write: mostly there is nothing, and on SQLite that right is one for all.</summary>
    private async Task<List<Claimed>> ClaimAsync(Instant now, CancellationToken ct)
    {
        var at = now.ToUnixTimeMilliseconds();
        await using (var connection = await database.OpenAsync(ct))
        {
            if (await connection.ReadLongAsync(null, "select 1 from reception_message where delivery = 0 and delivery_next_at <= @now limit 1", ct, ("now", at)) is null)
            {
                return [];
            }
        }

        var skip = database.IsSqlite ? string.Empty : " for update of m skip locked";
        return await database.WriteAsync((c, t) => c.ReadAllAsync(t,
            "update reception_message set delivery_next_at = @until, delivery_attempts = delivery_attempts + 1 where (conversation_id, seq) in (" +
            "select m.conversation_id, m.seq from reception_message m where m.delivery = 0 and m.delivery_next_at <= @now " +
            "and not exists (select 1 from reception_message e where e.conversation_id = m.conversation_id and e.seq < m.seq and e.delivery = 0) " +
            $"order by m.delivery_next_at, m.at limit {options.SendsAtOnce}{skip}) and delivery = 0 and delivery_next_at <= @now returning conversation_id, seq, delivery_attempts",
            r => new Claimed(new ConversationId(r.GetGuid(0)), r.GetInt64(1), r.GetInt32(2)), ct,
            ("now", at), ("until", (now + options.Lease).ToUnixTimeMilliseconds())), ct);
    }

    private async Task<SendResult> SendAsync(Claimed row, CancellationToken ct)
    {
        try
        {
            var (route, message, cause) = await messages.LoadAsync(row.Conversation, row.Seq, ct);
            if (message is null)
            {
                return new SendResult.Failed(cause!);
            }

            if (adapters.FirstOrDefault(a => a.Carries(route!)) is not { } adapter)
            {
                return new SendResult.Failed("这个渠道没有接通外发，请在原来的工具里回复");
            }

            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(TimeSpan.FromSeconds(options.SendSeconds));
            return await adapter.SendAsync(route!, message, patience.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new SendResult.RetryLater("对方没有及时应答");
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            log.LogError(error, "Message {Conversation} {Seq} could not be sent", row.Conversation, row.Seq);
            return new SendResult.RetryLater("发送时出错");
        }
    }

    private sealed record Claimed(ConversationId Conversation, long Seq, int Attempts);
}
