using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Privacy;
using Zhanggui.People.Contracts;
using Zhanggui.People.SecondFactor;

namespace Zhanggui.People.Setup;

/// <summary>
/// The one-time set-up code: whoever can read the server's console or data folder may make the owner. It is derived
/// from the installation's key, so that all processes of one database show the same.
/// </summary>
internal sealed class FirstRun(Database database, MasterKey master, KernelOptions kernel, ILogger<FirstRun> log) : IFirstRun, IHostedService
{
    private string FilePath => Path.Combine(kernel.DataDir, "setup-code.txt");

    public async Task<bool> IsNeededAsync(CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        return await c.ReadLongAsync(null, "select count(*) from people_setup", ct) == 0;
    }

    public async Task<string?> CodeAsync(CancellationToken ct) => await IsNeededAsync(ct) ? Code() : null;

    public bool IsCode(string? typed)
    {
        var clean = string.Concat((typed ?? string.Empty).ToUpperInvariant().Where(char.IsAsciiLetterOrDigit));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(clean), Encoding.ASCII.GetBytes(Code().Replace("-", string.Empty, StringComparison.Ordinal)));
    }

    /// <summary>The code has served; its file goes.</summary>
    public void Forget() => File.Delete(FilePath);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await CodeAsync(cancellationToken) is not { } code)
        {
            Forget();
            return;
        }

        await File.WriteAllTextAsync(FilePath, code + Environment.NewLine, cancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        log.LogInformation("Nobody owns this house yet. Set-up code 设置码: {Code} (also in {File})", code, FilePath);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string Code()
    {
        var text = Totp.ToBase32(master.Derive("people.setup").AsSpan(0, 10));
        return $"{text[..4]}-{text[4..8]}-{text[8..12]}-{text[12..]}";
    }
}
