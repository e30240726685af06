using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Privacy;
using Zhanggui.People.Store;

namespace Zhanggui.People.SecondFactor;

/// <summary>Keeps secrets sealed and spends codes once.</summary>
internal sealed class SecondFactors(PeopleDb db, MasterKey master)
{
    private const int RecoveryCodes = 10;

    public byte[] Seal(byte[] secret, PersonId person) => master.Wrap(secret, person.Value);

    public byte[] Open(byte[] sealedSecret, PersonId person) => master.Unwrap(sealedSecret, person.Value);

    /// <summary>Null when the person has no second factor, or the given code is right and was spent now.</summary>
    public async Task<Refusal?> RefuseAsync(PersonId person, string? totp, string? recoveryCode, CancellationToken ct)
    {
        var factor = await db.SecondFactors.AsNoTracking().SingleOrDefaultAsync(f => f.PersonId == person && f.ConfirmedAt != null, ct);
        if (factor is null)
        {
            return null;
        }

        if (!string.IsNullOrWhiteSpace(recoveryCode))
        {
            return await SpendRecoveryCodeAsync(person, recoveryCode, ct) ? null : new SecondFactorWrong();
        }

        if (string.IsNullOrWhiteSpace(totp))
        {
            return new SecondFactorNeeded();
        }

        var step = Totp.Match(Open(factor.Secret, person), totp, db.Now, factor.LastStep);
        return step is { } s && await SpendStepAsync(person, s, ct) ? null : new SecondFactorWrong();
    }

    /// <summary>Makes ten new recovery codes in the caller's transaction; the old ones stop working.</summary>
    public async Task<IReadOnlyList<string>> RenewRecoveryCodesAsync(PersonId person, CancellationToken ct)
    {
        await db.RecoveryCodes.Where(c => c.PersonId == person).ExecuteDeleteAsync(ct);
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => NewRecoveryCode()).ToList();
        db.RecoveryCodes.AddRange(codes.Select(code => new RecoveryCodeRow { Id = db.Fresh(), PersonId = person, Hash = HashOf(code) }));
        return codes;
    }

    /// <summary>Only one of two simultaneous uses of a step finds the row unspent.</summary>
    public async Task<bool> SpendStepAsync(PersonId person, long step, CancellationToken ct) =>
        await WriteAsync(() => db.SecondFactors.Where(f => f.PersonId == person && f.LastStep < step)
            .ExecuteUpdateAsync(s => s.SetProperty(f => f.LastStep, step), ct), ct) == 1;

    private async Task<bool> SpendRecoveryCodeAsync(PersonId person, string typed, CancellationToken ct)
    {
        var hash = HashOf(typed);
        var now = db.Now;
        return await WriteAsync(() => db.RecoveryCodes.Where(c => c.PersonId == person && c.Hash == hash && c.UsedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.UsedAt, now), ct), ct) == 1;
    }

    private Task<int> WriteAsync(Func<Task<int>> work, CancellationToken ct) =>
        db.Database.CurrentTransaction is null ? db.InTransactionAsync(work, ct) : work();

    private static string NewRecoveryCode()
    {
        // 80 bits: guessing is hopeless even against the hash.
        var text = Totp.ToBase32(RandomNumberGenerator.GetBytes(10)).ToLowerInvariant();
        return $"{text[..4]}-{text[4..8]}-{text[8..12]}-{text[12..]}";
    }

    private static byte[] HashOf(string typed) =>
        SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(typed.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit))));
}
