using System.Collections.Concurrent;
using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Channels;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Reading;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Reception.Presence;

/// <summary>One agent as the others see them: duty since when, and how many conversations they have.</summary>
internal sealed record Colleague(PersonId Person, string Name, DutyState Duty, Instant? Since, int Load)
{
    /// <summary>The teams this agent serves for; empty = the whole shop.</summary>
    public IReadOnlyList<TeamCard> Teams { get; init; } = [];
}

/// <summary>Who serves in a shop, on which duty, with which load. Answers may be a second old.</summary>
internal sealed class Board(Database database, IPeople people, IShops shops, IDuty duty, TimeProvider clock)
{
    private const int MostTeams = 50;
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<Guid, (long At, Task<IReadOnlyList<Colleague>> People)> kept = new();

    public Task<IReadOnlyList<Colleague>> OfAsync(ShopId shop)
    {
        if (kept.TryGetValue(shop.Value, out var known) && clock.GetElapsedTime(known.At) < FreshFor && !known.People.IsFaulted)
        {
            return known.People;
        }

        var reading = ReadAsync(shop, CancellationToken.None);
        kept[shop.Value] = (clock.GetTimestamp(), reading);
        return reading;
    }

    /// <summary>As it stands in the database this moment; routing decides by this.</summary>
    public async Task<IReadOnlyList<Colleague>> ReadAsync(ShopId shop, CancellationToken ct)
    {
        var able = await StaffAsync(shop, ct);
        var states = (await duty.ListAsync(shop, ct)).ToDictionary(d => d.Person);
        var loads = new Dictionary<Guid, int>();
        await using var connection = await database.OpenAsync(ct);
        foreach (var (person, count) in await connection.ReadAllAsync(null,
            $"select assignee_id, count(*) from reception_conversation where shop_id = @shop and state <> 3 and state = 1 and assignee_id is not null and {ChannelKinds.NotPlatform} group by assignee_id",
            r => (r.GetGuid(0), (int)r.GetInt64(1)), ct, ("shop", shop.Value)))
        {
            loads[person] = count;
        }

        return
        [
            .. able.Select(a => new Colleague(a.Card.Id, a.Card.Name, states.TryGetValue(a.Card.Id, out var now) ? now.State : DutyState.Off, states.GetValueOrDefault(a.Card.Id)?.Since, loads.GetValueOrDefault(a.Card.Id.Value)) { Teams = a.Teams }),
        ];
    }

    /// <summary>Who serves the whole shop, then who serves only for some of its teams.</summary>
    private async Task<IReadOnlyList<(PersonCard Card, IReadOnlyList<TeamCard> Teams)>> StaffAsync(ShopId shop, CancellationToken ct)
    {
        var staff = (await people.WithPermissionAsync(shop, Permissions.SendMessages, null, ct)).Select(p => (p, (IReadOnlyList<TeamCard>)[])).ToList();
        var known = staff.Select(s => s.p.Id).ToHashSet();
        var ofTeams = new Dictionary<PersonId, (PersonCard Card, List<TeamCard> Teams)>();
        foreach (var team in (await shops.TeamsAsync(shop, ct)).Where(t => !t.IsClosed).Take(MostTeams))
        {
            foreach (var card in (await people.WithPermissionAsync(shop, Permissions.SendMessages, team.Id, ct)).Where(p => !known.Contains(p.Id)))
            {
                (ofTeams.TryGetValue(card.Id, out var one) ? one : ofTeams[card.Id] = (card, [])).Teams.Add(team);
            }
        }

        staff.AddRange(ofTeams.Values.OrderBy(t => t.Card.Name, StringComparer.Ordinal).Select(t => (t.Card, (IReadOnlyList<TeamCard>)t.Teams)));
        return staff;
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<Colleague> colleagues)
    {
        json.WriteStartArray("people"u8);
        foreach (var c in colleagues)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, c.Person.Value);
            json.WriteString("name"u8, c.Name);
            json.WriteString("duty"u8, JsonNamingPolicy.KebabCaseLower.ConvertName(c.Duty.ToString()));
            JsonPen.WriteInstant(json, "since"u8, c.Since);
            json.WriteNumber("load"u8, c.Load);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
