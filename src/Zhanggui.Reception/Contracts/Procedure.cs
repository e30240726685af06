namespace Zhanggui.Reception.Contracts;

/// <summary>One step of a procedure and, where the book gives them, words to use.</summary>
public sealed record ProcedureStep(string Do, string? Say);

/// <summary>
/// How the book wants a kind of matter handled: steps in their order, ticked per conversation. <paramref name="Topics"/> are topics of the section <c>policy</c> by
/// name or key, or words of the buyer; empty = opened by hand. <paramref name="Reports"/>: the matter goes to the leader by one press.
/// </summary>
public sealed record Procedure(string Key, string Title, IReadOnlyList<string> Topics, IReadOnlyList<ProcedureStep> Steps, bool Reports)
{
    private const string Arrow = "=>";

    /// <summary>A step as books write it: <c>what to do => words to use</c>.</summary>
    public static ProcedureStep Step(string written) =>
        written.Split(Arrow, 2, StringSplitOptions.TrimEntries) is [var what, { Length: > 0 } say] ? new ProcedureStep(what, say) : new ProcedureStep(written.Replace(Arrow, string.Empty, StringComparison.Ordinal).Trim(), null);
}
