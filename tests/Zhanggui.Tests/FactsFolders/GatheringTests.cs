using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Tests.FactsFolders;

public sealed class GatheringTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 10, 8, 1, 0);
    private static readonly FactsWanted October = new() { Organisation = default, Shop = new ShopId(Guid.CreateVersion7()), From = At, To = At + Duration.FromDays(1) };

    /// <summary>A mistake that a file brought moves to the room that decides it while facts are gathered: it counts once, whoever is registered first.</summary>
    [Theory, InlineData(true), InlineData(false)]
    public async Task Row_that_is_handed_over_meanwhile_counts_once(bool isOwnerFirst)
    {
        var row = new IncidentFact { Id = "i1", At = At, Person = "anna", Kind = "late" };
        var asked = 0; // it moves between the first question and the second
        var brought = new Source(hands: true, () => asked++ == 0 ? row : null);
        var owner = new Source(hands: false, () => asked++ == 0 ? null : row);

        var facts = await new FactsGatherer(isOwnerFirst ? [owner, brought] : [brought, owner]).GatherAsync(October, CancellationToken.None);

        facts.Incidents.Select(i => i.Id).ShouldBe(["i1"]);
    }

    private sealed class Source(bool hands, Func<IncidentFact?> row) : IFactsSource
    {
        public bool HandsOver => hands;

        public Task GiveAsync(FactsWanted wanted, IFactsSink sink, CancellationToken ct)
        {
            if (row() is { } given)
            {
                sink.Add(FactsFiles.Incidents, given);
            }

            return Task.CompletedTask;
        }
    }
}
