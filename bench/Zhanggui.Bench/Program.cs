using Zhanggui.Bench.Anchors;
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

    case "store":
        return await StoreRun.RunAsync(options);
    default:
        Console.WriteLine("bench/run chat | latency   (see docs/performance.md)");
        return options.Command == "help" ? 0 : 2;
}
