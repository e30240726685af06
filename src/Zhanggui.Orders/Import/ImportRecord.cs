using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Orders.Import.Files;

namespace Zhanggui.Orders.Import;

/// <summary>States of an import: uploaded → queued → running → done, paused, cancelled or failed; paused, cancelled and failed ones may be queued again and go on where they stopped.</summary>
internal static class ImportStates
{
    public const string Uploaded = "uploaded";
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Done = "done";
    public const string Paused = "paused";
    public const string Cancelled = "cancelled";
    public const string Failed = "failed";
}

/// <summary>What an import has come to. Counts are of rows of the file; <paramref name="Line"/> is the last line that was stored.</summary>
internal sealed record ImportProgress(long? RowsTotal, long RowsDone, long Line, long New, long Changed, long Unchanged, long Refused, long Checked = 0);

/// <summary>A file that somebody brought, and what became of it.</summary>
internal sealed record ImportRecord(
    Guid Id,
    ShopId Shop,
    string State,
    string FileName,
    ShelvedFile File,
    Mapping? Mapping,
    long HeaderLine,
    string? Sheet,
    ImportProgress Progress,
    string? FailureZh,
    string? FailureEn,
    Instant UploadedAt,
    PersonId? UploadedBy,
    Instant? StartedAt,
    Instant? EndedAt,
    bool IsFileRemoved);
