using Zhanggui.Bench.Anchors;
using Zhanggui.Bench.Harness;
using Zhanggui.Bench.Machinery;
using Zhanggui.Bench.Runs;

var options = new Options(args);
switch (options.Command)
{
    case "chat" or "latency":
        return await ChatRun.RunAsync(options);
    case "relay":
        var target = options.Text("target", string.Empty);
        using (IRelayStore store = options.Text("store", "none") switch
        {
            "sqlite" => new SqliteRelayStore(target),
            "postgres" => new PostgresRelayStore(target),
            _ => new NoRelayStore(),
        })
        {
            return await BareRelay.RunAsync(store);
        }

    case "fanout":
        return await FanoutRun.RunAsync(options);
    case "board":
        return await BoardRun.RunAsync(options);
    case "idle":
        return await IdleRun.RunAsync(options);
    case "pages":
        return await PagesRun.RunAsync(options);
    case "start":
        return await StartRun.RunAsync(options);
    case "kill":
        return Told(await Trial.KillAsync(options.Text("db", "sqlite"), options.Number("rounds", 1000), options.Number("visitors", 8), options.Number("agents", 3), Console.WriteLine, TimeSpan.FromMinutes(options.Number("minutes", 600))));
    case "cuts":
        return Told(await Trial.CutsAsync(options.Text("db", "sqlite"), options.Number("cuts", 100), options.Number("visitors", 6), options.Number("agents", 3)));
    case "pair":
        return Told(await Trial.PairAsync(options.Number("kills", 100), options.Number("visitors", 8), options.Number("agents", 3), Console.WriteLine));
    case "proxy":
        var kind = options.Text("with", "haproxy");
        return await ProxyTrial.RunAsync(kind) is { } proxied ? Told(proxied) : Skipped($"{kind} or PostgreSQL is not installed");
    case "clock":
        return Told(await ClockJump.RunAsync());
    case "gone":
        return Told(await Hardships.DatabaseGoneAsync(options.Number("times", 10), TimeSpan.FromSeconds(options.Number("seconds", 5))));
    case "full":
        return await Hardships.DiskFullAsync() is { } full ? Told(full) : Skipped("a small memory disk cannot be mounted here (needs root)");
    case "slow":
        return Told(await Hardships.SlowAsync(options.Number("slow", 20), TimeSpan.FromSeconds(options.Number("seconds", 30))));
    case "orders":
        return await OrdersRun.RunAsync(options);
    case "ingest":
        return await IngestRun.RunAsync(options);
    case "search":
        return await SearchRun.RunAsync(options);
    case "routing":
        return RoutingRun.Run(options);
    case "guard":
        return GuardRun.Run(options);
    case "guard-desk":
        return await GuardDeskRun.RunAsync(options);
    case "metrics":
        return await MetricsRun.RunAsync(options);
    case "attribute":
        return await AttributeRun.RunAsync(options);
    case "settle":
        return await SettleRun.RunAsync(options);
    case "store":
        return await StoreRun.RunAsync(options);
    case "messy":
        return MessyRun.Run(options);
    case "csv":
        return CsvRun.Run(options);
    case "xlsx":
        return XlsxRun.Run(options);
    default:
        Console.WriteLine("bench/run chat | latency | fanout | board | idle | start | pages | messy | csv | xlsx | ingest | orders | kill | cuts | pair | proxy | full | gone | slow | clock | attribute | settle | metrics | search | routing | guard | guard-desk   (see docs/performance.md and docs/reliability.md)");
        return options.Command == "help" ? 0 : 2;
}

static int Told(TrialResult result)
{
    Console.WriteLine(result);
    return result.IsClean ? 0 : 1;
}

static int Skipped(string why)
{
    Console.WriteLine($"skipped: {why}");
    return 0;
}
