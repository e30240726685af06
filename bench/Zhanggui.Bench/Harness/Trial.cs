using System.Diagnostics;
using Zhanggui.Bench.Machinery;

namespace Zhanggui.Bench.Harness;

/// <summary>What a trial came to; a clean one has no faults and a clean doctor.</summary>
internal sealed record TrialResult(string Name, Verdict Verdict, IReadOnlyCollection<string> Faults, bool Settled, IReadOnlyList<string> Findings, TimeSpan Took, string Detail)
{
    public bool IsClean => Settled && Verdict.IsClean && Faults.Count == 0 && Findings.Count == 0;

    public override string ToString()
    {
        var text = $"{Name}: {(IsClean ? "clean" : "NOT CLEAN")} in {Took.TotalSeconds:F0} s; {Detail}\n  {Verdict}; everybody {(Settled ? "converged" : "did NOT converge")}; doctor: {Findings.Count} findings";
        return Faults.Concat(Findings).Aggregate(text, (all, fault) => all + "\n  ! " + fault);
    }
}

/// <summary>The trials: each starts real server processes under load, hurts them, and judges.</summary>
internal static class Trial
{
    /// <summary>SIGKILL at random moments, start again, so many times.</summary>
    public static async Task<TrialResult> KillAsync(string db, int rounds, int visitors = 8, int agents = 3, Action<string>? tell = null, TimeSpan? atMost = null)
    {
        var started = Stopwatch.GetTimestamp();
        await using var postgres = db == "postgres" ? await ThrowawayPostgres.StartAsync() : null;
        await using var stage = await Stage.OpenAsync(postgres is null ? null : await postgres.CreateDatabaseAsync(), agents);
        await using var house = stage.House();
        await house.StartAsync();
        var address = new Uri(house.Url + "/");
        var kills = 0;
        await using var talk = await Talk.OpenAsync(stage, _ => address, visitors, agents);
        talk.Start(TimeSpan.FromMilliseconds(40));
        for (var round = 1; round <= rounds && (atMost is null || Stopwatch.GetElapsedTime(started) < atMost); round++)
        {
            kills = round;
            await MomentAsync(talk, round);
            await house.KillAsync();
            await house.StartAsync();
            if (round % 50 == 0)
            {
                tell?.Invoke($"{db}: {round} kills, {talk.Ledger.Count:N0} sent, {talk.Ledger.Acknowledged:N0} acknowledged, {talk.Ledger.Resent:N0} sent again, {talk.Ledger.Faults.Count} faults, {Stopwatch.GetElapsedTime(started).TotalMinutes:F1} min");
            }
        }

        return await FinishAsync($"kill -9 x {kills} ({db})", stage, talk, started, $"{visitors} visitors, {agents} agents, {talk.Visitors.Sum(v => v.Connects) + talk.Agents.Sum(a => a.Connects):N0} connections made", [house]);
    }

    /// <summary>Every client's own line is cut so many times, in every way a line can be.</summary>
    public static async Task<TrialResult> CutsAsync(string db, int cuts, int visitors = 6, int agents = 3)
    {
        var started = Stopwatch.GetTimestamp();
        await using var postgres = db == "postgres" ? await ThrowawayPostgres.StartAsync() : null;
        await using var stage = await Stage.OpenAsync(postgres is null ? null : await postgres.CreateDatabaseAsync(), agents);
        await using var house = stage.House();
        await house.StartAsync();
        var lines = Enumerable.Range(0, visitors + agents).Select(_ => new TcpProxy(house.Port)).ToList();
        try
        {
            await using var talk = await Talk.OpenAsync(stage, i => lines[i].Address, visitors, agents, TimeSpan.FromSeconds(1.6));
            talk.Start(TimeSpan.FromMilliseconds(60));
            var kinds = new int[Enum.GetValues<Cut>().Length];
            await Task.WhenAll(lines.Select(async line =>
            {
                for (var i = 0; i < cuts; i++)
                {
                    await Task.Delay(Random.Shared.Next(50, 700));
                    var how = (Cut)(i % kinds.Length);
                    while (line.CutAll(how, TimeSpan.FromMilliseconds(Random.Shared.Next(200, 3000))) == 0)
                    {
                        await Task.Delay(20); // a cut counts only if there was a line
                    }

                    Interlocked.Increment(ref kinds[(int)how]);
                    if (i % 10 == 9)
                    {
                        line.IsDown = true;
                        await Task.Delay(Random.Shared.Next(200, 3000));
                        line.IsDown = false;
                    }
                }
            }));
            var told = string.Join(", ", Enum.GetValues<Cut>().Select(c => $"{kinds[(int)c]} {c}"));
            return await FinishAsync($"{cuts} cuts per client ({db})", stage, talk, started, $"{visitors} visitors, {agents} agents; {told}; reloads {talk.Agents.Sum(a => a.Reloads) + talk.Visitors.Sum(v => v.Reloads)}", [house]);
        }
        finally
        {
            foreach (var line in lines)
            {
                await line.DisposeAsync();
            }
        }
    }

