using Zhanggui.Kernel.Checks;

namespace Zhanggui.Host.Doctor;

/// <summary>What one check said.</summary>
internal sealed record CheckReport(string Name, bool Ok, IReadOnlyList<Finding> Findings);

/// <summary>What the doctor said; <c>docs/cli/doctor.schema.json</c> describes its JSON form.</summary>
internal sealed record DoctorReport(string Version, string Database, bool Ok, IReadOnlyList<CheckReport> Checks);

/// <summary>Runs the checks of the house and of every room; the server may be running meanwhile.</summary>
internal sealed class HouseDoctor(DatabaseCheck database, IEnumerable<IHouseCheck> checks, Kernel.Db.Database db)
{
    public async Task<DoctorReport> RunAsync(CancellationToken ct, Action<string>? progress = null)
    {
        var reports = new List<CheckReport> { await RunOneAsync(database, ct) };
        // Without a database at this program's level every other check would only repeat that.
        if (reports[0].Ok)
        {
            foreach (var check in checks.OrderBy(c => c.Name, StringComparer.Ordinal))
            {
                progress?.Invoke(check.Name);
                reports.Add(await RunOneAsync(check, ct));
            }
        }

        return new DoctorReport(HouseVersion.Text, db.Kind == Kernel.Db.DatabaseKind.Sqlite ? "sqlite" : "postgres", reports.TrueForAll(r => r.Ok), reports);
    }

    private static async Task<CheckReport> RunOneAsync(IHouseCheck check, CancellationToken ct)
    {
        IReadOnlyList<Finding> findings;
        try
        {
            findings = await check.RunAsync(ct);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            findings = [new Finding(FindingLevel.Error, "house.check.failed", $"检查没有完成：{error.GetType().Name}：{error.Message}", $"The check did not finish: {error.GetType().Name}: {error.Message}")];
        }

        return new CheckReport(check.Name, findings.All(f => f.Level != FindingLevel.Error), findings);
    }
}

internal static class HouseVersion
{
    public static string Text { get; } = typeof(HouseVersion).Assembly.GetName().Version!.ToString(3);
}

internal static class DoctorRegistration
{
    public static IServiceCollection AddDoctor(this IServiceCollection services) => services
        .AddSingleton<HouseDoctor>()
        .AddSingleton<DatabaseCheck>()
        .AddSingleton<IHouseCheck, IntegrityCheck>()
        .AddSingleton<IHouseCheck, FeedCheck>()
        .AddSingleton<IHouseCheck, OutboxCheck>()
        .AddSingleton<IHouseCheck, DiskCheck>()
        .AddSingleton<IHouseCheck, ClockCheck>()
        .AddSingleton<IHouseCheck, ConfigurationCheck>();
}
