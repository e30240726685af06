using NodaTime;
using Zhanggui.Tables;

namespace Zhanggui.Orders.Import;

/// <summary>A column of the file: what it was taken for (<c>used</c>, <c>left</c>: not stored, <c>kept</c>: nobody knows it, so its cells go with the row, <c>unknown</c>: the whole table is) and its first values.</summary>
internal sealed record PreviewColumn(int Index, string Header, string? Field, string State, IReadOnlyList<string> Samples);

/// <summary>A field that the kind of file has, for choosing by hand.</summary>
internal sealed record FieldView(string Field, string Zh, string En, bool IsRequired);

/// <summary>A kind of file, for choosing by hand.</summary>
internal sealed record KindView(string Kind, string Zh, string En);

internal sealed record ProblemView(long Line, string Code, string? Column, string Zh, string En);

/// <summary>The report's day, which no column says: what was told, and what the file's name suggests.</summary>
internal sealed record DayAsked(string? Told, string? Guess);

/// <summary>What was understood of a file before anything is imported.</summary>
internal sealed record ImportPreview(
    string FileKind,
    string? Encoding,
    string? Sheet,
    long HeaderLine,
    string? Kind,
    string? Format,
    string? FormatZh,
    string? FormatEn,
    string? Version,
    string? Platform,
    bool IsComplete,
    IReadOnlyList<PreviewColumn> Columns,
    IReadOnlyList<FieldView> Missing,
    DayAsked? Day,
    IReadOnlyList<FieldView> Wanting,
    IReadOnlyList<KindView> Kinds,
    IReadOnlyDictionary<string, IReadOnlyList<FieldView>> Fields,
    int RowsLookedAt,
    IReadOnlyList<ProblemView> Problems,
    IReadOnlyList<string> UnknownStatuses);

internal sealed record ImportView(
    Guid Id,
    string State,
    string FileName,
    long Size,
    string? Kind,
    string? KindZh,
    string? KindEn,
    string? Format,
    Instant UploadedAt,
    string? UploadedBy,
    Instant? StartedAt,
    Instant? EndedAt,
    ImportProgress Progress,
    string? FailureZh,
    string? FailureEn,
    Instant? SameFileImportedAt,
    Guid? SameFileMoving,
    ImportPreview? Preview)
{
    public static ImportView Of(ImportRecord i, string? by = null, Instant? twin = null, Guid? moving = null, ImportPreview? preview = null) => new(
        i.Id, i.State, i.FileName, i.File.Size, i.Mapping?.Kind, KindOf(i)?.Zh, KindOf(i)?.En, i.Mapping?.Format, i.UploadedAt, by, i.StartedAt, i.EndedAt, i.Progress, i.FailureZh, i.FailureEn, twin, moving, preview);

    private static KindSpec? KindOf(ImportRecord i) => i.Mapping is { } mapping ? ExportFormats.Known.Kinds.GetValueOrDefault(mapping.Kind) : null;
}
