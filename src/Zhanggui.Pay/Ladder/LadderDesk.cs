using NodaTime;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.Pay.Amounts;
using Zhanggui.Pay.Rules;
using Zhanggui.Pay.Settling;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay.Ladder;

/// <summary>The ladder of a shop: the steps of the book in force and where everybody stands.</summary>
internal sealed record ShopLadder(IReadOnlyList<LadderStep> Steps, YearMonth? Month, IReadOnlyDictionary<string, LadderState> People, IReadOnlyList<Promotion> Decisions);

/// <summary>Brings together the book, the month that was settled last, and the assessments that were passed since.</summary>
internal sealed class LadderDesk(Database database, FactsGatherer gatherer, IRuleBooks rules, TimeProvider clock)
{
    private static readonly HashSet<string> Scores = new([FactsFiles.Scores.Name], StringComparer.Ordinal);

    public async Task<ShopLadder> ReadAsync(ShopCard shop, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var steps = (await rules.EffectiveAsync(PaySection.Section, shop.Id, now, ct)).Rules.Ladder;
        await using var connection = await database.OpenAsync(ct);
        var decisions = await PromotionBook.ListAsync(connection, shop.Id, ct);
        if (await PromotionBook.StandingAsync(connection, shop.Id, ct) is not { } standing)
        {
            return new ShopLadder(steps, null, new Dictionary<string, LadderState>(StringComparer.Ordinal), decisions);
        }

        var scores = (await gatherer.GatherAsync(new FactsWanted { Organisation = shop.Organisation, Shop = shop.Id, From = now, To = now, Files = Scores }, ct)).Scores;
        var people = standing.People.ToDictionary(p => p.Person, p => LadderState.Of(p, standing.Month, kind => scores.Any(s =>
            s.Kind == kind && s.Person == p.Person && s.Value is { } value && Ratio.Of(value) >= (steps.FirstOrDefault(step => step.To == p.Next?.Grade)?.PassFrom ?? Ratio.One))), StringComparer.Ordinal);
        return new ShopLadder(steps, standing.Month, people, decisions);
    }
}
