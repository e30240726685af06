namespace Zhanggui.Kernel.Checks;

/// <summary>How bad a finding is.</summary>
public enum FindingLevel
{
    /// <summary>Worth knowing, nothing to do.</summary>
    Note,

    /// <summary>Somebody should look at it; nothing is wrong yet.</summary>
    Warning,

    /// <summary>A promise of the house is broken.</summary>
    Error,
}

/// <summary>One thing a check found: a stable code, one sentence in Chinese and in English, the ids concerned. Never personal data or message text.</summary>
public sealed record Finding(FindingLevel Level, string Code, string Zh, string En, string? Subject = null);

/// <summary>
/// An invariant of a room, checked on live data by <c>zhanggui doctor</c> while the server may be running. Register it
/// as a singleton of this type. No findings means the invariant holds; a check never changes anything and names at
/// most a hundred subjects.
/// </summary>
public interface IHouseCheck
{
    /// <summary><c>room.invariant</c>, unique.</summary>
    string Name { get; }

    /// <summary>Looks and reports; reads from one snapshot where rows must agree with each other.</summary>
    Task<IReadOnlyList<Finding>> RunAsync(CancellationToken ct);
}
