using Zhanggui.Orders.Elsewhere;
using Zhanggui.Orders.Import.Facts;
using Zhanggui.Orders.Store;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Import;

/// <summary>What speaks against a row beyond the row itself: the rest of the file, whose shop it is, whom it names.</summary>
internal sealed class RowJudge(Mapping mapping, FileCheck check, PersonNames? people, ShopCard? shop)
{
    public IReadOnlyList<RowProblem> Against(RowRead row, RowCells cells)
    {
        if (row.IsRefused)
        {
            return [.. cells.Problems];
        }

        if (row.Order is { } order && check.TwinOf(order.Key[0], row.Line) is { } other)
        {
            return [RowProblem.Twins(mapping.HeaderOf("orderId")!, other)];
        }

        if (row.Beside is { } told && mapping.Kind == ElsewhereReader.Orders && check.TwinOf(told.KeyText, row.Line) is { } twin)
        {
            return [RowProblem.TwoAgents(mapping.HeaderOf("agent")!, twin)];
        }

        if (shop is not null && check.OtherShop(cells, shop) is { } said)
        {
            return [RowProblem.OtherShop(said)];
        }

        if (row.Refund is { } refund && TableShape.Refunds.Person is { } by && refund.Values[by] is string named)
        {
            if (people?.Find(named) is not { } judge)
            {
                return [RowProblem.UnknownPerson(mapping.HeaderOf("decidedBy") ?? "decided_by", named)];
            }

            refund.Values[by] = judge.Value;
        }

        // A file of people is what says who the names in it are.
        return people is not null && row.Fact is { } fact && mapping.Kind != FactKinds.People && people.Resolve(FactKinds.Files[mapping.Kind], fact, mapping) is { } unknown ? [unknown] : [];
    }
}
