using System.Security.Cryptography;
using System.Text;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Kernel.Text;

namespace Zhanggui.Shop.Buyers;

/// <summary>
/// Names and numbers are sealed, so they are found by keyed fingerprints (HMAC under a key of this installation, per
/// shop): a whole telephone number, its last four digits, and every one- and two-character piece of a name. Whoever has
/// only the database can neither read them nor try numbers against them. Erasing removes them.
/// </summary>
internal sealed class SearchTokens(MasterKey master)
{
    private const int NameLimit = 40;
    private readonly byte[] key = master.Derive("shop.buyer.search");
    private readonly byte[] identityKey = master.Derive("shop.buyer.identity");

    /// <summary>The fingerprint by which a channel's identity is found again; the identity itself is stored sealed only.</summary>
    public string OfIdentity(ShopId shop, string channelKind, string externalId) =>
        Hash(identityKey, shop, $"{channelKind}\n{externalId}", 32);

    /// <summary>The fingerprint of something whole that two records may share.</summary>
    public string OfMark(ShopId shop, string kind, string plain) => Hash(key, shop, $"same:{kind}\n{plain}", 32);

    public IReadOnlySet<string> OfBuyer(ShopId shop, BuyerRecord record)
    {
        var plain = new HashSet<string>(StringComparer.Ordinal);
        if (record.Tel is { } tel && !Masking.IsMasked(tel))
        {
            plain.UnionWith(OfTel(tel));
        }

        plain.UnionWith(Pieces(record.Nick));
        plain.UnionWith(Pieces(record.Name));
        plain.UnionWith(record.Fields.Select(f => Field(f.Key, f.Value)));
        return plain.Select(p => Hash(key, shop, p, 12)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The fingerprint of a whole value of an own field, for the list's filter.</summary>
    public string OfField(ShopId shop, string field, string value) => Hash(key, shop, Field(field, value), 12);

    /// <summary>Tokens that all must be there for a query; empty when the query cannot be searched for.</summary>
    public IReadOnlyList<string> OfQuery(ShopId shop, string query)
    {
        var text = Normal(query);
        if (text.Length == 0)
        {
            return [];
        }

        var digits = Digits(text);
        IEnumerable<string> plain = digits.Length >= 5 && text.All(c => !char.IsLetter(c)) ? ["tel:" + Local(digits)]
            : text.Length == 4 && digits.Length == 4 ? ["tel4:" + digits]
            : text.Length == 1 ? ["n:" + text]
            : Pairs(text).Select(p => "n:" + p);
        return [.. plain.Distinct(StringComparer.Ordinal).Select(p => Hash(key, shop, p, 12))];
    }

    /// <summary>Lower case, full-width digits and letters as half-width ones, no spaces.</summary>
    public static string Normal(string text) =>
        string.Concat(text.Where(c => !char.IsWhiteSpace(c)).Select(Width.Narrow)).ToLowerInvariant(); // String.Normalize changes nothing without the tables of a culture

    private static IEnumerable<string> OfTel(string tel)
    {
        var digits = Local(Digits(tel));
        return digits.Length < 4 ? [] : ["tel:" + digits, "tel4:" + digits[^4..]];
    }

    private static IEnumerable<string> Pieces(string? name)
    {
        var text = Normal(name ?? string.Empty).Replace("*", string.Empty, StringComparison.Ordinal);
        text = text[..Math.Min(text.Length, NameLimit)];
        return text.Select(c => c.ToString()).Concat(Pairs(text)).Select(p => "n:" + p);
    }

    private static IEnumerable<string> Pairs(string text) =>
        Enumerable.Range(0, Math.Max(0, text.Length - 1)).Select(i => text.Substring(i, 2));

    private static string Field(string field, string value) => $"f:{field}\n{Normal(value)}";

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static string Local(string digits) =>
        digits.Length == 13 && digits.StartsWith("86", StringComparison.Ordinal) ? digits[2..] : digits;

    private static string Hash(byte[] key, ShopId shop, string text, int bytes) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{shop.Value}\n{text}")).AsSpan(0, bytes));
}
