namespace Zhanggui.Host.Commands;

/// <summary><c>zhanggui serve</c>: migrates and runs until told to stop.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(string[] args, CancellationToken ct)
    {
        await using var app = HouseServer.Build(args);
        await HouseServer.PrepareAsync(app, ct);
        await app.StartAsync(ct);
        await app.WaitForShutdownAsync(ct);
        return 0;
    }
}
