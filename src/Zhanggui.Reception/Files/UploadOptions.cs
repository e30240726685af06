using System.ComponentModel.DataAnnotations;

namespace Zhanggui.Reception.Files;

/// <summary>What may be uploaded, section <c>Files</c>; ranges are checked at start.</summary>
internal sealed class UploadOptions
{
    /// <summary>Largest file, in bytes.</summary>
    [Range(1024, 1_073_741_824)]
    public long FileBytes { get; set; } = 10 * 1_048_576;

    /// <summary>Largest picture, in pixels: a few kilobytes can claim a surface that no telephone can unpack.</summary>
    [Range(1, 1_000_000_000)]
    public long Pixels { get; set; } = 50_000_000;

    /// <summary>Longest file name kept, in characters.</summary>
    [Range(8, 255)]
    public int NameLength { get; set; } = 120;

    /// <summary>Hours until an uploaded file that no message carries is removed.</summary>
    [Range(1, 720)]
    public int OrphanHours { get; set; } = 24;

    /// <summary>Slowest accepted upload, in bytes a second after the first five seconds.</summary>
    [Range(1, 10_485_760)]
    public int SlowestBytesPerSecond { get; set; } = 2048;

    /// <summary>Hours for which a link to a file holds.</summary>
    [Range(1, 720)]
    public int LinkHours { get; set; } = 24;

    /// <summary>Accepted types, as read from the content; separated by commas.</summary>
    public string Types { get; set; } =
        "image/png,image/jpeg,image/gif,image/webp,video/mp4,application/pdf,application/zip,text/plain,"
        + "application/vnd.openxmlformats-officedocument.wordprocessingml.document,"
        + "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,"
        + "application/vnd.openxmlformats-officedocument.presentationml.presentation";

    public bool Accepts(string type) => Types.Split(',', StringSplitOptions.TrimEntries).Contains(type, StringComparer.OrdinalIgnoreCase);
}
