using Zhanggui.Bench.Harness;
using Zhanggui.Bench.Machinery;

// Each of these runs server processes of its own under load; side by side they would only measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Zhanggui.StressTests;

/// <summary>
/// Short versions of the trials of <c>bench/run</c>: real server processes, killed, cut off and starved under load.
/// The long versions and their results stand in docs/reliability.md.
/// </summary>
public sealed class StressTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task An_acknowledged_message_survives_kills_at_any_moment_once_and_in_order(string db)
    {
        SkipWithoutPostgres(db);
        Judge(await Trial.KillAsync(db, rounds: 4, visitors: 6, agents: 2));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Every_client_converges_after_its_line_was_cut_in_every_way(string db)
    {
        SkipWithoutPostgres(db);
        Judge(await Trial.CutsAsync(db, cuts: 4, visitors: 4, agents: 2));
    }

    [Fact]
    public async Task Two_processes_serve_one_shop_and_either_may_be_killed()
    {
        SkipWithoutPostgres("postgres");
        Judge(await Trial.PairAsync(kills: 2, visitors: 6, agents: 2));
    }

    [Theory]
    [InlineData("haproxy")]
    [InlineData("nginx")]
    public async Task Behind_the_sample_of_a_proxy_either_process_may_be_killed_and_only_the_proxy_is_believed(string kind)
    {
        var result = await ProxyTrial.RunAsync(kind);
        Assert.SkipWhen(result is null, $"{kind} or PostgreSQL is not installed.");
        Judge(result);
    }

    [Fact]
    public async Task The_house_goes_on_by_itself_when_its_database_comes_back()
    {
        SkipWithoutPostgres("postgres");
        Judge(await Hardships.DatabaseGoneAsync(times: 2, away: TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public async Task A_full_disk_refuses_and_loses_nothing()
    {
        var result = await Hardships.DiskFullAsync();
        Assert.SkipWhen(result is null, "A small memory disk cannot be mounted here (it needs root).");
        Judge(result);
    }

    [Fact]
    public async Task Who_never_reads_harms_nobody() => Judge(await Hardships.SlowAsync(slow: 5, TimeSpan.FromSeconds(5)));

    [Fact]
    public async Task A_jumping_clock_changes_no_order_and_signs_nobody_out() => Judge(await ClockJump.RunAsync());

    [Fact]
    public async Task Hundreds_of_idle_visitors_cost_little_and_stay_connected()
    {
        var figures = await Bench.Runs.IdleRun.MeasureAsync(count: 300, rest: TimeSpan.FromSeconds(2), postgres: null, output.WriteLine);
        output.WriteLine(figures.ToString());
        figures.StillThere.ShouldBe(300);
        (figures.Resident - figures.Empty).ShouldBeLessThan(150L << 20);
    }

    private static void SkipWithoutPostgres(string db) =>
        Assert.SkipWhen(db == "postgres" && !ThrowawayPostgres.Installed, "PostgreSQL is not installed.");

    private void Judge(TrialResult result)
    {
        output.WriteLine(result.ToString());
        result.IsClean.ShouldBeTrue(result.ToString());
    }
}
