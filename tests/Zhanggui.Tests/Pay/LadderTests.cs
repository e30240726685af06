using NodaTime;

namespace Zhanggui.Tests.Pay;

/// <summary>The ladder proposes with its evidence; nobody is promoted by the program.</summary>
public sealed class LadderTests
{
    private static YearMonth M(string month) => PayTale.MonthOf(month);

    private static string? Of(PayTale tale, string month) => tale.Settle(M(month)).Decisions.SingleOrDefault(d => d.Kind.StartsWith("promotion", StringComparison.Ordinal)) is { } found
        ? $"{found.Kind} {(found.Text.Contains("2026-06-01", StringComparison.Ordinal) ? "2026-06-01" : "later")}" : null;

    // E-27: last mistake on 14 March, April and May clean, assessment passed: mid-level from 1 June.
    [Fact]
    public void Two_clean_months_and_the_assessment()
    {
        var tale = new PayTale().Person("anna", from: "2026-01-01").Incident("i", "anna", "list_late", "03-14");
        Of(tale, "2026-04").ShouldBeNull();
        Of(tale, "2026-05").ShouldBe("promotion_candidate later");

        tale.Score("anna", "mid-level", 1, "2026-05");
        Of(tale, "2026-04").ShouldBeNull();
        Of(tale, "2026-05").ShouldBe("promotion 2026-06-01");
    }

    [Fact]
    public void What_nobody_decided_and_what_is_exempt_or_tolerated_is_no_mistake()
    {
        var tale = new PayTale().Person("anna", from: "2026-03-01").Score("anna", "mid-level", 1, "2026-04").Sale("1", "anna", "10.00", "04-01")
            .Incident("a", "anna", "list_late", "04-14", by: null).Incident("b", "anna", "late", "04-15", value: 5).Incident("c", "anna", "not_followed_up", "04-16", order: "1").Chase("e", "1", "04-10");

        Of(tale, "2026-04").ShouldBe("promotion later");
        tale.Book += "pay:\n  switches: {tolerated_lateness_is_mistake: true}\n";
        Of(tale, "2026-04").ShouldBeNull();
    }

    // E-27: senior since 15 January 2023: not before 15 January 2024, so from 1 February.
    [Fact]
    public void A_full_year_as_senior()
    {
        var tale = new PayTale().Person("anna", "senior", from: "2023-01-15");

        Of(tale, "2023-12").ShouldBeNull();
        Of(tale, "2024-01").ShouldBe("promotion later");
        Of(tale.Incident("i", "anna", "list_late", "2023-11-20"), "2024-01").ShouldBeNull();
        Of(tale, "2024-02").ShouldBe("promotion later");
    }

    // LADD-06: 2 + 3 + 12 = 17 months, when every proposal is followed on the first day it can be.
    [Fact]
    public void The_shortest_path_is_seventeen_months()
    {
        var (grade, since, start) = ("junior", new LocalDate(2025, 1, 1), new LocalDate(2025, 1, 1));
        for (var month = M("2025-01"); grade != "customer-manager"; month = month.PlusMonths(1))
        {
            var tale = new PayTale().Person("anna", grade, from: since.ToString("uuuu'-'MM'-'dd", null)).Score("anna", "mid-level", 1, "2025-01").Score("anna", "senior", 1, "2025-01");
            var to = grade switch { "junior" => "mid-level", "mid-level" => "senior", _ => "customer-manager" };
            if (tale.Settle(month).Decisions.Any(d => d.Kind == "promotion" && d.Text.Contains($"晋升 {to}", StringComparison.Ordinal)))
            {
                (grade, since) = (to, month.OnDayOfMonth(1).PlusMonths(1));
            }
        }

        Period.Between(start, since, PeriodUnits.Months).Months.ShouldBe(17);
    }

    [Fact]
    public void Whoever_leaves_is_no_candidate() => Of(new PayTale().Person("anna", from: "2026-01-01", left: "2026-05-20").Score("anna", "mid-level", 1, "2026-04"), "2026-05").ShouldBeNull();
}
