using NodaTime;
using Zhanggui.Facts.Demo;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Tests.Pay;

/// <summary>A generated month of a shop, and what its people did wrong: every kind of mistake, decided or not, with and without exemption.</summary>
internal static class RandomMonth
{
    private static readonly string[] Kinds = ["late", "offline_on_shift", "list_late", "content_error", "not_verified", "note_not_as_required", "change_not_reported", "not_followed_up", "other_error", "private_chat", "contact_leaked", "unheard_of"];
    private static readonly string?[] Stages = ["before_production", "at_factory", "loss", null];
    private static readonly string?[] Upheld = ["yes", "no", null];

    public static FactSet Make(DemoScale scale, int seed, int mistakes = 60)
    {
        var facts = DemoMonth.Make(scale, PayTale.October, (ulong)seed);
        var random = new Random(seed);
        var agents = facts.People.Where(p => p.Role == "agent").Select(p => p.Person).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var paid = facts.Orders.Where(o => o.PaidAt is not null).OrderBy(o => o.OrderId, StringComparer.Ordinal).ToList();
        var incidents = new List<IncidentFact>(facts.Incidents);
        var (chases, complaints, costs) = (new List<OrderEventFact>(facts.OrderEvents), new List<ComplaintFact>(), new List<CostFact>());
        for (var i = 0; i < mistakes; i++)
        {
            var order = paid[random.Next(paid.Count)];
            var at = order.PaidAt!.Value + Duration.FromMinutes(random.Next(1, 20_000));
            incidents.Add(new IncidentFact
            {
                Id = $"x{i:000}",
                At = at,
                Person = agents[random.Next(agents.Count)],
                Kind = Kinds[random.Next(Kinds.Length)],
                OrderId = random.Next(6) == 0 ? null : order.OrderId,
                Stage = Stages[random.Next(Stages.Length)],
                Value = random.Next(5) == 0 ? null : random.Next(1, 25),
                Loss = random.Next(3) == 0 ? null : new Fen(random.Next(0, 90_000)),
                DecidedBy = random.Next(5) == 0 ? null : "boss",
                ExemptionRefused = random.Next(4) == 0 ? "与本单无关" : null,
            });
            if (random.Next(3) == 0)
            {
                chases.Add(new OrderEventFact { Id = $"xc{i:000}", OrderId = order.OrderId, At = at + Duration.FromMinutes(random.Next(-300, 300)), Event = "chased_internal", Detail = "phone" });
            }

            if (random.Next(3) == 0)
            {
                complaints.Add(new ComplaintFact { Id = $"xk{i:000}", At = at, Account = facts.Accounts[random.Next(facts.Accounts.Count)].Account, Cause = "service", Upheld = Upheld[random.Next(3)] is { } u ? u == "yes" : null, DecidedBy = "boss" });
                costs.Add(new CostFact { Id = $"xt{i:000}", At = at, Person = agents[random.Next(agents.Count)], Amount = new Fen(random.Next(0, 30_000)), Responsible = random.Next(2) == 0 ? "agent" : "courier", DecidedBy = random.Next(4) == 0 ? null : "boss" });
            }
        }

        return facts with
        {
            Incidents = incidents,
            OrderEvents = chases,
            Complaints = complaints,
            Costs = costs,
            Scores = [.. facts.Scores.Where(s => s.Person is null || s.Person != agents[0])],
            Missing = new HashSet<string>(StringComparer.Ordinal),
        };
    }

    public static FactSet Shuffled(FactSet facts, int seed)
    {
        var random = new Random(seed);
        return facts with
        {
            People = Mixed(facts.People),
            Accounts = Mixed(facts.Accounts),
            Presence = Mixed(facts.Presence),
            Messages = Mixed(facts.Messages),
            Orders = Mixed(facts.Orders),
            OrderLines = Mixed(facts.OrderLines),
            OrderEvents = Mixed(facts.OrderEvents),
            Refunds = Mixed(facts.Refunds),
            Reviews = Mixed(facts.Reviews),
            Roster = Mixed(facts.Roster),
            Leave = Mixed(facts.Leave),
            Incidents = Mixed(facts.Incidents),
            Complaints = Mixed(facts.Complaints),
            Costs = Mixed(facts.Costs),
            Scores = Mixed(facts.Scores),
            ClosedLines = Mixed(facts.ClosedLines),
            Shops = Mixed(facts.Shops),
        };

        IReadOnlyList<T> Mixed<T>(IReadOnlyList<T> rows) => [.. rows.OrderBy(_ => random.Next())];
    }
}
