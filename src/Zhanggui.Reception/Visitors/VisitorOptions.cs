using System.ComponentModel.DataAnnotations;
using NodaTime;

namespace Zhanggui.Reception.Visitors;

/// <summary>What visitors may do and how much, section <c>Visitors</c>; ranges are checked at start.</summary>
internal sealed class VisitorOptions
{
    /// <summary>How old a signed identity may be when it is shown, in seconds.</summary>
    [Range(10, 86_400)]
    public int IdentitySeconds { get; set; } = 600;

    /// <summary>How far the shop's clock may be ahead, in seconds.</summary>
    [Range(0, 3600)]
    public int IdentitySkewSeconds { get; set; } = 60;

    /// <summary>How long a visitor's token holds, in days; renewed when half of it is over.</summary>
    [Range(1, 3650)]
    public int TokenDays { get; set; } = 180;

    /// <summary>Longest text of a visitor's message, in characters.</summary>
    [Range(1, 100_000)]
    public int TextLength { get; set; } = 4000;

    /// <summary>Largest frame or JSON body a visitor may send, in bytes.</summary>
    [Range(1024, 1_048_576)]
    public int FrameBytes { get; set; } = 65_536;

    /// <summary>How many malformed frames are answered before the connection is closed.</summary>
    [Range(0, 100)]
    public int MalformedFrames { get; set; } = 3;

    /// <summary>How long a connection may wait with its first word, in seconds.</summary>
    [Range(1, 300)]
    public int HelloSeconds { get; set; } = 10;

    /// <summary>How long a connection may be silent before it is closed, in seconds; the widget speaks every 20.</summary>
    [Range(10, 3600)]
    public int SilenceSeconds { get; set; } = 90;

    /// <summary>Open connections per address. Many buyers may share one (a mobile network, an office).</summary>
    [Range(1, 1_000_000)]
    public int ConnectionsPerAddress { get; set; } = 500;

    [Range(1, 1_000_000)]
    public int MessagesAtOnce { get; set; } = 20;

    [Range(1, 10_000_000)]
    public int MessagesPerMinute { get; set; } = 60;

    [Range(1, 1_000_000)]
    public int AddressMessagesAtOnce { get; set; } = 300;

    [Range(1, 10_000_000)]
    public int AddressMessagesPerMinute { get; set; } = 1200;

    [Range(1, 1_000_000)]
    public int SessionsAtOnce { get; set; } = 120;

    [Range(1, 10_000_000)]
    public int SessionsPerMinute { get; set; } = 120;

    [Range(1, 1_000_000)]
    public int FilesAtOnce { get; set; } = 10;

    [Range(1, 10_000_000)]
    public int FilesPerMinute { get; set; } = 20;

    [Range(1, 1_000_000)]
    public int RequestsAtOnce { get; set; } = 120;

    [Range(1, 10_000_000)]
    public int RequestsPerMinute { get; set; } = 240;

    /// <summary>Public key of the demo shop's channel: for it the house plays the shop's server and signs two invented buyers. Empty = no demo; never set it for a real shop.</summary>
    public string DemoChannel { get; set; } = string.Empty;

    public Duration TokenLife => Duration.FromDays(TokenDays);

    public Pace PaceOf(LimitKind kind) => kind switch
    {
        LimitKind.BuyerMessage => new Pace(MessagesAtOnce, MessagesPerMinute),
        LimitKind.AddressMessage => new Pace(AddressMessagesAtOnce, AddressMessagesPerMinute),
        LimitKind.AddressSession => new Pace(SessionsAtOnce, SessionsPerMinute),
        LimitKind.BuyerFile => new Pace(FilesAtOnce, FilesPerMinute),
        LimitKind.BuyerRequest => new Pace(RequestsAtOnce, RequestsPerMinute),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown limit."),
    };
}
