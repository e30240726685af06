using System.ComponentModel.DataAnnotations;
using NodaTime;
using Zhanggui.Reception.Visitors;

namespace Zhanggui.Reception.Channels;

/// <summary>How words travel to and from channels outside the house, section <c>Channels</c>; ranges are checked at start.</summary>
internal sealed class ChannelsOptions
{
    /// <summary>How often a message is tried before it counts as failed.</summary>
    [Range(1, 50)]
    public int Attempts { get; set; } = 8;

    /// <summary>Pause after the first try that did not get through, in seconds; doubled after each further one.</summary>
    [Range(1, 3600)]
    public int FirstPauseSeconds { get; set; } = 5;

    /// <summary>Longest pause between two tries, in seconds.</summary>
    [Range(1, 86_400)]
    public int LongestPauseSeconds { get; set; } = 900;

    /// <summary>How long one try may take, in seconds. A process that dies in the middle leaves the message to others after four times as long.</summary>
    [Range(1, 120)]
    public int SendSeconds { get; set; } = 15;

    /// <summary>Messages one process sends at the same time.</summary>
    [Range(1, 500)]
    public int SendsAtOnce { get; set; } = 20;

    /// <summary>How old a signed callback may be, in seconds, and how far the sender's clock may be off the other way.</summary>
    [Range(10, 3600)]
    public int CallbackSeconds { get; set; } = 300;

    /// <summary>Largest callback, in bytes, a file in it included (base64).</summary>
    [Range(1024, 33_554_432)]
    public int CallbackBytes { get; set; } = 1_048_576;

    [Range(1, 1_000_000)]
    public int CallbacksAtOnce { get; set; } = 200;

    /// <summary>Callbacks from one address per minute.</summary>
    [Range(1, 10_000_000)]
    public int CallbacksPerMinute { get; set; } = 3000;

    /// <summary>Largest file sent to a channel, in bytes.</summary>
    [Range(1024, 104_857_600)]
    public long SentFileBytes { get; set; } = 10 * 1_048_576;

    /// <summary>
    /// May outgoing calls go to addresses of the own network, and without TLS? Only where a bridge runs on the same
    /// machine or in the office: anybody who may edit channels can then reach what this server reaches.
    /// </summary>
    public bool AllowPrivateAddresses { get; set; }

    public Duration Lease => Duration.FromSeconds(SendSeconds * 4);

    public Pace CallbackPace => new(CallbacksAtOnce, CallbacksPerMinute);
}
