using System.Runtime.CompilerServices;
using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Rules;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Guard.Nearby;

/// <summary>
/// Looks through what agents have said, never on its way: counts their messages by the hour and finds what came close to a rule. Walks a
/// shop's conversations by their last word, a few at a time; a shop belongs to one process for as long as its lease runs.
/// </summary>
internal sealed class LookBackJob(IShops shops, IRuleBooks books, IGuardedPast past, NearBook near, TimeProvider clock) : IJob
{
    public const int LongestDays = 31;
    private const int Conversations = 100;
    private const int Lines = 200;
    private const int TextLength = 300;
    private const int RowsForgotten = 500;
    private static readonly Duration Lease = Duration.FromMinutes(5);

    /// <summary>What is being written at this moment may still carry an earlier time.</summary>
    private static readonly Duration Settling = Duration.FromMinutes(1);

    private readonly ConditionalWeakTable<GuardRules, NearMisses> readings = [];

    public string Name => "guard.look_back";

    public Duration Every => Duration.FromMinutes(10);

    public bool RunsEverywhere => true;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        var done = 0;
        foreach (var organisation in await shops.OrganisationsAsync(ct))
        {
            foreach (var shop in (await shops.ListAsync(organisation, ct)).Where(s => !s.IsClosed))
            {
                done += await LookAsync(shop.Id, now, ct);
            }
        }

        return done + await near.ForgetAsync(now - Duration.FromDays(LongestDays + 1), RowsForgotten, ct);
    }

    public async Task<int> LookAsync(ShopId shop, Instant now, CancellationToken ct)
    {
        var book = await books.EffectiveAsync(GuardSection.Section, shop, now, ct);
        if (book.Book.Version == 0 || book.Rules.NearDays is not { } days)
        {
            return 0;
        }

        var earliest = now - Duration.FromDays(days);
        if (await near.ClaimAsync(shop, now, now + Lease, earliest, ct) is not { } place)
        {
            return 0;
        }

        var heads = await past.HeadsAsync(shop, place.At, place.Conversation, now - Settling, Conversations, ct);
        var reading = readings.GetValue(book.Rules, r => new NearMisses(r));
        foreach (var head in heads)
        {
            await ReadAsync(shop, head, reading, earliest, now, ct);
        }

        await near.LeaveAsync(shop, place, heads is [.., var last] ? last.LastAt : place.At, heads is [.., var end] ? end.Conversation : place.Conversation, ct);
        return heads.Count;
    }

    private async Task ReadAsync(ShopId shop, GuardedHead head, NearMisses reading, Instant earliest, Instant now, CancellationToken ct)
    {
        var from = await near.ReadToAsync(head.Conversation, ct);
        while (true)
        {
            var (lines, last) = await past.LinesAsync(head.Conversation, from, Lines, ct);
            if (last <= from)
            {
                return;
            }

            var said = lines.Where(l => l is { IsBuyer: false, Person: not null } && l.At >= earliest).ToList();
            var found = said.SelectMany(l => Of(shop, head, l, reading)).ToList();
            var counts = said.GroupBy(l => (Hour: HourOf(l.At), Person: l.Person!.Value)).Select(g => new SaidCount(g.Key.Hour, g.Key.Person, head.Team ?? string.Empty, head.Channel ?? string.Empty, g.Count())).ToList();
            if (!await near.KeepAsync(head.Conversation, from, last, now, shop, head.Subject, found, counts, ct))
            {
                return;
            }

            from = last;
        }
    }

    private IEnumerable<Near> Of(ShopId shop, GuardedHead head, GuardedPastLine line, NearMisses reading) =>
        reading.Of(new GuardLine { Text = line.Text, Team = head.Team, Channel = head.Channel, Sender = "agent" })
            .Select(m => new Near(NewId.Create(clock), shop, head.Subject, head.Conversation, line.Seq, line.Person!.Value, line.At, m.Rule, m.Name, m.Level, NearState.Open,
                line.Text.Length <= TextLength ? new NearWords(m.Slice, line.Text, m.Start) : new NearWords(m.Slice, m.Slice, 0)));

    private static Instant HourOf(Instant at) => Instant.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds() / 3_600_000 * 3_600_000);
}
