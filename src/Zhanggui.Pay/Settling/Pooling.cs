using System.Numerics;
using NodaTime;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Amounts;
using Zhanggui.Pay.Formulas;
using Zhanggui.Pay.Rules;

namespace Zhanggui.Pay.Settling;

/// <summary>A pool: reckoned and rounded once for the shop or each team, then split among its agents so that no fen is lost; spare fen go by person id.</summary>
internal sealed class Pooling(MonthRun run, ComponentRule rule)
{
    public IReadOnlyDictionary<string, PayLine> Shares()
    {
        var shares = new Dictionary<string, PayLine>(StringComparer.Ordinal);
        var sharers = run.People.Where(p => p.IsAgent && MonthRun.IsFor(rule, p) && IsIn(p)).ToList();
        foreach (var group in sharers.GroupBy(p => rule.IsAmongTeam ? p.Team ?? string.Empty : string.Empty, StringComparer.Ordinal))
        {
            Share([.. group], shares);
        }

        return shares;
    }

    private bool IsIn(PersonMonth person) => rule.When is not { } when || when.Value(new PersonScope(run.Given, person, run)) is { IsZero: false };

    private void Share(List<PersonMonth> members, Dictionary<string, PayLine> shares)
    {
        var scope = new PoolScope(run, members, rule.IsAmongTeam);
        if (rule.Of!.Value(scope) is not { } of || (rule.Factor is { } factor ? factor.Value(scope) : Ratio.One) is not { } times)
        {
            run.Decisions.Add("no_value", $"pay.components.{rule.Id}", null, $"「{rule.Name}」没法算，没有金额。");
            return;
        }

        var rate = rule.Rate!.Value;
        var total = Bounded(of * rate.Value * times).Round();
        var facts = PayLine.Once(scope.Touched);
        var sums = new Fen[members.Count];
        var parts = total.Split(Whole([.. rule.Split.Select(s => s.Share)]));
        string? share = null;
        foreach (var (part, amount) in rule.Split.Zip(parts))
        {
            var weights = Weights(part, members);
            var split = amount.Split(weights);
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += split[i];
            }

            share = rule.Split.Count == 1 && part.By == "even" ? new Ratio(1, members.Count).ToFraction() : null;
        }

        var said = $"共 {total} 元（{new Amount(rule.Of.Kind, of)} × {(rate.Kind == AmountKind.Money ? rate + " 元" : Amount.Percent(rate.Value))}），{members.Count} 人{string.Join("、", rule.Split.Select(Words))}";
        for (var i = 0; i < members.Count; i++)
        {
            shares[members[i].Person] = new PayLine(rule.Id, sums[i], CountsAs.Pay, $"pay.components.{rule.Id}", $"{rule.Name}：{said}，得 {sums[i]} 元。")
            {
                Quantity = total.ToString(),
                Rate = share,
                Facts = facts,
            };
        }
    }

    private Ratio Bounded(Ratio value)
    {
        var floored = rule.Floor is { } floor ? Ratio.Max(value, Ratio.Of(floor)) : value;
        return rule.Cap is { } cap ? Ratio.Min(floored, Ratio.Of(cap)) : floored;
    }

    /// <summary>With no weight at all the part is split evenly.</summary>
    private long[] Weights(PoolPart part, List<PersonMonth> members)
    {
        var weights = Whole([.. members.Select(m => Weight(part.By, m))]);
        return weights.Any(w => w != 0) ? weights : [.. Enumerable.Repeat(1L, members.Count)];
    }

    private Ratio Weight(string by, PersonMonth member)
    {
        switch (by)
        {
            case "even":
                return Ratio.One;
            case "sales":
                return Ratio.Of(run.Given.Ledger.Own(member.Person, run.Month).Base);
            case "hours":
                return Ratio.Of(SecondsOnline(member.Person));
            default:
                var kind = by["score:".Length..];
                if (run.Given.Score(run.Month, kind, member.Person, member.Team) is { Sign: >= 0 } score)
                {
                    return score;
                }

                run.Decisions.Add("score_missing", $"scores:{PayCase.Period(run.Month)}/{kind}", member.Person, $"{member.Person} 没有「{kind}」评分，「{rule.Name}」里按评分分的部分先按 0 分算。");
                return Ratio.Zero;
        }
    }

    private long SecondsOnline(string person)
    {
        var zone = run.Given.Zone;
        var (from, to) = (zone.AtStartOfDay(run.Month.OnDayOfMonth(1)).ToInstant(), zone.AtStartOfDay(run.Month.OnDayOfMonth(1).PlusMonths(1)).ToInstant());
        return run.Given.Staffing.AccountsOf(person).Sum(held => run.Given.OnlineOf(held.Account).Sum(p =>
        {
            var (start, end) = (Instant.Max(Instant.Max(p.From, held.From ?? from), from), Instant.Min(Instant.Min(p.To ?? to, held.To ?? to), to));
            return end > start ? (end - start).BclCompatibleTicks / NodaConstants.TicksPerSecond : 0;
        }));
    }

    /// <summary>The same weights as whole numbers.</summary>
    private static long[] Whole(IReadOnlyList<Ratio> weights)
    {
        var common = weights.Aggregate(BigInteger.One, (all, w) => all * w.Denominator / BigInteger.GreatestCommonDivisor(all, w.Denominator));
        return [.. weights.Select(w => (long)(w.Numerator * common / w.Denominator))];
    }

    private static string Words(PoolPart part) => (part.Share == Ratio.One ? string.Empty : $"{part.Share.ToFraction()} ") + part.By switch
    {
        "even" => "平分",
        "hours" => "按在线时长分",
        "sales" => "按业绩分",
        _ => $"按评分「{part.By["score:".Length..]}」分",
    };

    /// <summary>The values of a pool: of the shop, or of the people of one team.</summary>
    private sealed class PoolScope(MonthRun run, List<PersonMonth> members, bool isTeam) : IScope
    {
        public List<FactList> Touched { get; } = [];

        public Ratio? Figure(string name)
        {
            switch (name)
            {
                case "heads":
                    return Ratio.Of(members.Count);
                case "credited_sales" when isTeam:
                    return Sum(s => s.Sold);
                case "credited_base" when isTeam:
                    return Sum(s => s.Base);
                case "silent_sales" or "silent_base":
                    var silent = run.Given.Ledger.Silent(run.Month);
                    Touched.Add(new(silent.OrderFacts, IsInOrder: true));
                    if (name == "silent_base" && silent.Removals.Count > 0)
                    {
                        Touched.Add(new([.. silent.Removals.Select(r => r.Subject)]));
                    }

                    return run.Figure(name);
                default:
                    return run.Figure(name);
            }
        }

        public Ratio? Score(string kind, Ratio? whenMissing) => whenMissing;

        public Ratio? Target(string metric) => null;

        public Ratio? Metric(string metric, string? set, string of) => run.Given.Metric(run.Month, metric, set, "shop");

        public Ratio Incidents(IReadOnlyList<string> kinds) => Ratio.Zero;

        public Ratio LeaveDays(IReadOnlyList<string> kinds) => Ratio.Zero;

        public Ratio Line(string component) => Ratio.Zero;

        public bool IsGrade(IReadOnlyList<string> grades) => false;

        private Ratio Sum(Func<SalesMonth, Fen> of) => Ratio.Of(members.Aggregate(Fen.Zero, (sum, m) => sum + of(run.Given.Ledger.Own(m.Person, run.Month))));
    }
}
