using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Zhanggui.Reception.Channels.Webhook;

/// <summary>
/// Signs calls between the house and a bridge, in both directions: lowercase hex HMAC-SHA256 with the channel's secret
/// (its text as ASCII) over the time in Unix seconds, a line feed, and the body as it travels.
/// </summary>
internal static class CallbackSign
{
    public const string TimeHeader = "X-Zhanggui-Time";
    public const string SignHeader = "X-Zhanggui-Sign";

    public static string Of(ReadOnlySpan<byte> secret, long at, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hmac.AppendData(Encoding.ASCII.GetBytes(at.ToString(CultureInfo.InvariantCulture) + "\n"));
        hmac.AppendData(body);
        return Convert.ToHexStringLower(hmac.GetHashAndReset());
    }

    /// <summary>Is it signed by whoever has the secret, and fresh? The signature is looked at first, so that a stranger learns nothing of our clock.</summary>
    public static bool IsRight(ReadOnlySpan<byte> secret, string? time, string? sign, ReadOnlySpan<byte> body, Instant now, Duration window)
    {
        if (!long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var at))
        {
            return false;
        }

        var given = Encoding.UTF8.GetBytes(sign ?? string.Empty);
        var isSigned = CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(Of(secret, at, body)));
        return isSigned && Math.Abs(now.ToUnixTimeSeconds() - at) <= window.TotalSeconds;
    }
}
