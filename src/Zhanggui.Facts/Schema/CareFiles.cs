using Zhanggui.Facts.Records;

namespace Zhanggui.Facts.Schema;

/// <summary>The files about mistakes, complaints, costs and promises.</summary>
internal static class CareFiles
{
    public static FactsFile<IncidentFact> Incidents { get; } = new FactsFile<IncidentFact>(
        "incidents.csv",
        [
            FactsColumn<IncidentFact>.Id("id", i => i.Id).Required,
            FactsColumn<IncidentFact>.At("at", i => i.At).Required,
            FactsColumn<IncidentFact>.Id("person", i => i.Person).Required,
            FactsColumn<IncidentFact>.Id("kind", i => i.Kind).Required,
            FactsColumn<IncidentFact>.Id("order_id", i => i.OrderId),
            FactsColumn<IncidentFact>.Choice("stage", i => i.Stage, "before_production", "at_factory", "loss", IncidentFact.Dropped),
            FactsColumn<IncidentFact>.Number("value", i => i.Value),
            FactsColumn<IncidentFact>.Money("loss", i => i.Loss),
            FactsColumn<IncidentFact>.Text("note", i => i.Note),
            FactsColumn<IncidentFact>.Id("decided_by", i => i.DecidedBy),
            FactsColumn<IncidentFact>.Text("exemption_refused", i => i.ExemptionRefused),
        ],
        r => new IncidentFact
        {
            Id = r.OwnId(0),
            At = r.At(1) ?? default,
            Person = r.NeedId(2),
            Kind = r.NeedId(3),
            OrderId = r.Id(4),
            Stage = r.Choice(5),
            Value = r.Number(6),
            Loss = r.Money(7),
            Note = r.Text(8),
            DecidedBy = r.Id(9),
            ExemptionRefused = r.Text(10),
        },
        f => f.Incidents,
        (f, rows) => f with { Incidents = rows }).Key("id");

    public static FactsFile<ComplaintFact> Complaints { get; } = new FactsFile<ComplaintFact>(
        "complaints.csv",
        [
            FactsColumn<ComplaintFact>.Id("id", c => c.Id).Required,
            FactsColumn<ComplaintFact>.At("at", c => c.At).Required,
            FactsColumn<ComplaintFact>.Id("shop", c => c.Shop),
            FactsColumn<ComplaintFact>.Id("buyer", c => c.Buyer),
            FactsColumn<ComplaintFact>.Id("account", c => c.Account),
            FactsColumn<ComplaintFact>.Text("cause", c => c.Cause),
            FactsColumn<ComplaintFact>.YesNo("upheld", c => c.Upheld),
            FactsColumn<ComplaintFact>.Id("decided_by", c => c.DecidedBy),
        ],
        r => new ComplaintFact { Id = r.OwnId(0), At = r.At(1) ?? default, Shop = r.Id(2), Buyer = r.Id(3), Account = r.Id(4), Cause = r.Text(5), Upheld = r.YesNo(6), DecidedBy = r.Id(7) },
        f => f.Complaints,
        (f, rows) => f with { Complaints = rows }).Key("id");

    public static FactsFile<CostFact> Costs { get; } = new FactsFile<CostFact>(
        "costs.csv",
        [
            FactsColumn<CostFact>.Id("id", c => c.Id).Required,
            FactsColumn<CostFact>.At("at", c => c.At).Required,
            FactsColumn<CostFact>.Id("order_id", c => c.OrderId),
            FactsColumn<CostFact>.Id("kind", c => c.Kind),
            FactsColumn<CostFact>.Money("amount", c => c.Amount),
            FactsColumn<CostFact>.Choice("responsible", c => c.Responsible, OrderFiles.Responsible),
            FactsColumn<CostFact>.Id("person", c => c.Person),
            FactsColumn<CostFact>.Id("decided_by", c => c.DecidedBy),
        ],
        r => new CostFact { Id = r.OwnId(0), At = r.At(1) ?? default, OrderId = r.Id(2), Kind = r.Id(3), Amount = r.Money(4), Responsible = r.Choice(5), Person = r.Id(6), DecidedBy = r.Id(7) },
        f => f.Costs,
        (f, rows) => f with { Costs = rows }).Key("id");

    public static FactsFile<PromiseFact> Promises { get; } = new FactsFile<PromiseFact>(
        "promises.csv",
        [
            FactsColumn<PromiseFact>.Id("id", p => p.Id).Required,
            FactsColumn<PromiseFact>.At("at", p => p.At).Required,
            FactsColumn<PromiseFact>.Id("person", p => p.Person),
            FactsColumn<PromiseFact>.Id("buyer", p => p.Buyer),
            FactsColumn<PromiseFact>.Id("order_id", p => p.OrderId),
            FactsColumn<PromiseFact>.Id("message_id", p => p.MessageId),
            FactsColumn<PromiseFact>.Text("what", p => p.What),
            FactsColumn<PromiseFact>.At("due_at", p => p.DueAt),
            FactsColumn<PromiseFact>.At("ended_at", p => p.EndedAt),
            FactsColumn<PromiseFact>.Choice("outcome", p => p.Outcome, "kept", "broken", "withdrawn"),
        ],
        r => new PromiseFact
        {
            Id = r.OwnId(0),
            At = r.At(1) ?? default,
            Person = r.Id(2),
            Buyer = r.Id(3),
            OrderId = r.Id(4),
            MessageId = r.Id(5),
            What = r.Text(6),
            DueAt = r.At(7),
            EndedAt = r.At(8),
            Outcome = r.Choice(9),
        },
        f => f.Promises,
        (f, rows) => f with { Promises = rows }).Key("id");
}
