using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Schema;
using Zhanggui.Orders.Store;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Orders.Import.Facts;

/// <summary>Gives promotions and policies to Shop; what it does not take goes over to the chunk's refused rows.</summary>
internal sealed class OffersWriter(IOffersIntake offers, ImportRecord import)
{
    public async Task<UpsertCounts> WriteAsync(Chunk chunk, FactsFile file, IReadOnlyList<FactRow> rows, CancellationToken ct)
    {
        var (promotions, policies) = (new List<PromotionFileRow>(), new List<PolicyFileRow>());
        foreach (var row in rows)
        {
            var read = new FactSetBuilder();
            file.Give(read, row.Cells, DateTimeZone.Utc, _ => { });
            var (facts, more) = (read.Build(), row.Unknown is null ? null : UnknownCells.Read(row.Unknown));
            promotions.AddRange(facts.Promotions.Select(p => new PromotionFileRow(p.Promotion, p.From, p.To, p.Items, p.Kind, p.Value, p.Gift, more)));
            policies.AddRange(facts.Policies.Select(p => new PolicyFileRow(p.Policy, p.Topic, p.From, p.To, p.Scope, p.Text, p.NotToSay, more)));
        }

        var taken = import.Mapping!.Kind == FactKinds.Promotions
            ? await offers.TakePromotionsAsync(import.Shop, promotions, import.UploadedBy, ct)
            : await offers.TakePoliciesAsync(import.Shop, policies, import.UploadedBy, ct);
        foreach (var (place, refused) in taken.Refused)
        {
            chunk.Withdraw(rows[place], RowProblem.Fact(refused.Code, refused.Field, refused.Zh, refused.En));
        }

        return new UpsertCounts(taken.Counts.New, taken.Counts.Changed, taken.Counts.Unchanged);
    }
}
