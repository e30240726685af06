using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Zhanggui.People.SignIn;

/// <summary>
/// ASP.NET Core Identity's hasher (PBKDF2, HMAC-SHA512) with more rounds. At most as many run at once as there are
/// processors: a flood of sign-ins waits in line instead of starving the conversations.
/// </summary>
internal sealed class Passwords : IDisposable
{
    private static readonly object NoUser = new();
    private readonly PasswordHasher<object> hasher;
    private readonly SemaphoreSlim gate = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly Lazy<string> decoy;

    public Passwords(PeopleOptions options)
    {
        hasher = new PasswordHasher<object>(Options.Create(new PasswordHasherOptions { IterationCount = options.PasswordIterations }));
        decoy = new Lazy<string>(() => hasher.HashPassword(NoUser, Tokens.Create()));
    }

    public async Task<string> HashAsync(string password, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            return await Task.Run(() => hasher.HashPassword(NoUser, password), ct);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Checks a password; without a hash the same work is done on a decoy, so that the time tells nothing.</summary>
    public async Task<PasswordVerificationResult> VerifyAsync(string? hash, string password, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            var result = await Task.Run(() => hasher.VerifyHashedPassword(NoUser, hash ?? decoy.Value, password), ct);
            return hash is null ? PasswordVerificationResult.Failed : result;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();
}
