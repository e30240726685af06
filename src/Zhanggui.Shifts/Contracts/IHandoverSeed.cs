using Zhanggui.Kernel.Ids;

namespace Zhanggui.Shifts.Contracts;

/// <summary>An entry of the duty log of a demo shop; <paramref name="Level"/> is normal, major or urgent.</summary>
public sealed record LogSeed(PersonId By, bool IsInstruction, string Level, string Cause, string Course, string Result, bool IsHandled, string? Closed = null);

/// <summary>A handover of a demo shop, signed by the leaver; <paramref name="IsReceived"/>: by the receiver too.</summary>
public sealed record HandedSeed(PersonId Leaver, PersonId Receiver, string Summary, bool IsReceived = false);

/// <summary>Writes the duty log of a fresh shop and its handovers, through the room's own acts; a second time changes nothing.</summary>
public interface IHandoverSeed
{
    Task SowAsync(ShopId shop, IReadOnlyList<LogSeed> log, IReadOnlyList<HandedSeed> handovers, CancellationToken ct);
}
