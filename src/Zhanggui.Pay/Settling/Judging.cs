using System.Globalization;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;
using Zhanggui.Orders.Contracts;
using Zhanggui.Pay.Amounts;
using Zhanggui.Pay.Rules;

namespace Zhanggui.Pay.Settling;

/// <summary>
/// Judges every mistake on record by the penalties of the book, month by month and in the order of time: what is free, what
/// is exempt, what it costs. What nobody decided costs nobody anything and is listed.
/// </summary>
internal sealed class Judging(FactSet facts, DateTimeZone zone, PayRules rules, Staffing staffing, Worktime worktime, CreditReport credits, Instant? asOf)
{
    private const string Chase = "chase";
    private static readonly string[] Bad = ["bad", "neutral"];
    private readonly HashSet<string> reviewKinds = rules.Penalties.Where(p => p.Facts == PenaltyFacts.Reviews).Select(p => p.Kind).ToHashSet(StringComparer.Ordinal);
    private readonly ILookup<string, OrderEventFact> chases = facts.OrderEvents.Where(e => e.Event == "chased_internal").ToLookup(e => e.OrderId, StringComparer.Ordinal);

    /// <summary>What is open, with the month it belongs to.</summary>
    public List<(YearMonth Month, string Kind, string Subject, string? Person, string Text)> Open { get; } = [];

    public IReadOnlyList<Occurrence> All()
    {
        var found = new List<Occurrence>();
        foreach (var rule in rules.Penalties)
        {
            if (rule.Lacks is null)
            {
                found.AddRange(Of(rule));
            }
        }

        var named = rules.Penalties.Where(p => p.Facts == PenaltyFacts.Incidents).Select(p => p.Kind).ToHashSet(StringComparer.Ordinal);
        foreach (var incident in facts.Incidents.Where(i => string.IsNullOrEmpty(i.DecidedBy)))
        {
            Open.Add((Month(incident.At), "incident", $"incidents:{incident.Id}", incident.Person, $"{Day(incident.At)} {incident.Person} 的「{incident.Kind}」还没有人认定，先不计。"));
        }

        foreach (var incident in facts.Incidents.Where(i => !string.IsNullOrEmpty(i.DecidedBy) && !named.Contains(i.Kind) && !IsOfReview(i)))
        {
            Open.Add((Month(incident.At), "incident_unknown", $"incidents:{incident.Id}", incident.Person, $"制度里没有「{incident.Kind}」这一类，只记录，不计钱。"));
        }

        return found;
    }

    private IEnumerable<Occurrence> Of(PenaltyRule rule) => rule.Facts switch
    {
        PenaltyFacts.Incidents => Incidents(rule),
        PenaltyFacts.Reviews => Reviews(rule),
        PenaltyFacts.Complaints => Complaints(rule),
        _ => throw new InvalidOperationException($"Unknown facts {rule.Facts}."),
    };

    private IEnumerable<Occurrence> Incidents(PenaltyRule rule)
    {
        var own = facts.Incidents.Where(i => i.Kind == rule.Kind && !IsOfReview(i) && !string.IsNullOrEmpty(i.DecidedBy)).DistinctBy(i => i.Id)
            .GroupBy(i => (i.Person, Month: Month(i.At))).OrderBy(g => g.Key.Person, StringComparer.Ordinal).ThenBy(g => g.Key.Month);
        foreach (var group in own)
        {
            var (free, times) = (0, 0);
            foreach (var incident in group.OrderBy(i => i.At).ThenBy(i => i.Id, StringComparer.Ordinal))
            {
                var made = Incident(rule, incident, ref free, ref times);
                if (made is not null)
                {
                    yield return made;
                }
            }
        }
    }

