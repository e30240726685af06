using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Reception.Visitors;

/// <summary>Who the shop's own server says the visitor is: proven by an HMAC over id and time with the channel's secret.</summary>
internal sealed record SignedIdentity(string? Id, string? Name, long At, string? Sign)
{
    private const int LongestId = 200;

    /// <summary>Lowercase hex HMAC-SHA256 of <c>id + "\n" + at</c>.</summary>
    public static string SignatureOf(ReadOnlySpan<byte> secret, string id, long at) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(id + "\n" + at.ToString(CultureInfo.InvariantCulture))));

    /// <summary>
    /// Null when the identity is proven and fresh. The signature is looked at before the age, so that a stranger
    /// learns nothing from the answer; clocks of shop and house may differ by <paramref name="skew"/>.
    /// </summary>
    public Refusal? Check(ReadOnlySpan<byte> secret, Instant now, Duration maxAge, Duration skew)
    {
        if (string.IsNullOrWhiteSpace(Id) || Id.Length > LongestId || Id.Contains('\n', StringComparison.Ordinal))
        {
            return new IdentityInvalid("identity.id");
        }

        var given = Encoding.UTF8.GetBytes(Sign ?? string.Empty);
        var right = Encoding.UTF8.GetBytes(SignatureOf(secret, Id, At));
        if (!CryptographicOperations.FixedTimeEquals(given, right))
        {
            return new IdentityInvalid("identity.sign");
        }

        var age = now.ToUnixTimeSeconds() - At;
        return age > maxAge.TotalSeconds || age < -skew.TotalSeconds ? new IdentityExpired() : null;
    }
}
