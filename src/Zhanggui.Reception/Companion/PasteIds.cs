using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Db;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Companion;

/// <summary>
/// The house's ids of pasted lines: the same line always has the same one, so that a paste made twice, or one that overlaps the last, doubles nothing. With a time
/// beside the name the line is known for ever. Without one the same words are the same line until the next answer, or until the talk was closed meanwhile.
/// </summary>
internal sealed class PasteIds(Database database)
{
    /// <summary>Marks ids made here: those of answers are made by the window and are of version 7.</summary>
    private const byte Version = 0x80;
    private const int AnswersLookedAt = 200;

    public async Task<IReadOnlyList<Guid>> OfAsync(ChannelId channel, Guid buyer, IReadOnlyList<PastedLine> lines, Guid? again, CancellationToken ct)
    {
        var place = lines.Any(l => l.Stated is null) ? await PlaceAsync(channel, buyer, ct) : string.Empty;
        var before = new Dictionary<string, int>(StringComparer.Ordinal);
        var ids = new List<Guid>(lines.Count);
        foreach (var line in lines)
        {
            var when = line.Stated is { } stated ? LocalDateTimePattern.ExtendedIso.Format(stated) : $"{place}/{again}";
            var name = $"{channel.Value:n}\n{buyer:n}\n{line.Side}\n{when}\n{line.Text}";
            before[name] = before.GetValueOrDefault(name) + 1;
            ids.Add(Hash($"{name}\n{before[name]}"));
        }

        return ids;
    }

    public async Task<IReadOnlySet<Guid>> KnownAsync(ChannelId channel, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var known = new HashSet<Guid>();
        await using var connection = await database.OpenAsync(ct);
        foreach (var some in ids.Distinct().Chunk(100))
        {
            known.UnionWith(await connection.ReadAllAsync(null, $"select external_id from reception_message where channel_id = @channel and external_id in ({string.Join(", ", some.Select((_, i) => $"@i{i}"))})",
                r => r.GetGuid(0), ct, [("channel", channel.Value), .. some.Select((id, i) => ($"i{i}", (object?)id))]));
        }

        return known;
    }

    /// <summary>How often the talk began so far, counting the beginning that a paste makes now, and the latest answer in it.</summary>
    private async Task<string> PlaceAsync(ChannelId channel, Guid buyer, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var talks = await connection.ReadAllAsync(null, "select id, state, reopened from reception_conversation where channel_id = @channel and buyer_id = @buyer order by number",
            r => (Id: r.GetGuid(0), State: (ConversationState)r.GetInt32(1), Reopened: r.GetInt32(2)), ct, ("channel", channel.Value), ("buyer", buyer));
        var begun = talks.Sum(t => 1 + t.Reopened);
        if (talks.Count == 0 || talks[^1].State == ConversationState.Closed)
        {
            return $"{begun + 1}/0";
        }

        var said = await connection.ReadAllAsync(null, "select seq, external_id from reception_message where conversation_id = @talk and sender = 1 and audience = 0 order by seq desc limit @limit",
            r => (Seq: r.GetInt64(0), Id: r.GetGuid(1)), ct, ("talk", talks[^1].Id), ("limit", AnswersLookedAt));
        return $"{begun}/{said.FirstOrDefault(s => (s.Id.ToByteArray(bigEndian: true)[6] & 0xF0) != Version).Seq}";
    }

    private static Guid Hash(string name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | Version);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
