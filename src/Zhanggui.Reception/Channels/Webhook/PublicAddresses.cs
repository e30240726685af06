using System.Net;
using System.Net.Sockets;

namespace Zhanggui.Reception.Channels.Webhook;

/// <summary>Which addresses lie on the open internet. Everything else is ours, our neighbours' or nobody's, and is not called for somebody else.</summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] Closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(n => IPNetwork.Parse(n)),
    ];

    private static readonly IPNetwork OpenSix = IPNetwork.Parse("2000::/3");

    /// <summary>Inside 2000::/3 but not hosts of the internet: documentation, benchmarks, and tunnels that wrap an IPv4 address.</summary>
    private static readonly IPNetwork[] ClosedSix = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(n => IPNetwork.Parse(n))];

    public static bool Contains(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily switch
        {
            AddressFamily.InterNetwork => !Closed.Any(n => n.Contains(plain)),
            AddressFamily.InterNetworkV6 => OpenSix.Contains(plain) && !ClosedSix.Any(n => n.Contains(plain)),
            _ => false,
        };
    }
}