    private Occurrence? Incident(PenaltyRule rule, IncidentFact incident, ref int free, ref int times)
    {
        var subject = $"incidents:{incident.Id}";
        var day = Day(incident.At);
        if (OutsideOf(rule, incident) is { } outside)
        {
            return Made(Judged.Outside, Fen.Zero, Fen.Zero, $"{day} 不适用（{outside}）");
        }

        if (ExemptionOf(rule, incident) is var (record, words) && rules.Switches.RecordedExemptionWins && string.IsNullOrEmpty(incident.ExemptionRefused))
        {
            return Made(Judged.Exempt, Fen.Zero, Fen.Zero, $"{day} 免（{words}）", record);
        }

        if (rule.FreeUpTo is { } limit)
        {
            if (incident.Value is not { } value)
            {
                Open.Add((Month(incident.At), "incident_value", subject, incident.Person, $"{day} 的「{rule.Name}」没有写数值，不能判定，先不计。"));
                return null;
            }

            if (Ratio.Of(value) <= limit && free < rule.FreeTimes)
            {
                free++;
                return Made(Judged.Tolerated, Fen.Zero, Fen.Zero, $"{day} {Said(rule, value)}：免计第 {free} 次");
            }
        }

        times++;
        if (rule.Stages.Count > 0 && (incident.Stage is not { } stage || !rule.Stages.ContainsKey(stage)))
        {
            Open.Add((Month(incident.At), "incident_stage", subject, incident.Person, $"{day} 的「{rule.Name}」没有写明阶段，先不计。"));
            return null;
        }

        if (rule.IsSetByPerson && (incident.Value is not { } set || set < 0))
        {
            Open.Add((Month(incident.At), "incident_amount", subject, incident.Person, $"{day} 的「{rule.Name}」要由人定金额，先不计。"));
            return null;
        }

        var loss = LossOf(rule, incident, subject);
        var isLossInstead = rule.Loss == LossWay.Above && loss > Fen.Zero && rules.Switches.LossReplacesFine;
        var fine = isLossInstead ? Fen.Zero : FineOf(rule, incident, times, subject);
        return Made(Judged.Counts, fine, loss, $"{day}{(incident.Value is { } v && !rule.IsSetByPerson ? $" {Said(rule, v)}" : string.Empty)}{(incident.Stage is { } s ? $" {StageWord(s)}" : string.Empty)}：{Cost(fine, loss, rule)}");

        Occurrence Made(Judged judged, Fen fine, Fen loss, string because, string? record = null)
        {
            List<string> rests = [subject];
            if (!string.IsNullOrEmpty(incident.OrderId))
            {
                rests.Add($"orders:{incident.OrderId}");
            }

            if (record is not null)
            {
                rests.Add(record);
            }

            return new Occurrence(rule, incident.Person, incident.At, Month(incident.At), subject, incident.OrderId, judged, fine, loss, because, rests);
        }
    }

    private Fen FineOf(PenaltyRule rule, IncidentFact incident, int times, string subject) =>
        rule.IsSetByPerson ? (Ratio.Of(incident.Value!.Value) * Ratio.Of(100)).Round()
        : rule.Stages.Count > 0 ? rule.Stages[incident.Stage!]
        : rule.Steps.Count > 0 ? Step(rule, times, subject, incident.Person, incident.At)
        : rule.Amount ?? Fen.Zero;

    /// <summary>The first, second ... of a natural month; after the last step nothing more is taken, and a person decides.</summary>
    private Fen Step(PenaltyRule rule, int times, string subject, string person, Instant at)
    {
        if (times <= rule.Steps.Count)
        {
            return rule.Steps[times - 1];
        }

        if (rule.ThenDecide is { } what)
        {
            Open.Add((Month(at), "repeated", subject, person, $"{person} 当月第 {times} 次「{rule.Name}」：{what}由人决定，程序不自动处理。"));
        }

        return Fen.Zero;
    }

    private Fen LossOf(PenaltyRule rule, IncidentFact incident, string subject)
    {
        if (rule.Loss == LossWay.None || (rule.LossStages.Count > 0 && !rule.LossStages.Contains(incident.Stage ?? string.Empty, StringComparer.Ordinal)))
        {
            return Fen.Zero;
        }

        if (incident.Loss is not { } loss)
        {
            if (rule.Loss == LossWay.Always)
            {
                Open.Add((Month(incident.At), "incident_loss", subject, incident.Person, $"{Day(incident.At)} 的「{rule.Name}」没有写实际损失，损失先不计。"));
            }

            return Fen.Zero;
        }

        return rule.Loss == LossWay.Always || loss > rule.LossAbove ? loss : Fen.Zero;
    }

    /// <summary>Why the rule does not reach the incident; null where it does, also where no shift is known.</summary>
    private string? OutsideOf(PenaltyRule rule, IncidentFact incident)
    {
        if ((rule.Places.Count == 0 && rule.NotShifts.Count == 0) || worktime.ShiftAt(incident.Person, incident.At) is not { } shift)
        {
            return null;
        }

        if (rule.Places.Count > 0 && !string.IsNullOrEmpty(shift.Place) && !rule.Places.Contains(shift.Place, StringComparer.Ordinal))
        {
            return $"班次地点 {shift.Place}";
        }

        return rule.NotShifts.Count > 0 && (rule.NotShifts.Contains(shift.Shift ?? string.Empty, StringComparer.Ordinal) || Worktime.CrossesMidnight(shift)) ? $"班次 {shift.Shift}" : null;
    }

