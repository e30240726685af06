using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using NodaTime;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Reception.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Visitors;

/// <summary>
/// What a visitor's bearer token proves: one buyer on one channel until an instant. <paramref name="Buyer"/> is the record
/// that held when the token was given, under which the page counts; <paramref name="Origin"/> the record the page began as,
/// so that a join that is taken back leads the page back to its own.
/// </summary>
internal sealed record VisitorPass(ChannelId Channel, BuyerId Buyer, bool IsSigned, Instant IssuedAt, Instant ExpiresAt, BuyerId Origin);

/// <summary>
/// Bearer tokens signed with a key derived from the installation's own: any process can check one without asking the
/// database, and nothing is stored that could be stolen from there.
/// </summary>
internal sealed class VisitorTokens(MasterKey master)
{
    private const byte Version = 2;
    private const int BodyBytes = 1 + 16 + 16 + 1 + 8 + 8 + 16;
    private const int MacBytes = 32;
    private const int TextChars = 132; // base64url of body and mac

    private readonly byte[] key = master.Derive("reception.visitor-token");

    public string Issue(VisitorPass pass)
    {
        Span<byte> bytes = stackalloc byte[BodyBytes + MacBytes];
        bytes[0] = Version;
        pass.Channel.Value.TryWriteBytes(bytes[1..], bigEndian: true, out _);
        pass.Buyer.Value.TryWriteBytes(bytes[17..], bigEndian: true, out _);
        bytes[33] = pass.IsSigned ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64BigEndian(bytes[34..], pass.IssuedAt.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(bytes[42..], pass.ExpiresAt.ToUnixTimeMilliseconds());
        pass.Origin.Value.TryWriteBytes(bytes[50..], bigEndian: true, out _);
        HMACSHA256.HashData(key, bytes[..BodyBytes], bytes[BodyBytes..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The pass behind a token; null when it is forged, damaged or expired.</summary>
    public VisitorPass? Read(string? token, Instant now)
    {
        Span<byte> bytes = stackalloc byte[BodyBytes + MacBytes];
        if (token is null || token.Length is 0 or > TextChars || Base64Url.DecodeFromChars(token, bytes, out _, out var written) != System.Buffers.OperationStatus.Done || written != bytes.Length || bytes[0] != Version)
        {
            return null;
        }

        Span<byte> mac = stackalloc byte[MacBytes];
        HMACSHA256.HashData(key, bytes[..BodyBytes], mac);
        if (!CryptographicOperations.FixedTimeEquals(mac, bytes[BodyBytes..]))
        {
            return null;
        }

        var expires = Instant.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes[42..]));
        return expires <= now
            ? null
            : new VisitorPass(
                new ChannelId(new Guid(bytes[1..17], bigEndian: true)),
                new BuyerId(new Guid(bytes[17..33], bigEndian: true)),
                bytes[33] == 1,
                Instant.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes[34..])),
                expires,
                new BuyerId(new Guid(bytes[50..66], bigEndian: true)));
    }
}
