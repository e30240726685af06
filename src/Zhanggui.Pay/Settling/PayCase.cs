using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Records;
using Zhanggui.Metrics.Contracts;
using Zhanggui.Orders.Contracts;
using Zhanggui.Pay.Amounts;
using Zhanggui.Pay.Rules;

namespace Zhanggui.Pay.Settling;

/// <summary>Facts and one book, indexed once for all months that are settled from them.</summary>
internal sealed class PayCase
{
    private readonly Dictionary<YearMonth, ILookup<(string, string), MetricRow>> metrics = [];
    private readonly Func<YearMonth, IReadOnlyList<MetricRow>> measure;
    private readonly Lazy<ILookup<string, PresenceFact>> online;
    private readonly Lazy<ILookup<string, PresenceFact>> present;
    private readonly ILookup<(string Period, string Kind, string Person, string Team), ScoreFact> scores;

    public PayCase(FactSet facts, PayRules rules, CreditReport credits, Func<YearMonth, IReadOnlyList<MetricRow>> measure, Instant? asOf = null)
    {
        this.measure = measure;
        online = new(() => facts.Presence.Where(p => p.State == PresenceState.Online).ToLookup(p => p.Account, StringComparer.Ordinal));
        present = new(() => facts.Presence.Where(p => p.State != PresenceState.Offline).ToLookup(p => p.Account, StringComparer.Ordinal));
        (Facts, Rules, Credits, Zone) = (facts, rules, credits, FactsFolder.ZoneOf(facts));
        Staffing = new Staffing(facts, rules.Roles);
        Worktime = new Worktime(facts, Zone, rules.Month);
        LateTalks = new LateTalks(facts, rules.Month.TalkPause ?? Duration.Zero);
        PromotionDays = PromotionDaysOf(facts, rules.Month, Zone);
        var judging = new Judging(facts, Zone, rules, Staffing, Worktime, credits, asOf);
        Occurrences = judging.All();
        Open = judging.Open;
        ByMonth = Occurrences.ToLookup(o => o.Month);
        Ledger = new Ledger(facts, credits, Occurrences, Zone);
        var ruled = rules.Penalties.Where(p => p.Facts != PenaltyFacts.Complaints && p.Lacks is null).Select(p => p.Kind).ToHashSet(StringComparer.Ordinal);
        WithoutRule = facts.Incidents.Where(i => !string.IsNullOrEmpty(i.DecidedBy) && !ruled.Contains(i.Kind)).ToLookup(i => i.Person, StringComparer.Ordinal);
        scores = facts.Scores.Where(s => s.Value is not null).ToLookup(s => (s.Period, s.Kind, s.Person ?? string.Empty, string.IsNullOrEmpty(s.Person) ? s.Team ?? string.Empty : string.Empty));
        Targets = facts.Targets.ToLookup(t => (t.Period, t.Metric));
    }

    public FactSet Facts { get; }

    public PayRules Rules { get; }

    public CreditReport Credits { get; }

    public DateTimeZone Zone { get; }

    public Staffing Staffing { get; }

    public Worktime Worktime { get; }

    public LateTalks LateTalks { get; }

    /// <summary>The days that the book names, and those of the promotions whose kinds it names.</summary>
    public IReadOnlySet<LocalDate> PromotionDays { get; }

    public Ledger Ledger { get; }

    public IReadOnlyList<Occurrence> Occurrences { get; }

    public ILookup<YearMonth, Occurrence> ByMonth { get; }

    public IReadOnlyList<(YearMonth Month, string Kind, string Subject, string? Person, string Text)> Open { get; }

    /// <summary>Decided incidents of kinds that no penalty of the book names, by person.</summary>
    public ILookup<string, IncidentFact> WithoutRule { get; }

    public ILookup<(string Period, string Metric), TargetFact> Targets { get; }

    /// <summary>When an account was there: online, away or on hold.</summary>
    public IEnumerable<PresenceFact> PresentOf(string account) => present.Value[account];

    /// <summary>When an account was online.</summary>
    public IEnumerable<PresenceFact> OnlineOf(string account) => online.Value[account];

    public static string Period(YearMonth month) => $"{month.Year:D4}-{month.Month:D2}";

    /// <summary>A score of a person, else of the team, else of everybody.</summary>
    public Ratio? Score(YearMonth month, string kind, string? person, string? team)
    {
        var period = Period(month);
        var row = (person is null ? null : scores[(period, kind, person, string.Empty)].FirstOrDefault())
            ?? (team is null ? null : scores[(period, kind, string.Empty, team)].FirstOrDefault())
            ?? scores[(period, kind, string.Empty, string.Empty)].FirstOrDefault();
        return row?.Value is { } value ? Ratio.Of(value) : null;
    }

    public Ratio? Target(YearMonth month, string metric, string person, string? team)
    {
        var rows = Targets[(Period(month), metric)].Where(s => s.Value is not null).ToList();
        var row = rows.FirstOrDefault(t => t.Person == person) ?? rows.FirstOrDefault(t => string.IsNullOrEmpty(t.Person) && team is not null && t.Team == team)
            ?? rows.FirstOrDefault(t => string.IsNullOrEmpty(t.Person) && string.IsNullOrEmpty(t.Team));
        return row?.Value is { } value ? Ratio.Of(value) : null;
    }

    /// <summary>A metric of the month over all rows of a scope (several shops add up); null where nothing can be said.</summary>
    public Ratio? Metric(YearMonth month, string metric, string? set, string scope)
    {
        if (!metrics.TryGetValue(month, out var rows))
        {
            metrics[month] = rows = measure(month).ToLookup(r => (r.Metric, r.Scope.StartsWith("shop:", StringComparison.Ordinal) ? "shop" : r.Scope));
        }

        var found = rows[(metric, scope)].ToList();
        var wanted = set ?? (found.Exists(r => r.Set == "shop") ? "shop" : found.Select(r => r.Set).Order(StringComparer.Ordinal).FirstOrDefault());
        found.RemoveAll(r => r.Set != wanted);
        if (found.Count == 0 || found.Exists(r => r.Numerator is null && r.Denominator is not 0))
        {
            return null;
        }

        var numerator = found.Aggregate(Ratio.Zero, (sum, r) => sum + Ratio.Of(r.Numerator ?? 0));
        var scale = found[0].Unit is MetricUnit.Seconds or MetricUnit.Time ? Ratio.Of(NodaConstants.MillisecondsPerSecond) : Ratio.One;
        if (found.TrueForAll(r => r.Denominator is null))
        {
            return numerator / scale;
        }

        var denominator = found.Aggregate(Ratio.Zero, (sum, r) => sum + Ratio.Of(r.Denominator ?? 0));
        return denominator.IsZero ? null : numerator / denominator / scale;
    }

    private static HashSet<LocalDate> PromotionDaysOf(FactSet facts, MonthRules month, DateTimeZone zone)
    {
        var days = new HashSet<LocalDate>(month.PromotionDays);
        foreach (var promotion in facts.Promotions.Where(p => month.PromotionKinds.Contains("*", StringComparer.Ordinal) || month.PromotionKinds.Contains(p.Kind ?? string.Empty, StringComparer.Ordinal)))
        {
            if (promotion is { From: { } from, To: { } to } && to > from)
            {
                var last = (to - Duration.Epsilon).InZone(zone).Date;
                for (var day = from.InZone(zone).Date; day <= last; day = day.PlusDays(1))
                {
                    days.Add(day);
                }
            }
        }

        return days;
    }
}
