namespace Zhanggui.Facts;

/// <summary>What a problem means for the row it stands at.</summary>
public enum FactsSeverity
{
    /// <summary>Worth knowing; nothing follows.</summary>
    Note,

    /// <summary>The row is kept as it stands and a person should look.</summary>
    Warning,

    /// <summary>The row, or the file where no line is given, is refused.</summary>
    Error,
}
