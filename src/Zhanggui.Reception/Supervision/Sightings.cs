using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Supervision;

/// <summary>
/// Words of somebody else's running conversation that reached a watcher who had not opened it: as a hit of a search, or by the live feed.
/// One line per person, conversation, way and day of the shop, however many messages; its id is made of these, so it is written once.
/// </summary>
internal sealed class Sightings(ConversationWriter writer, WatchBook book, IShops shops, Database database, TimeProvider clock)
{
    public const string Found = "found";
    public const string Followed = "followed";

    private const int Remembered = 50_000;
    private readonly ConcurrentDictionary<Guid, bool> known = new();

    /// <summary>Null when the words may be handed out.</summary>
    public async Task<Refusal?> NoteAsync(IEnumerable<Conversation> heads, Actor actor, string code, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var seen = new List<Conversation>();
        foreach (var head in heads.Where(h => Glances.IsWatching(h, actor)).DistinctBy(h => h.Id))
        {
            var zone = (await shops.FindAsync(head.Shop, ct))?.TimeZone ?? DateTimeZone.Utc;
            var id = LineId(code, head.Id, actor.Person, now.InZone(zone).Date);
            if (known.ContainsKey(id) || await book.OpenOfAsync(head.Id, actor.Person, ct) is not null)
            {
                continue;
            }

            var line = new WriteLine(code, JsonSerializer.Serialize(new { person = actor.Person.Value, name = actor.Name }, HouseJson.Options), Audience.Agents, id) { Conversation = head.Id };
            if ((await writer.ActAsync(line, ct)).Refusal is { Kind: RefusalKind.Unavailable } no)
            {
                return no;
            }

            if (known.Count > Remembered)
            {
                known.Clear();
            }

            known[id] = true;
            seen.Add(head);
        }

        if (seen.Count > 0)
        {
            await AuditAsync(seen, actor, code, now, ct);
        }

        return null;
    }

    /// <summary>One row for one search or one message, never with words of the talk.</summary>
    private Task AuditAsync(List<Conversation> seen, Actor actor, string code, Instant now, CancellationToken ct) => database.WriteAsync(async (c, t) =>
    {
        await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(),
            new AuditEntry(actor.Organisation, seen[0].Shop, actor.Person, $"reception.conversation.{code}", "shop", seen[0].Shop.ToString(), After: new { numbers = seen.Select(h => h.Number) }), ct);
        return 0;
    }, ct);

    private static Guid LineId(string code, ConversationId conversation, PersonId person, LocalDate day)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{code} {conversation} {person} {day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)}"), hash);
        return new Guid(hash[..16], bigEndian: true);
    }
}
