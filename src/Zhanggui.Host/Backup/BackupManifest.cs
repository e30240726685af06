namespace Zhanggui.Host.Backup;

/// <summary>A table in a backup; rows are JSON arrays in the order of <paramref name="Columns"/>.</summary>
internal sealed record BackupTable(string Name, IReadOnlyList<BackupColumn> Columns, long Rows);

/// <summary>A column and how its values are to be read: <c>uuid</c>, <c>bool</c> or <c>plain</c> (by the value's own form).</summary>
internal sealed record BackupColumn(string Name, string Form);

/// <summary>One entry of the archive and what it must hash to.</summary>
internal sealed record BackupEntry(string Name, long Bytes, string Sha256);

/// <summary>
/// The last entry of a backup, <c>manifest.json</c>: what is inside, from which program and schema, and the hash of every
/// other entry. An archive without it was not finished.
/// </summary>
internal sealed record BackupManifest(
    int Format,
    string Program,
    NodaTime.Instant At,
    string Database,
    IReadOnlyList<string> Migrations,
    bool HasMasterKey,
    IReadOnlyList<BackupTable> Tables,
    IReadOnlyList<BackupEntry> Entries)
{
    public const int CurrentFormat = 1;
    public const string EntryName = "manifest.json";
    public const string RowsFolder = "rows/";
    public const string DataFolder = "data/";
}

/// <summary>What a finished backup or restore says; <c>docs/cli/</c> has the schemas.</summary>
internal sealed record BackupReport(string File, string Database, NodaTime.Instant At, long Bytes, int Tables, long Rows, int Files, bool HasMasterKey, IReadOnlyList<string> Warnings);
