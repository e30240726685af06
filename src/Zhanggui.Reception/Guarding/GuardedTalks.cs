using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Reading;

namespace Zhanggui.Reception.Guarding;

/// <summary>Tells the guard what surrounds a message: who speaks with whom, about what, and what was said before.</summary>
internal sealed class GuardedTalks(Database database, ConversationReader reader, LiveTalks live) : IGuardedTalks
{
    public async Task<GuardedTalk?> FindForAsync(Actor actor, Guid conversation, CancellationToken ct) =>
        await live.FindAsync(new ConversationId(conversation), ct) is { } talk && Party.Of(actor).May(Permissions.SendMessages, talk.Head) ? Of(talk) : null;

    public async Task<GuardedTalk> OfAsync(Conversation head, CancellationToken ct) => Of(await live.FindAsync(head.Id, ct) ?? new LiveTalk(head, []));

    public static GuardedTalk Of(LiveTalk talk)
    {
        var (head, earlier) = (talk.Head, talk.Lines);
        var product = head.About.Product;
        return new GuardedTalk(head.Shop, head.Id.Value, head.Subject, head.Team, new GuardLine
        {
            Text = string.Empty,
            Conversation = head.Id.ToString(),
            Buyer = head.Buyer.ToString(),
            Team = head.TeamName,
            Channel = head.ChannelName,
            Sender = "agent",
            BuyerText = earlier.LastOrDefault(e => e.IsBuyer)?.Text,
            Item = product?.Id,
            Earlier = earlier,
        }, [.. new[] { head.About.BuyerName, product?.Title }.OfType<string>().Where(n => n.Length > 1)]);
    }

    public async Task<IReadOnlyDictionary<GuardedPlace, GuardedSaid>> SaidAsync(Actor actor, IReadOnlyCollection<GuardedPlace> places, CancellationToken ct)
    {
        var said = new Dictionary<GuardedPlace, GuardedSaid>();
        if (places.Count == 0)
        {
            return said;
        }

        await using var connection = await database.OpenAsync(ct);
        var ids = places.Select(p => p.Conversation).Distinct().Select((c, i) => ($"c{i}", (object?)c)).ToArray();
        var heads = (await reader.HeadsAsync(connection, null, $"where c.id in ({Names(ids)})", ct, ids)).Where(Party.Of(actor).Sees).ToDictionary(h => h.Id.Value);
        var wanted = places.Where(p => heads.ContainsKey(p.Conversation)).Select(p => (heads[p.Conversation].Channel.Value, p.Message)).Distinct().ToList();
        var found = new List<(Guid Conversation, long Seq)>();
        foreach (var channel in wanted.GroupBy(w => w.Value, w => w.Message))
        {
            var messages = channel.Select((m, i) => ($"m{i}", (object?)m)).ToArray();
            found.AddRange(await connection.ReadAllAsync(null, $"select conversation_id, seq from reception_message where channel_id = @channel and external_id in ({Names(messages)})",
                r => (r.GetGuid(0), r.GetInt64(1)), ct, [("channel", channel.Key), .. messages]));
        }

        found.RemoveAll(f => !heads.ContainsKey(f.Conversation));
        foreach (var message in await reader.MessagesAsync(connection, found, heads, ct))
        {
            said[new GuardedPlace(message.Conversation.Value, message.ExternalId)] = new GuardedSaid(message.Seq, message.IsErased || message.IsRecalled ? null : message.Text);
        }

        return said;
    }

    private static string Names((string Name, object? Value)[] values) => string.Join(", ", values.Select(v => "@" + v.Name));
}
