using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Kernel.Time;

namespace Zhanggui.Reception.Files;

/// <summary>
/// Tickets for the visitor's browser, which cannot send a header with a picture. A ticket opens the files of one buyer
/// and ends by itself; the visitor's token never stands in an address, where logs and referrers would keep it.
/// </summary>
internal sealed class FileLinks(MasterKey master, UploadOptions options, TimeProvider clock)
{
    private readonly byte[] key = master.Derive("reception.file-ticket");

    /// <summary>The value of <c>t</c>. The end is rounded to the hour, so that the same picture keeps its address for a while.</summary>
    public string TicketFor(Guid buyer)
    {
        var hour = (clock.GetCurrentInstant().ToUnixTimeSeconds() / 3600) + options.LinkHours + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{hour}.{buyer:n}.{Sign(buyer, hour)}");
    }

    /// <summary>The buyer whose files the ticket opens; null when it is forged or over.</summary>
    public Guid? Read(string? ticket)
    {
        var parts = (ticket ?? string.Empty).Split('.');
        if (parts.Length != 3 || parts[0].Length > 8 || parts[2].Length > 64
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            || !Guid.TryParseExact(parts[1], "n", out var buyer))
        {
            return null;
        }

        var isRight = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(parts[2]), Encoding.UTF8.GetBytes(Sign(buyer, hour)));
        return isRight && clock.GetCurrentInstant().ToUnixTimeSeconds() < hour * 3600 ? buyer : null;
    }

    private string Sign(Guid buyer, long hour) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{buyer:n}.{hour}"))).AsSpan(0, 24));
}
