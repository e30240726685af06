using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.People.Contracts;

/// <summary>Asks whoever is signed in for the password again, before an act that a borrowed screen must not do.</summary>
public interface IPasswordProof
{
    /// <summary>The refusal, or null when the password is right. Wrong ones are counted per session and pause it, as at sign-in.</summary>
    Task<Refusal?> RefuseAsync(Actor actor, string? present, CancellationToken ct);
}
