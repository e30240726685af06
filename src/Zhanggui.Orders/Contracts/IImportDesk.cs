using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Orders.Contracts;

/// <summary>
/// A file to bring in from outside the browser. <paramref name="Kinds"/>: what it may be; empty = anything the house knows.
/// <paramref name="Mapping"/>: the name of a format or of a mapping that the shop saved, or a mapping as JSON; null = found by the header. <paramref name="Day"/>: of a day's report without a column for it.
/// </summary>
public sealed record BroughtFile(ShopId Shop, IReadOnlyList<string> Kinds, string? Mapping, string FileName, PersonId? By = null, NodaTime.LocalDate? Day = null);

/// <summary>Why a row was refused: its line, a stable code, the column's header.</summary>
public sealed record ImportProblem(long Line, string Code, string? Column, string Zh, string En);

/// <summary>
/// What was understood of a file and what became of its rows. <paramref name="State"/>: done, checked (dry run) or cancelled.
/// <paramref name="KeptColumns"/>: nobody knows them, their cells went with the rows; <paramref name="LeftColumns"/> were not stored.
/// </summary>
public sealed record ImportResult(
    string State,
    string Kind,
    string Format,
    string FormatZh,
    string FormatEn,
    string Version,
    long Rows,
    long New,
    long Changed,
    long Unchanged,
    long Refused,
    IReadOnlyList<ImportProblem> Problems,
    IReadOnlyList<string> MissingColumns,
    IReadOnlyList<string> KeptColumns,
    IReadOnlyList<string> LeftColumns,
    Guid? Import = null);

/// <summary>How far an import is: rows done of rows in all, null while the file is being checked.</summary>
public delegate void ImportStep(long done, long? total);

/// <summary>Brings files in: for the command line and watched folders. The same reading, tables and history as in the browser.</summary>
public interface IImportDesk
{
    /// <summary>
    /// Imports the whole file and answers when it is done; waits while another import of the shop runs. Ends as cancelled where
    /// <paramref name="ct"/> is: whole chunks stay, and bringing the file again doubles nothing.
    /// </summary>
    Task<Outcome<ImportResult>> ImportAsync(BroughtFile file, Stream content, ImportStep? step, CancellationToken ct);

    /// <summary>Reads the whole file and stores nothing.</summary>
    Task<Outcome<ImportResult>> CheckAsync(BroughtFile file, Stream content, ImportStep? step, CancellationToken ct);
}