    private (string Record, string Words)? ExemptionOf(PenaltyRule rule, IncidentFact incident)
    {
        if (rule.ExemptBy.Contains(Chase, StringComparer.Ordinal) && incident.OrderId is { } order
            && chases[order].Where(e => e.At <= incident.At).OrderBy(e => e.At).ThenBy(e => e.Id, StringComparer.Ordinal).FirstOrDefault() is { } chase)
        {
            return ($"order_events:{chase.Id}", $"{Day(chase.At)} 有催促记录");
        }

        return rule.ExemptBy.Contains("leave", StringComparer.Ordinal) && worktime.LeaveAt(incident.Person, incident.At, rules.Switches.LeaveNeedsSignature) is { } leave
            ? ($"leave:{leave.Person}/{zoneDate(leave.From)}", "当时已请假") : null;

        string zoneDate(Instant at) => at.InZone(zone).Date.ToString("uuuu'-'MM'-'dd", CultureInfo.InvariantCulture);
    }

    /// <summary>Caused by the agent and never changed to good on the facts that are known.</summary>
    private IEnumerable<Occurrence> Reviews(PenaltyRule rule)
    {
        var bad = facts.Reviews.Where(r => Bad.Contains(r.Rating, StringComparer.Ordinal)).ToList();
        var orders = bad.Select(r => r.OrderId).ToHashSet(StringComparer.Ordinal);
        var owners = credits.Credits.Where(c => c.Person is not null && orders.Contains(c.OrderId)).ToLookup(c => c.OrderId, c => c.Person!, StringComparer.Ordinal);
        var proposed = facts.Incidents.Where(i => i.Kind == rule.Kind && IsOfReview(i)).ToLookup(i => i.OrderId!, StringComparer.Ordinal);
        foreach (var review in bad.OrderBy(r => r.At).ThenBy(r => r.OrderId, StringComparer.Ordinal).ThenBy(r => r.Text, StringComparer.Ordinal))
        {
            var (subject, persons) = ($"reviews:{review.OrderId}", owners[review.OrderId].Distinct(StringComparer.Ordinal).ToList());
            if (string.IsNullOrEmpty(review.Cause) || string.IsNullOrEmpty(review.DecidedBy))
            {
                Open.Add((Month(review.At), "review_cause", subject, persons.Count == 1 ? persons[0] : null, $"订单 {review.OrderId} 的中差评是谁的原因，还没有人定，先不计。"));
            }
            else if (review.Cause == Staffing.Agent && persons.Count == 1 && !IsStillOpen(review))
            {
                var isChanged = review.ChangedTo == "good";
                if (!isChanged && proposed[review.OrderId].ToList() is { Count: > 0 } asked)
                {
                    if (asked.FirstOrDefault(i => i.Person == persons[0]) is not { } incident)
                    {
                        Open.Add((Month(review.At), "review_person", subject, persons[0], $"订单 {review.OrderId} 的中差评判定时归别人，现在归 {persons[0]}，由谁承担要人定。"));
                    }
                    else if (!string.IsNullOrEmpty(incident.DecidedBy))
                    {
                        yield return Decided(rule, review, incident);
                    }

                    continue;
                }

                yield return new Occurrence(rule, persons[0], review.At, Month(review.At), subject, review.OrderId, isChanged ? Judged.Exempt : Judged.Counts, isChanged ? Fen.Zero : rule.Amount ?? Fen.Zero, Fen.Zero,
                    $"{Day(review.At)} 订单 {review.OrderId}：{(isChanged ? "已改为好评，免" : $"未改好评 {rule.Amount}")}", [subject, $"orders:{review.OrderId}"]);
            }
            else if (review.Cause == Staffing.Agent && persons.Count != 1)
            {
                Open.Add((Month(review.At), "review_person", subject, null, $"订单 {review.OrderId} 的客服原因中差评{(persons.Count == 0 ? "不归任何客服" : "由几位客服共有")}，由谁承担要人定。"));
            }
        }
    }

