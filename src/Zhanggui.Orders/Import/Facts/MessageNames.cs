using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Zhanggui.Facts.Schema;

namespace Zhanggui.Orders.Import.Facts;

/// <summary>
/// Names messages that have no id of their own after what they are: buyer, account, side, time and words, and how many equal ones came before, so that
/// the same copy always gives the same names. Without a time the message before it in the same talk is part of the name, because people
/// say the same few words again and again. Keeps one number per message of a file without ids.
/// </summary>
internal sealed class MessageNames
{
    private const int NameBytes = 16;
    private static readonly int Id = FactReader.PlaceOf(FactsFiles.Messages, "id");
    private static readonly int Buyer = FactReader.PlaceOf(FactsFiles.Messages, "buyer");
    private static readonly int Account = FactReader.PlaceOf(FactsFiles.Messages, "account");
    private static readonly int Sender = FactReader.PlaceOf(FactsFiles.Messages, "sender");
    private static readonly int SentAt = FactReader.PlaceOf(FactsFiles.Messages, "sent_at");
    private static readonly int Words = FactReader.PlaceOf(FactsFiles.Messages, "text");
    private readonly Dictionary<ulong, int> times = [];
    private string before = string.Empty;

    /// <summary>Gives the row its name where it has none.</summary>
    public void Name(FactRow row)
    {
        var cells = row.Cells;
        if (cells[Id] is { Length: > 1 })
        {
            return;
        }

        var own = string.Join('\u001f', cells[Buyer], cells[Account], cells[Sender], cells[SentAt], cells[Words]);
        var whole = cells[SentAt] is null ? $"{own}\u001e{before}" : own;
        before = own;
        var key = FileCheck.KeyOf(whole);
        var time = times[key] = times.GetValueOrDefault(key) + 1;
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole)).AsSpan(0, NameBytes));
        cells[Id] = time == 1 ? digest : string.Create(CultureInfo.InvariantCulture, $"{digest}~{time}");
    }
}
