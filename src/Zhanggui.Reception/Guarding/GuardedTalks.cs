using System.Collections.Concurrent;
using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Reading;

namespace Zhanggui.Reception.Guarding;

/// <summary>Tells the guard what surrounds a message: who speaks with whom, about what, and what was said before.</summary>
internal sealed class GuardedTalks(Database database, ConversationReader reader, TimeProvider clock) : IGuardedTalks
{
    private const int Before = 50;
    private const int MostKept = 2_000;

    /// <summary>Lines are added to and seldom change; what was recalled or erased meanwhile is read anew by then.</summary>
    private static readonly Duration KeptFor = Duration.FromSeconds(30);
    private readonly ConcurrentDictionary<Guid, Kept> kept = new();

    public async Task<GuardedTalk?> FindForAsync(Actor actor, Guid conversation, CancellationToken ct) =>
        await reader.FindAsync(new ConversationId(conversation), ct) is { } head && Party.Of(actor).May(Permissions.SendMessages, head) ? await OfAsync(head, ct) : null;

    public async Task<GuardedTalk> OfAsync(Conversation head, CancellationToken ct)
    {
        var earlier = await EarlierAsync(head, ct);
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

    /// <summary>The last lines of the talk; of a talk that is spoken in right now only the new ones are read.</summary>
    private async Task<IReadOnlyList<EarlierLine>> EarlierAsync(Conversation head, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var known = kept.TryGetValue(head.Id.Value, out var found) && found.From <= now && now < found.From + KeptFor && found.Seq <= head.LastSeq ? found : null;
        if (known?.Seq == head.LastSeq)
        {
            return known.Lines;
        }

        await using var connection = await database.OpenAsync(ct);
        var said = await reader.MessagesAsync(connection, null, head, known?.Seq ?? 0, long.MaxValue, Before, newestFirst: true, Audience.Everybody, ct);
        var fresh = said.Where(m => m is { Kind: MessageKind.Text, IsRecalled: false, IsErased: false, Sender: not SenderKind.System }).OrderBy(m => m.Seq)
            .Select(m => new EarlierLine(m.Sender == SenderKind.Buyer, m.Text, m.Person?.ToString(), m.At));
        var lines = (known?.Lines ?? []).Concat(fresh).TakeLast(Before).ToList();
        if (kept.Count >= MostKept)
        {
            kept.Clear();
        }

        kept[head.Id.Value] = new Kept(said.Count > 0 ? said.Max(m => m.Seq) : known?.Seq ?? 0, known?.From ?? now, lines);
        return lines;
    }

    private sealed record Kept(long Seq, Instant From, IReadOnlyList<EarlierLine> Lines);

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
