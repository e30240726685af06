using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;

namespace Zhanggui.Host.Web;

/// <summary>What one address may send, how large, and whose word about addresses is believed.</summary>
internal static class Limits
{
    private const int Ipv6NetworkBytes = 8;

    public static void AddLimits(this WebApplicationBuilder builder, HouseHostOptions options)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.BodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(options.ShutdownSeconds));
        builder.Services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => PartitionOf(context, options));
            limiter.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "1";
                return ValueTask.CompletedTask;
            };
        });
    }

    public static void UseTrustedProxies(this WebApplication app, HouseHostOptions options)
    {
        if (options.TrustedProxies.Count == 0)
        {
            return;
        }

        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost, ForwardLimit = null };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var text in options.TrustedProxies)
        {
            if (IPAddress.TryParse(text, out var address))
            {
                forwarded.KnownProxies.Add(address);
            }
            else if (System.Net.IPNetwork.TryParse(text, out var network))
            {
                forwarded.KnownIPNetworks.Add(network);
            }
            else
            {
                throw new Kernel.Settings.SettingsException($"Host:TrustedProxies: '{text}' is neither an address nor a network such as 10.0.0.0/8.");
            }
        }

        app.UseForwardedHeaders(forwarded);
    }

    public static void UseBodyLimits(this WebApplication app, HouseHostOptions options) =>
        app.Use(async (context, next) =>
        {
            if (context.Request.HasJsonContentType())
            {
                if (context.Request.ContentLength > options.JsonBytes)
                {
                    throw new BadHttpRequestException("The JSON body is too large.", StatusCodes.Status413PayloadTooLarge);
                }

                if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                {
                    size.MaxRequestBodySize = options.JsonBytes;
                }
            }

            await next(context);
        });

    private static RateLimitPartition<string> PartitionOf(HttpContext context, HouseHostOptions options)
    {
        var address = context.Connection.RemoteIpAddress;
        if (options.RequestsPerSecond == 0 || address is null || IPAddress.IsLoopback(address) || !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            return RateLimitPartition.GetNoLimiter(string.Empty);
        }

        return RateLimitPartition.GetTokenBucketLimiter(KeyOf(address), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.RequestBurst,
            TokensPerPeriod = options.RequestsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            AutoReplenishment = true,
            QueueLimit = 0,
        });
    }

    /// <summary>An IPv6 customer holds a whole /64, so that is what counts as one address.</summary>
    internal static string KeyOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, Ipv6NetworkBytes)).ToLower(CultureInfo.InvariantCulture)
            : address.ToString();
    }
}
