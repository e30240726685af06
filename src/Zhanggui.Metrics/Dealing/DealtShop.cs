using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Metrics.Cells;
using Zhanggui.Orders.Contracts;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Shifts.Contracts;
using Period = Zhanggui.Metrics.Reports.Period;
using SendPermission = Zhanggui.Reception.Contracts.Permissions;

namespace Zhanggui.Metrics.Dealing;

/// <summary>Where a part of an enquiry stands in the report.</summary>
internal readonly record struct DealtPlace(PersonId Person, string Shift, int Hour);

/// <summary>An enquiry with its parts as the report places them, and what it brought whom.</summary>
internal sealed record DealtTalk(PastTalk Talk, Instant At, PersonId Agent, IReadOnlyList<(DealtPlace Place, DealtPart Part)> Parts, IReadOnlyList<(DealtPlace Place, long Paid)> Paid);

/// <summary>Enquiries of a period, dealt out. <paramref name="DaysFromAnswers"/>: on so many days nobody kept a state of duty, so people were there from their first to their last answer.</summary>
internal sealed record DealtPeriod(IReadOnlyList<DealtTalk> Talks, int Unanswered, int DaysFromAnswers, PastWeights Weights);

/// <summary>Reads how the enquiries of a shop were dealt out. Bounded: a period with more than the report can carry is refused, never cut.</summary>
internal sealed class DealtShop(IPastTalks talks, IDuty duty, IRoster roster, IPeople people, ITalkCredits credits, ShopFacts rules)
{
    public const int MostTalks = 200_000;
    public const int MostOrders = 300_000;
    private const int MostSpans = 20_000;

    public async Task<Outcome<DealtPeriod>> ReadAsync(ShopCard shop, Period period, CancellationToken ct)
    {
        var within = new Interval(shop.TimeZone.AtStartOfDay(period.From).ToInstant(), shop.TimeZone.AtStartOfDay(period.To).ToInstant());
        var began = await talks.OfAsync(shop.Id, within, MostTalks + 1, ct);
        var window = ShopFacts.Window((await rules.RulesAsync(shop, period.To.PlusDays(-1), ct)).Rules);
        var paid = await credits.PaidAsync(shop.Id, new Interval(within.Start, within.End + Duration.FromDays(window)), MostOrders + 1, ct);
        if (began.Count > MostTalks || paid.Count > MostOrders)
        {
            return new MetricsDealingTooMuch(MostTalks, MostOrders);
        }

        var shifts = (await roster.ShiftsAsync(shop.Id, period.From.PlusDays(-1), period.To, ct)).ToLookup(s => s.Person);
        var able = await people.WithPermissionAsync(shop.Id, SendPermission.SendMessages, null, ct);
        var (ready, fromAnswers) = await ReadyAsync(shop, period, within, began, [.. able.Select(p => p.Id).Union(shifts.Select(s => s.Key)).Union(began.Select(b => b.FirstAgent).OfType<PersonId>())], ct);
        var weights = await talks.WeightsAsync(shop.Id, new Interval(within.Start, within.End + Duration.FromDays(1)), ct);
        var covered = Covered(ready);
        var answered = began.Where(b => b.FirstAgent is not null).Select(b => (Talk: b, At: DealtAt(b, covered))).OrderBy(b => b.At).ThenBy(b => b.Talk.Number).ToList();
        var parts = DealingRule.Parts([.. answered.Select(a => new DealtEnquiry(a.Talk.Id.Value, a.At, a.Talk.FirstAgent!.Value))], ready, weights.At).ToLookup(p => p.Enquiry);
        var brought = paid.Where(p => Guid.TryParse(p.Person, out _) && ConversationOf(p.MessageId) is not null).ToLookup(p => ConversationOf(p.MessageId)!.Value);
        return new DealtPeriod(
            [
                .. answered.Select((a, i) => new DealtTalk(a.Talk, a.At, a.Talk.FirstAgent!.Value,
                    [.. parts[i].Select(p => (Place(p.Person, a.At), p))],
                    [.. brought[a.Talk.Id.Value].GroupBy(b => b.Person, StringComparer.Ordinal).Select(g => (Place(new PersonId(Guid.Parse(g.Key)), a.At), g.Sum(x => x.Amount)))])),
            ], began.Count - answered.Count, fromAnswers, weights);

        DealtPlace Place(PersonId person, Instant at)
        {
            var local = at.InZone(shop.TimeZone).LocalDateTime;
            return new DealtPlace(person, ShiftNames.At(shifts[person], local), local.Hour);
        }
    }

    /// <summary>A message of a conversation of the house is called after it: its id, and its number in it.</summary>
    internal static Guid? ConversationOf(string messageId) => messageId.Length > 37 && messageId[36] == '-' && Guid.TryParse(messageId.AsSpan(0, 36), out var id) ? id : null;

    /// <summary>An enquiry is dealt out when it comes; one that came while nobody took any, when it was answered.</summary>
    private static Instant DealtAt(PastTalk talk, List<Interval> covered)
    {
        var at = covered.BinarySearch(new Interval(talk.At, talk.At), Comparer<Interval>.Create((a, b) => a.Start.CompareTo(b.Start)));
        var last = at >= 0 ? at : ~at - 1;
        return talk.FirstAnswerAt is { } answer && (last < 0 || covered[last].End <= talk.At) ? answer : talk.At;
    }

    /// <summary>When anybody took new conversations, in order and apart.</summary>
    private static List<Interval> Covered(IReadOnlyList<ReadySpell> ready)
    {
        var all = new List<Interval>();
        foreach (var spell in ready.OrderBy(r => r.From))
        {
            if (all.Count > 0 && all[^1].End >= spell.From)
            {
                all[^1] = new Interval(all[^1].Start, Instant.Max(all[^1].End, spell.To));
            }
            else
            {
                all.Add(new Interval(spell.From, spell.To));
            }
        }

        return all;
    }

    private async Task<(IReadOnlyList<ReadySpell> Ready, int FromAnswers)> ReadyAsync(ShopCard shop, Period period, Interval within, IReadOnlyList<PastTalk> began, IReadOnlyList<PersonId> some, CancellationToken ct)
    {
        // What began at night may be dealt out the next morning, after the period.
        var longer = new Interval(within.Start, within.End + Duration.FromDays(1));
        var ready = new List<ReadySpell>();
        foreach (var person in some)
        {
            ready.AddRange((await duty.HistoryAsync(shop.Id, person, longer, MostSpans, ct)).Where(s => s.State == DutyState.Ready)
                .Select(s => new ReadySpell(person, Instant.Max(s.From, longer.Start), Instant.Min(s.Until ?? longer.End, longer.End))).Where(s => s.From < s.To));
        }

        var without = 0;
        foreach (var day in DayBook.Days(period.From, period.To))
        {
            var (from, to) = (shop.TimeZone.AtStartOfDay(day).ToInstant(), shop.TimeZone.AtStartOfDay(day.PlusDays(1)).ToInstant());
            if (ready.Exists(r => r.From < to && r.To > from))
            {
                continue;
            }

            var own = began.Where(b => b.FirstAgent is not null && b.At >= from && b.At < to).GroupBy(b => b.FirstAgent!.Value)
                .Select(g => new ReadySpell(g.Key, g.Min(b => b.At), Instant.Min(to, g.Max(b => b.EndedAt ?? b.FirstAnswerAt ?? b.At) + Duration.FromMilliseconds(1)))).ToList();
            without += own.Count > 0 ? 1 : 0;
            ready.AddRange(own);
        }

        return (ready, without);
    }
}
