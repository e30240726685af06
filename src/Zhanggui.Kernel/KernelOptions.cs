using System.ComponentModel.DataAnnotations;

namespace Zhanggui.Kernel;

/// <summary>Settings of the kernel, section <c>Kernel</c>.</summary>
public sealed class KernelOptions
{
    /// <summary>Folder for database, files and keys (<c>ZHANGGUI_DATA_DIR</c>, default <c>data</c> in the working folder).</summary>
    public string DataDir { get; set; } = "data";

    /// <summary>PostgreSQL connection string (<c>ZHANGGUI_POSTGRES</c>); empty = SQLite in the data folder.</summary>
    public string Postgres { get; set; } = string.Empty;

    /// <summary>The key that wraps personal keys, 32 bytes in base64 (<c>ZHANGGUI_MASTER_KEY</c>); empty = a file in the data folder. All processes of one database need the same.</summary>
    public string MasterKey { get; set; } = string.Empty;

    /// <summary>How long feed events are kept, in hours, 1 to 720. A client away for longer reloads.</summary>
    [Range(1, 720)]
    public int FeedRetentionHours { get; set; } = 72;

    /// <summary>Folder of the rule-book presets; empty = beside the program, then the working folder.</summary>
    public string RulebooksDir { get; set; } = string.Empty;
}
