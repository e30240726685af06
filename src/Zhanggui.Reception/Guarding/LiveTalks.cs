using System.Collections.Concurrent;
using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Reading;

namespace Zhanggui.Reception.Guarding;

/// <summary>A talk as it stands: its head and its last lines, the oldest first.</summary>
internal sealed record LiveTalk(Conversation Head, IReadOnlyList<EarlierLine> Lines);

/// <summary>
/// Talks that are spoken in right now, read once and then kept in step by the shop's feed, which tells of every change whichever process made it: what this process
/// wrote carries the new state, what another wrote is read anew. So a message costs the guard no query.
/// </summary>
internal sealed class LiveTalks(Database database, ConversationReader reader, FeedHub hub, TimeProvider clock)
{
    private const int MostKept = 5_000;

    /// <summary>What no event tells (words cleared after their time) is read anew by then.</summary>
    private static readonly Duration KeptFor = Duration.FromSeconds(30);
    private readonly ConcurrentDictionary<Guid, ShopId> shops = new();
    private readonly ConcurrentDictionary<ShopId, Shelf> shelves = new();

    /// <summary>A conversation never changes its shop; null when it has not been looked at.</summary>
    public ShopId? ShopOf(ConversationId id) => shops.TryGetValue(id.Value, out var shop) ? shop : null;

    public async ValueTask<LiveTalk?> FindAsync(ConversationId id, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (ShopOf(id) is { } shop && shelves.TryGetValue(shop, out var shelf) && shelf.Find(id.Value, now) is { } known)
        {
            return known;
        }

        if (await reader.FindAsync(id, ct) is not { } head)
        {
            return null;
        }

        Remember(head);
        var stream = hub.Stream(head.Shop.Value);
        await stream.StartAsync(ct);
        shelf = shelves.GetOrAdd(head.Shop, _ => new Shelf(stream));

        // Read behind a mark: whatever is told after it is put on top of what was read, or makes it be read anew.
        var mark = shelf.Mark();
        await using var connection = await database.OpenAsync(ct);
        if ((await reader.HeadsAsync(connection, null, "where c.id = @id", ct, ("id", id.Value))).FirstOrDefault() is not { } fresh)
        {
            return null;
        }

        var said = await reader.MessagesAsync(connection, null, fresh, 0, long.MaxValue, Entry.MostLines, newestFirst: true, Audience.Everybody, ct);
        return shelf.Keep(new Entry(fresh, said, now, now + KeptFor), mark, now);
    }

    private void Remember(Conversation head)
    {
        if (shops.Count > 10 * MostKept)
        {
            shops.Clear();
        }

        shops[head.Id.Value] = head.Shop;
    }

    /// <summary>The talks of one shop, as far as its feed has been followed.</summary>
    private sealed class Shelf(FeedStream stream)
    {
        private const int AtOnce = 512;
        private readonly Lock gate = new();
        private readonly Dictionary<Guid, Entry> entries = [];
        private readonly List<FeedEvent> events = [];
        private long cursor = stream.Head;

        public LiveTalk? Find(Guid id, Instant now)
        {
            lock (gate)
            {
                Follow();
                return entries.TryGetValue(id, out var entry) && entry.Holds(now) ? entry.Talk : null;
            }
        }

        public long Mark()
        {
            lock (gate)
            {
                Follow();
                return cursor;
            }
        }

        /// <summary>Puts what was told since the mark on top; what cannot be put on top is not kept.</summary>
        public LiveTalk Keep(Entry entry, long mark, Instant now)
        {
            lock (gate)
            {
                Follow();
                var read = entry.Talk;
                for (var at = mark; at < cursor; at = events[^1].Number)
                {
                    events.Clear();
                    if (!stream.TryRead(at, events, AtOnce) || events.Count == 0 || !events.TrueForAll(e => e.Number > cursor || e.Entity != entry.Id || entry.Hear(e)))
                    {
                        return read;
                    }
                }

                if (entries.Count >= MostKept)
                {
                    foreach (var old in entries.Where(e => !e.Value.Holds(now)).Select(e => e.Key).ToList())
                    {
                        entries.Remove(old);
                    }
                }

                if (entries.Count < MostKept)
                {
                    entries[entry.Id] = entry;
                }

                return entry.Talk;
            }
        }

        private void Follow()
        {
            while (stream.Head > cursor)
            {
                events.Clear();
                if (!stream.TryRead(cursor, events, AtOnce) || events.Count == 0)
                {
                    entries.Clear(); // fell behind what is held in memory
                    cursor = stream.Head;
                    return;
                }

                foreach (var e in events)
                {
                    if (entries.TryGetValue(e.Entity, out var entry) && !entry.Hear(e))
                    {
                        entries.Remove(e.Entity);
                    }
                }

                cursor = events[^1].Number;
            }
        }
    }

    /// <summary>One talk in memory.</summary>
    private sealed class Entry
    {
        public const int MostLines = 50;
        private readonly Instant from;
        private readonly Instant until;
        private readonly List<EarlierLine> lines;
        private long seq;
        private Conversation head;
        private LiveTalk? talk;

        public Entry(Conversation head, IReadOnlyList<Message> said, Instant from, Instant until)
        {
            (this.head, this.from, this.until) = (head, from, until);
            lines = [.. said.Where(IsSaid).OrderBy(m => m.Seq).Select(LineOf)];
            seq = said.Count > 0 ? said.Max(m => m.Seq) : 0;
        }

        public Guid Id => head.Id.Value;

        public LiveTalk Talk => talk ??= new LiveTalk(head, [.. lines]);

        public bool Holds(Instant now) => from <= now && now < until;

        /// <summary>False when it must be read anew.</summary>
        public bool Hear(FeedEvent e)
        {
            if (e.Payload is not Changed { Head: { } now } changed)
            {
                return false;
            }

            (head, talk) = (now, null);
            return e.Kind switch
            {
                FeedKinds.Message => changed.Message is { } said && Add(said),
                FeedKinds.MessageChanged => changed.Message is { IsRecalled: false, IsErased: false },
                _ => true,
            };
        }

        private bool Add(Message said)
        {
            if (said.Seq > seq)
            {
                seq = said.Seq;
                if (said.Audience == Audience.Everybody && IsSaid(said))
                {
                    if (lines.Count == MostLines)
                    {
                        lines.RemoveAt(0);
                    }

                    lines.Add(LineOf(said));
                }
            }

            return true;
        }

        private static bool IsSaid(Message m) => m is { Kind: MessageKind.Text, IsRecalled: false, IsErased: false, Sender: not SenderKind.System };

        private static EarlierLine LineOf(Message m) => new(m.Sender == SenderKind.Buyer, m.Text, m.Person?.ToString(), m.At);
    }
}
