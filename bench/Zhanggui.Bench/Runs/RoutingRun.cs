using System.Diagnostics;
using NodaTime;
using Zhanggui.Bench.Machinery;
using Zhanggui.Bench.Measure;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Queue;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Bench.Runs;

/// <summary><c>routing</c>: agents and a queue as a big shop has them. One decision (everybody full but one, so that the whole queue is looked at), and a round that deals the whole queue out.</summary>
internal static class RoutingRun
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 11, 4, 0);

    public static int Run(Options options)
    {
        var (agents, waiting, rounds) = (options.Number("agents", 300), options.Number("waiting", 5000), options.Number("rounds", 200));
        var rule = new RoutingRules
        {
            LastAgentWithin = Duration.FromDays(7),
            Order = RoutingOrder.Share,
            BusyCapacity = null,
            AnswerWithin = null,
            TransferWithin = null,
            Leaving = Leaving.HandOver,
            MainPercent = null,
            Groups = [.. Enumerable.Range(0, 8).Select(g => new RoutingGroup($"g{g}", $"组{g}", [], [], [], [], [], Duration.FromSeconds(30), []))],
            BacklogFirst = 10,
            BacklogSpread = Duration.FromMinutes(10),
        };
        var random = new Random(7);
        var floor = Enumerable.Range(0, agents).Select(i => new Candidate(new PersonId(Guid.CreateVersion7()), $"客服{i}", DutyState.Ready, 29, 30, Now - Duration.FromSeconds(random.Next(600)))
        {
            Since = Now - Duration.FromHours(2),
            Weight = 50 + random.Next(100),
            Groups = [$"g{random.Next(8)}"],
            Turn = random.Next(1_000_000),
            TurnAt = Now - Duration.FromMinutes(1),
        }).ToList();
        var queue = Enumerable.Range(0, waiting).Select(i => new InQueue(new ConversationId(Guid.CreateVersion7()), i, Now - Duration.FromSeconds(waiting - i))
        {
            Group = random.Next(3) == 0 ? $"g{random.Next(8)}" : null,
            LastAgent = random.Next(5) == 0 ? floor[random.Next(agents)].Person : null,
            LastServedAt = Now - Duration.FromDays(1),
        }).ToList();
        var oneFree = floor.Select((a, i) => i == 0 ? a : a with { Load = 30 }).ToList();
        var allFree = floor.Select(a => a with { Load = 0 }).ToList();
        for (var round = 0; round < 3; round++)
        {
            Console.WriteLine($"round {round + 1} (spin {SpinLoop.Milliseconds():0.0} ms): one free agent {Median(queue, oneFree, rule, rounds):0.000} ms for {waiting:N0} waiting and {agents} agents; " +
                $"one slot each {Median(queue, floor, rule, rounds):0.000} ms for {agents} given; the whole queue dealt out {Median(queue, allFree, rule, rounds):0.000} ms");
        }

        return 0;
    }

    private static double Median(IReadOnlyList<InQueue> queue, List<Candidate> agents, RoutingRules rule, int rounds)
    {
        var times = new List<double>();
        for (var i = 0; i < rounds; i++)
        {
            var start = Stopwatch.GetTimestamp();
            Routing.Choose(queue, agents, rule, Now);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return times[times.Count / 2];
    }
}
