using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Demo;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Tests.FactsFolders;

public sealed class DemoMonthTests
{
    private static readonly YearMonth October = new(2026, 10);

    [Theory]
    [InlineData(1UL, 2026, 10)]
    [InlineData(2UL, 2026, 2)]
    [InlineData(3UL, 2028, 2)]
    [InlineData(ulong.MaxValue, 2026, 12)]
    public void A_month_reads_back_without_problems_and_equal(ulong seed, int year, int month)
    {
        var folder = Make(DemoScale.Tiny, new YearMonth(year, month), seed, out var counts, out var digest);
        var made = DemoMonth.Make(DemoScale.Tiny, new YearMonth(year, month), seed);

        var reading = FactsFolder.Read(folder);

        reading.Problems.ShouldBeEmpty();
        FactsFiles.All.Where(f => f.Count(reading.Facts) > 0).ToDictionary(f => f.Name, f => (long)f.Count(reading.Facts)).ShouldBe(counts, ignoreOrder: true);
        FullFacts.Rows(reading.Facts).ShouldBe(FullFacts.Rows(made));
        FactsDigest.Of(reading.Facts).ShouldBe(digest);
        var again = FactsFolderTests.Folder();
        FactsFolder.Write(reading.Facts, again);
        foreach (var file in Directory.GetFiles(folder))
        {
            File.ReadAllBytes(Path.Combine(again, Path.GetFileName(file))).SequenceEqual(File.ReadAllBytes(file)).ShouldBeTrue(file);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        Make(DemoScale.Tiny, October, 5, out _, out var one);
        Make(DemoScale.Tiny, October, 5, out _, out var two);
        Make(DemoScale.Tiny, October, 6, out _, out var three);

        two.ShouldBe(one);
        three.ShouldNotBe(one);
        one.ShouldBe("f9baa14d399f6b2d4789067c0714fa886309594c1204fe3ac7994c37e24d56ed"); // a change of this digest is a change of every demo, test and benchmark that stands on the generator
    }

    [Fact]
    public void The_numbers_behind_chance_never_change()
    {
        var random = new DemoRandom(1);

        Enumerable.Range(0, 6).Select(_ => random.Next(1000)).ShouldBe([702, 520, 574, 391, 697, 143]); // as an independent implementation of xoshiro256** gives them
    }

    [Fact]
    public void A_month_of_size_S_is_plausible()
    {
        var facts = DemoMonth.Make(DemoScale.S, October, 1);
        var paid = facts.Orders.Where(o => o.PaidAt is not null).ToList();
        var talkers = facts.Messages.Where(m => m.Sender is SenderKind.Agent or SenderKind.AssistBot).Select(m => m.Buyer).ToHashSet(StringComparer.Ordinal);
        var askers = facts.Messages.Where(m => m.Sender == SenderKind.Buyer).Select(m => m.Buyer).ToHashSet(StringComparer.Ordinal);
        var buyers = paid.Select(o => o.Buyer).ToHashSet(StringComparer.Ordinal);

        (facts.Messages.Count / 31).ShouldBeInRange(12_000, 24_000); // about 40 % of the tier's peak of 40 k
        (facts.Orders.Count / 31).ShouldBeInRange(600, 1_100); // of 2 k
        Share(askers.Count(buyers.Contains), askers.Count).ShouldBeInRange(300, 600);
        Share(paid.Count(o => !talkers.Contains(o.Buyer)), paid.Count).ShouldBeInRange(200, 400);
        Share(facts.Refunds.Count(r => r.SucceededAt is not null), paid.Count).ShouldBeInRange(50, 150);
        facts.Messages.GroupBy(m => m.SentAt!.Value.InZone(FactsFolder.DefaultZone).Date).Max(g => g.Count()).ShouldBeInRange(30_000, 55_000);
    }

    [Fact]
    public void A_month_has_what_attribution_must_decide()
    {
        var facts = DemoMonth.Make(DemoScale.Tiny with { PeakBuyers = 1_500 }, October, 1);
        var numbers = facts.People.Select(p => p.StaffNo!).ToHashSet(StringComparer.Ordinal);
        var orders = facts.Orders.ToDictionary(o => o.OrderId, StringComparer.Ordinal);
        Func<OrderFact, int> count = o => numbers.Count(n => o.Note?.Contains(n, StringComparison.Ordinal) == true);

        facts.Accounts.GroupBy(a => a.Account, StringComparer.Ordinal).ShouldContain(g => g.Select(a => a.Person).Distinct().Count() > 1); // used by another during leave
        facts.People.ShouldContain(p => p.LeftOn != null && p.LeftOn < new LocalDate(2026, 10, 31));
        facts.People.ShouldContain(p => p.HiredOn > new LocalDate(2026, 10, 1));
        facts.People.GroupBy(p => p.Person, StringComparer.Ordinal).ShouldContain(g => g.Count() > 1); // a new grade
        facts.Orders.ShouldContain(o => count(o) == 1);
        facts.Orders.ShouldContain(o => count(o) == 2);
        facts.Orders.ShouldContain(o => o.Note != null && o.Note.Contains("6999", StringComparison.Ordinal));
        facts.Orders.ShouldContain(o => o.Note != null && o.Note.Contains("**,", StringComparison.Ordinal) && o.Note.Contains("米*", StringComparison.Ordinal) && count(o) == 0);
        facts.Orders.ShouldContain(o => o.Status == OrderStatus.Closed && o.PaidAt == null);
        var chases = facts.Orders.Where(o => o.ReorderedFrom is not null).Select(o => (New: o, Old: orders[o.ReorderedFrom!], Flag: facts.OrderEvents.First(e => e.OrderId == o.OrderId && e.Event == "flagged"))).ToList();
        chases.ShouldContain(c => c.Flag.At - c.Old.PlacedAt!.Value > Duration.FromHours(24));
        chases.ShouldContain(c => c.Flag.At - c.Old.PlacedAt!.Value <= Duration.FromHours(24));
        facts.Refunds.ShouldContain(r => r.Amount < orders[r.OrderId].Paid);
        facts.Refunds.ShouldContain(r => r.Responsible == null && r.SucceededAt != null);
        facts.Refunds.ShouldContain(r => r.Line != null);
        facts.Refunds.ShouldAllBe(r => r.Amount <= orders[r.OrderId].Paid);
        facts.Reviews.ShouldContain(r => r.Rating == "bad" && r.ChangedTo == "good");
        facts.Messages.Select(m => m.Sender).Distinct().Count().ShouldBe(6); // all but system
        facts.Filters.Select(f => f.Kind).Distinct().Order().ShouldBe(["brushing", "spam", "team_member"]);
        facts.Transfers.ShouldNotBeEmpty();
        facts.Presence.Select(p => p.State).Distinct().Count().ShouldBe(4);
        facts.Incidents.ShouldContain(i => i.Kind == "late" && i.DecidedBy == null);
        facts.Messages.GroupBy(m => m.Buyer, StringComparer.Ordinal).ShouldContain(g => g.Where(m => m.Sender == SenderKind.Agent).Select(m => m.Account).Distinct().Count() > 1);
    }

    [Fact]
    public void Lines_add_up_to_their_order()
    {
        var facts = DemoMonth.Make(DemoScale.Tiny, October, 9);
        var lines = facts.OrderLines.ToLookup(l => l.OrderId, StringComparer.Ordinal);

        foreach (var order in facts.Orders)
        {
            Sum(lines[order.OrderId].Select(l => l.Amount!.Value)).ShouldBe(order.Amount!.Value - order.Postage!.Value);
            Sum(lines[order.OrderId].Select(l => l.Paid!.Value)).ShouldBe(order.Paid == Fen.Zero ? Fen.Zero : order.Paid!.Value - order.Postage.Value);
        }
    }

    [Fact]
    public void Presence_of_an_account_has_neither_holes_nor_overlaps()
    {
        var facts = DemoMonth.Make(DemoScale.Tiny, October, 9);
        foreach (var account in facts.Presence.GroupBy(p => p.Account, StringComparer.Ordinal))
        {
            var rows = account.OrderBy(p => p.From).ToList();
            rows.Zip(rows.Skip(1)).ShouldAllBe(pair => pair.First.To == pair.Second.From);
            rows[^1].To.ShouldBeNull();
        }
    }

    [Fact]
    public void Who_speaks_for_an_account_is_the_one_who_has_it_then()
    {
        var facts = DemoMonth.Make(DemoScale.Tiny, October, 4);
        var accounts = facts.Accounts.ToLookup(a => a.Account, StringComparer.Ordinal);

        facts.Messages.Where(m => m.Sender == SenderKind.Agent)
            .Count(m => accounts[m.Account!].Count(a => a.From <= m.SentAt && (a.To is null || m.SentAt < a.To)) != 1)
            .ShouldBe(0);
    }

    private static int Share(int part, int whole) => part * 1_000 / whole;

    private static Fen Sum(IEnumerable<Fen> amounts) => amounts.Aggregate(Fen.Zero, (a, b) => a + b);

    private static string Make(DemoScale scale, YearMonth month, ulong seed, out IReadOnlyDictionary<string, long> counts, out string digest)
    {
        var folder = FactsFolderTests.Folder();
        using var writer = new FactsFolderWriter(folder, FactsFolder.DefaultZone);
        DemoMonth.Write(scale, month, seed, writer);
        (counts, digest) = writer.Close();
        return folder;
    }
}