    /// <summary>The house proposed the review as a mistake: what a named person said about that holds, never more than the book says. Nothing before they did.</summary>
    private Occurrence Decided(PenaltyRule rule, ReviewFact review, IncidentFact incident)
    {
        var most = rule.Amount ?? Fen.Zero;
        var fine = incident.Stage == IncidentFact.Dropped ? Fen.Zero : incident.Value is { } yuan && (Ratio.Of(yuan) * Ratio.Of(100)).Round() is var set && set < most ? set : most;
        return new Occurrence(rule, incident.Person, review.At, Month(review.At), $"reviews:{review.OrderId}", review.OrderId, fine > Fen.Zero ? Judged.Counts : Judged.Exempt, fine, Fen.Zero,
            $"{Day(review.At)} 订单 {review.OrderId}：{(fine > Fen.Zero ? $"未改好评 {fine}" : "已判定不罚")}", [$"reviews:{review.OrderId}", $"orders:{review.OrderId}", $"incidents:{incident.Id}"]);
    }

    private bool IsOfReview(IncidentFact incident) => reviewKinds.Contains(incident.Kind) && !string.IsNullOrEmpty(incident.OrderId);

    private bool IsStillOpen(ReviewFact review) => asOf is { } now && review.ChangedTo is null && review.At + Duration.FromDays(rules.Switches.ReviewOpenDays) > now;

    private IEnumerable<Occurrence> Complaints(PenaltyRule rule)
    {
        var upheld = new List<(ComplaintFact Complaint, string Person)>();
        foreach (var complaint in facts.Complaints.DistinctBy(c => c.Id).OrderBy(c => c.Id, StringComparer.Ordinal))
        {
            var (subject, person) = ($"complaints:{complaint.Id}", staffing.PersonOf(complaint.Account, complaint.Shop, complaint.At));
            if (complaint.Upheld is null || string.IsNullOrEmpty(complaint.DecidedBy))
            {
                Open.Add((Month(complaint.At), "complaint", subject, person, $"{Day(complaint.At)} 的投诉是否成立，还没有人定，先不计。"));
            }
            else if (complaint.Upheld is true && rule.Causes.Count > 0 && string.IsNullOrEmpty(complaint.Cause))
            {
                Open.Add((Month(complaint.At), "complaint_cause", subject, person, $"{Day(complaint.At)} 成立的投诉没有写原因，先不计。"));
            }
            else if (complaint.Upheld is true && (rule.Causes.Count == 0 || rule.Causes.Contains(complaint.Cause ?? string.Empty, StringComparer.Ordinal)))
            {
                if (person is null)
                {
                    Open.Add((Month(complaint.At), "complaint_person", subject, null, $"{Day(complaint.At)} 成立的投诉找不到是哪位客服，先不计。"));
                }
                else
                {
                    upheld.Add((complaint, person));
                }
            }
        }

        foreach (var group in upheld.GroupBy(u => (u.Person, Month: Month(u.Complaint.At))).OrderBy(g => g.Key.Person, StringComparer.Ordinal).ThenBy(g => g.Key.Month))
        {
            var times = 0;
            foreach (var (complaint, person) in group.OrderBy(u => u.Complaint.At).ThenBy(u => u.Complaint.Id, StringComparer.Ordinal))
            {
                times++;
                var subject = $"complaints:{complaint.Id}";
                var fine = rule.Steps.Count > 0 ? Step(rule, times, subject, person, complaint.At) : rule.Amount ?? Fen.Zero;
                yield return new Occurrence(rule, person, complaint.At, group.Key.Month, subject, null, Judged.Counts, fine, Fen.Zero, $"{Day(complaint.At)} 当月第 {times} 次：{fine}", [subject]);
            }
        }
    }

    private YearMonth Month(Instant at) => at.InZone(zone).Date.ToYearMonth();

    private string Day(Instant at) => at.InZone(zone).Date is var d ? $"{d.Month}月{d.Day}日" : string.Empty;

    /// <summary>The value of a lateness or an early leaving is minutes, as the open format says.</summary>
    private static string Said(PenaltyRule rule, decimal value) => Ratio.Of(value) + (rule.Kind is "late" or "left_early" ? " 分钟" : string.Empty);

    private static string StageWord(string stage) => stage switch { "before_production" => "下单生产前", "at_factory" => "已下到工厂", "loss" => "已造成损失", _ => stage };

    private static string Cost(Fen fine, Fen loss, PenaltyRule rule) =>
        (fine, loss) switch
        {
            ({ Value: 0 }, { Value: > 0 }) => $"按实赔 {loss}",
            (_, { Value: > 0 }) => $"{fine}，另按实赔 {loss}",
            _ => fine.ToString(),
        } + (rule.RemovesOrder ? "，并扣除该单业绩" : string.Empty);
}
