using System.ComponentModel.DataAnnotations;

namespace Zhanggui.Orders;

/// <summary>Settings of the room, section <c>Orders</c>.</summary>
internal sealed class OrdersOptions
{
    /// <summary>Largest file that may be uploaded for import, in bytes.</summary>
    [Range(1024, 1_073_741_824)]
    public long ImportBytes { get; set; } = 256L * 1_048_576;

    /// <summary>Slowest accepted upload, in bytes a second after the first five seconds.</summary>
    [Range(1, 10_485_760)]
    public int SlowestBytesPerSecond { get; set; } = 2048;

    /// <summary>Rows a transaction of an import writes; more is quicker, fewer lets chats write in between.</summary>
    [Range(1, 10_000)]
    public int ImportChunkRows { get; set; } = 1000;

    /// <summary>Seconds after which an import whose process gives no sign goes on in another one; a living process gives a sign every third of it, at least every second.</summary>
    [Range(3, 600)]
    public int ImportLeaseSeconds { get; set; } = 6;

    /// <summary>Hours until an uploaded file that nobody has imported is removed.</summary>
    [Range(1, 720)]
    public int UploadHours { get; set; } = 24;

    /// <summary>Days for which the original cells of refused rows can be downloaded, 1 to 365.</summary>
    [Range(1, 365)]
    public int RefusedDays { get; set; } = 30;

    /// <summary>The folder inside which the watched folders of the shops lie. Empty = <c>inbox</c> in the data folder.</summary>
    public string WatchFolder { get; set; } = string.Empty;

    /// <summary>Seconds for which a file in a watched folder must not change before it is taken.</summary>
    [Range(1, 600)]
    public int WatchQuietSeconds { get; set; } = 10;

    /// <summary>Rows that an export of the list may have.</summary>
    [Range(1, 10_000_000)]
    public int ExportRows { get; set; } = 1_000_000;

    /// <summary>Orders of which the list adds up the amounts by itself; beyond them somebody asks for the sums and waits.</summary>
    [Range(1, 10_000_000)]
    public int SumRows { get; set; } = 50_000;
}
