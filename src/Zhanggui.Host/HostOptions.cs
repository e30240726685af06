using System.ComponentModel.DataAnnotations;

namespace Zhanggui.Host;

/// <summary>Settings of the server itself, section <c>Host</c>.</summary>
public sealed class HouseHostOptions
{
    /// <summary>Addresses or networks (CIDR) of the proxies in front, whose forwarded headers are believed (<c>ZHANGGUI_TRUSTED_PROXIES</c>, separated by commas). Nobody else's are.</summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>Requests a second from one address before it is told to slow down; 0 = no limit. Requests from this machine are never limited.</summary>
    [Range(0, 1_000_000)]
    public int RequestsPerSecond { get; set; } = 100;

    /// <summary>Requests one address may send at once before the rate counts (a whole office behind one address opens its workbenches).</summary>
    [Range(1, 1_000_000)]
    public int RequestBurst { get; set; } = 2000;

    /// <summary>Largest JSON body in bytes.</summary>
    [Range(16 * 1024, 64 * 1024 * 1024)]
    public int JsonBytes { get; set; } = 1024 * 1024;

    /// <summary>Largest body of any kind in bytes (uploads have their own, smaller limits).</summary>
    [Range(64 * 1024, 1024L * 1024 * 1024)]
    public long BodyBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>Seconds that requests under way may take to finish when the server stops.</summary>
    [Range(1, 300)]
    public int ShutdownSeconds { get; set; } = 20;

    /// <summary>Seconds between two examinations or two backups from the workbench; each reads the whole database.</summary>
    [Range(0, 86_400)]
    public int HouseRestSeconds { get; set; } = 30;

    /// <summary>Seconds the workbench waits for an examination; a proxy in front gives up after a minute.</summary>
    [Range(1, 3600)]
    public int DoctorSeconds { get; set; } = 50;

    /// <summary>Tell browsers to come by HTTPS only (set it when the proxy in front speaks TLS).</summary>
    public bool Hsts { get; set; }
}
