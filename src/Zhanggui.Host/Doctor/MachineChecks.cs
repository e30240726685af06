using Zhanggui.Kernel;
using Zhanggui.Kernel.Checks;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Privacy;

namespace Zhanggui.Host.Doctor;

/// <summary>Room on the disk that holds the data folder.</summary>
internal sealed class DiskCheck(KernelOptions options) : IHouseCheck
{
    private const long LowBytes = 2L * 1024 * 1024 * 1024;
    private const long NoneBytes = 200L * 1024 * 1024;

    public string Name => "house.disk";

    public Task<IReadOnlyList<Finding>> RunAsync(CancellationToken ct)
    {
        var folder = Path.GetFullPath(options.DataDir);
        var free = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder).AvailableFreeSpace;
        IReadOnlyList<Finding> findings = free switch
        {
            < NoneBytes => [new Finding(FindingLevel.Error, "house.disk.full", $"磁盘几乎满了，只剩 {free >> 20} MB。", $"The disk is almost full: {free >> 20} MB left.", folder)],
            < LowBytes => [new Finding(FindingLevel.Warning, "house.disk.low", $"磁盘空间不多，剩 {free >> 20} MB。", $"Little disk space: {free >> 20} MB left.", folder)],
            _ => [],
        };
        return Task.FromResult(findings);
    }
}

/// <summary>This machine's clock against the database server's and against what was already written.</summary>
internal sealed class ClockCheck(Database database, TimeProvider clock) : IHouseCheck
{
    private const int ToleratedMilliseconds = 2000;

    public string Name => "house.clock";

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken ct)
    {
        var findings = new List<Finding>();
        await using var connection = await database.OpenAsync(ct);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (!database.IsSqlite)
        {
            var theirs = await connection.ReadLongAsync(null, "select (extract(epoch from clock_timestamp()) * 1000)::bigint", ct);
            if (Math.Abs(theirs!.Value - now) > ToleratedMilliseconds)
            {
                findings.Add(new Finding(FindingLevel.Warning, "house.clock.differs", $"本机与数据库服务器的时钟相差 {theirs - now} 毫秒，请校时。", $"This machine and the database server differ by {theirs - now} ms; synchronise the clocks."));
            }
        }

        var newest = await connection.ReadLongAsync(null, "select max(at) from kernel_feed", ct);
        if (newest > now + ToleratedMilliseconds)
        {
            findings.Add(new Finding(FindingLevel.Error, "house.clock.behind", $"最新的记录比现在还晚 {newest - now} 毫秒：时钟被往回拨过。", $"The newest record is {newest - now} ms in the future: the clock was set back."));
        }

        return findings;
    }
}

/// <summary>Keys that others can read, a data folder that cannot be written, presets that are not found.</summary>
internal sealed class ConfigurationCheck(KernelOptions options) : IHouseCheck
{
    public string Name => "house.configuration";

    public Task<IReadOnlyList<Finding>> RunAsync(CancellationToken ct)
    {
        var findings = new List<Finding>();
        var key = MasterKey.PathOf(options.DataDir);
        if (!OperatingSystem.IsWindows() && File.Exists(key) && (File.GetUnixFileMode(key) | UnixFileMode.UserRead | UnixFileMode.UserWrite) != (UnixFileMode.UserRead | UnixFileMode.UserWrite))
        {
            findings.Add(new Finding(FindingLevel.Error, "house.key.readable", "主密钥文件能被其他用户读取，请执行 chmod 600。", "Others can read the master key file; chmod 600 it.", key));
        }

        var probe = Path.Combine(options.DataDir, $".doctor-{Environment.ProcessId}");
        try
        {
            File.WriteAllText(probe, string.Empty);
            File.Delete(probe);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            findings.Add(new Finding(FindingLevel.Error, "house.data.read_only", "数据目录不能写入。", "The data folder cannot be written.", Path.GetFullPath(options.DataDir)));
        }

        if (!Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")))
        {
            findings.Add(new Finding(FindingLevel.Warning, "house.web.absent", "没有找到网页文件，只能提供接口。", "The web clients are not there; only the API is served."));
        }

        return Task.FromResult<IReadOnlyList<Finding>>(findings);
    }
}
