using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Privacy;

namespace Zhanggui.Host.House;

/// <summary>
/// Lets the browser fetch a backup by itself after its owner has given the password: signed, for this session and for two
/// minutes only. It holds no state, so any process of the house can honour it.
/// </summary>
internal sealed class BackupTicket(MasterKey master)
{
    public static readonly Duration Life = Duration.FromMinutes(2);
    private readonly byte[] key = master.Derive("house.backup.ticket");

    public string Make(Actor actor, Instant now)
    {
        var until = (now + Life).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return $"{until}.{Sign(actor, until)}";
    }

    public bool Fits(string? ticket, Actor actor, Instant now)
    {
        var parts = ticket?.Split('.') ?? [];
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var until)
            && now.ToUnixTimeMilliseconds() < until
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(parts[1]), Encoding.ASCII.GetBytes(Sign(actor, parts[0])));
    }

    private string Sign(Actor actor, string until) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"{actor.Person}\n{actor.SessionId}\n{until}")));
}
