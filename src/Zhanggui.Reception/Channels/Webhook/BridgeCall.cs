using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using NodaTime;

namespace Zhanggui.Reception.Channels.Webhook;

/// <summary>
/// The house's only way to call addresses that people have typed in. No redirects, no proxy, no cookies, short answers;
/// the name is resolved here and the connection goes to the very address that was looked at, so a name that changes
/// its mind between look and call gains nothing.
/// </summary>
internal sealed class BridgeCall : IDisposable
{
    private const int AnswerBytes = 16 * 1024;
    private readonly HttpClient http;
    private readonly ChannelsOptions options;

    public BridgeCall(ChannelsOptions options)
    {
        this.options = options;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(Math.Min(10, options.SendSeconds)),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxResponseHeadersLength = 16,
            ConnectCallback = ConnectAsync,
        };
        http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(options.SendSeconds) };
    }

    /// <summary>Why this address cannot be set for a channel, or null. What the name resolves to is looked at again at each call.</summary>
    public static string? Refuse(string url, bool allowsPrivate)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
        {
            return "address";
        }

        if (uri.Scheme != Uri.UriSchemeHttps && !(allowsPrivate && uri.Scheme == Uri.UriSchemeHttp))
        {
            return "https";
        }

        var isNamed = uri.HostNameType == UriHostNameType.Dns && uri.Host.Contains('.', StringComparison.Ordinal) && !uri.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
        var isOpen = isNamed || (IPAddress.TryParse(uri.IdnHost, out var address) && PublicAddresses.Contains(address));
        return isOpen || allowsPrivate ? null : "private";
    }

    /// <summary>Posts a signed JSON body. Throws <see cref="HttpRequestException"/> when it cannot be reached, and <see cref="PrivateAddressException"/> inside it.</summary>
    public async Task<BridgeAnswer> PostAsync(Uri url, byte[] body, byte[] secret, Instant now, CancellationToken ct)
    {
        var at = now.ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.TryAddWithoutValidation(CallbackSign.TimeHeader, at.ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation(CallbackSign.SignHeader, CallbackSign.Of(secret, at, body));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        var retryAfter = response.Headers.RetryAfter?.Delta is { } delta ? Duration.FromTimeSpan(delta) : (Duration?)null;
        var answer = response.IsSuccessStatusCode ? [] : await ReadAsync(response, ct);
        return new BridgeAnswer((int)response.StatusCode, answer, retryAfter);
    }

    /// <summary>The beginning of the answer: enough for a reason, whatever is sent behind it.</summary>
    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var bytes = new byte[AnswerBytes];
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        return bytes[..await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct)];
    }

    public void Dispose() => http.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, ct);
        var allowed = options.AllowPrivateAddresses ? addresses : [.. addresses.Where(PublicAddresses.Contains)];
        if (allowed.Length == 0)
        {
            throw new PrivateAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>What a bridge answered; at most 16 KiB of it.</summary>
internal readonly record struct BridgeAnswer(int Status, byte[] Body, Duration? RetryAfter);

/// <summary>The name leads only to addresses that the house does not call for others.</summary>
internal sealed class PrivateAddressException() : IOException("The name leads to no public address.");