    /// <summary>Two processes on one PostgreSQL behind a balancer; now the one is killed, now the other, so many times each.</summary>
    public static async Task<TrialResult> PairAsync(int kills, int visitors = 8, int agents = 3, Action<string>? tell = null)
    {
        var started = Stopwatch.GetTimestamp();
        await using var postgres = await ThrowawayPostgres.StartAsync();
        await using var stage = await Stage.OpenAsync(await postgres.CreateDatabaseAsync(), agents);
        await using var one = stage.House();
        await using var two = stage.House();
        await one.StartAsync();
        await two.StartAsync();
        await using var balancer = new TcpProxy(one.Port, two.Port);
        await using var talk = await Talk.OpenAsync(stage, _ => balancer.Address, visitors, agents);
        talk.Start(TimeSpan.FromMilliseconds(50));
        for (var i = 1; i <= kills; i++)
        {
            foreach (var house in new[] { one, two })
            {
                await Task.Delay(Random.Shared.Next(50, 900));
                await house.KillAsync();
                await Task.Delay(Random.Shared.Next(0, 400));
                await house.StartAsync();
            }

            if (i % 20 == 0)
            {
                tell?.Invoke($"pair: {i} kills each, {talk.Ledger.Acknowledged:N0} acknowledged, {talk.Ledger.Faults.Count} faults, {Stopwatch.GetElapsedTime(started).TotalMinutes:F1} min");
            }
        }

        foreach (var agent in talk.Agents.Where(a => a.SignedOut > 0))
        {
            talk.Ledger.Fault($"{agent.Name} was signed out {agent.SignedOut} times");
        }

        return await FinishAsync($"two processes, each killed {kills} times", stage, talk, started, $"{visitors} visitors, {agents} agents; nobody signed out: {talk.Agents.All(a => a.SignedOut == 0)}; reloads {talk.Agents.Sum(a => a.Reloads) + talk.Visitors.Sum(v => v.Reloads)}", [one, two]);
    }

    /// <summary>Most kills meet a server at work: some messages after its start, then at any moment. Every eighth meets one that has just begun.</summary>
    private static async Task MomentAsync(Talk talk, int round)
    {
        if (round % 8 == 0)
        {
            await Task.Delay(Random.Shared.Next(1, 300));
            return;
        }

        var wanted = talk.Ledger.AckCount + Random.Shared.Next(1, 60);
        var until = Environment.TickCount64 + 10_000;
        while (talk.Ledger.AckCount < wanted && Environment.TickCount64 < until)
        {
            await Task.Delay(1);
        }

        await Task.Delay(Random.Shared.Next(0, 60));
    }

    internal static async Task<TrialResult> FinishAsync(string name, Stage stage, Talk talk, long started, string detail, IReadOnlyList<HouseProcess> houses, params string[] expected)
    {
        var settled = await talk.SettleAsync(TimeSpan.FromSeconds(60));
        var verdict = await talk.JudgeAsync();
        foreach (var head in (await talk.Agents[0].FreshAsync())["conversations"]!.AsArray().Select(c => c!["head"]!))
        {
            if (head["state"]!.GetValue<string>() == "open" && head["assignee"] is null)
            {
                talk.Ledger.Fault($"conversation {head["id"]} is open and nobody's");
            }
        }

        foreach (var house in houses)
        {
            foreach (var line in house.Output.Split('\n').Where(l => l.StartsWith("fail:", StringComparison.Ordinal) || l.StartsWith("crit:", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Take(5))
            {
                detail += $"\n  server said: {line[..Math.Min(300, line.Length)]}";
            }
        }

        // The web clients are not built for a trial; what the trial itself brings about is expected.
        var findings = (await stage.DoctorAsync()).Where(f => f.Level != Kernel.Checks.FindingLevel.Note && f.Code != "house.web.absent" && !expected.Contains(f.Code, StringComparer.Ordinal)).Select(f => $"doctor: {f.Level} {f.Code} {f.En} {f.Subject}").ToList();
        return new TrialResult(name, verdict, talk.Ledger.Faults, settled, findings, Stopwatch.GetElapsedTime(started), detail);
    }
}
