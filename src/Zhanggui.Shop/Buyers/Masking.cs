using System.Text.RegularExpressions;

namespace Zhanggui.Shop.Buyers;

/// <summary>
/// How contact data look where the task does not need them (SEC-07), in the platforms' own style. A value that a
/// platform has masked already (张**) is valid and stays as it is.
/// </summary>
internal static partial class Masking
{
    private const char Star = '*';

    public static bool IsMasked(string value) => value.Contains(Star, StringComparison.Ordinal);

    /// <summary>13812341234 → 138****1234; an extension of a platform's number stays: 13812341234-5678 → 138****1234-5678.</summary>
    public static string Tel(string value)
    {
        if (IsMasked(value))
        {
            return value;
        }

        var match = TelParts().Match(value.Trim());
        if (!match.Success)
        {
            return Text(value);
        }

        var digits = new string([.. match.Groups["main"].Value.Where(char.IsAsciiDigit)]);
        var country = digits.Length == 13 && digits.StartsWith("86", StringComparison.Ordinal) ? "+86 " : string.Empty;
        var main = country.Length > 0 ? digits[2..] : digits;
        var tail = main.Length >= 9 ? 4 : 2;
        var head = main.Length >= 9 ? 3 : Math.Min(2, main.Length / 3);
        return $"{country}{main[..head]}****{main[^Math.Min(tail, main.Length / 2)..]}{match.Groups["extension"].Value}";
    }

    /// <summary>张三 → 张*, 张小明 → 张**, John Smith → J*** S***.</summary>
    public static string Name(string value)
    {
        var name = value.Trim();
        if (name.Length == 0 || IsMasked(name))
        {
            return name;
        }

        if (name.All(c => c < 0x250))
        {
            return string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => First(part) + "***"));
        }

        var rest = Math.Max(1, new System.Globalization.StringInfo(name).LengthInTextElements - 1);
        return First(name) + new string(Star, Math.Min(rest, 4));
    }

    /// <summary>浙江省杭州市余杭区文一西路969号 → 浙江省杭州市余杭区****: what a courier's region is stays readable, the door does not.</summary>
    public static string Address(string value)
    {
        var address = value.Trim();
        if (address.Length == 0 || IsMasked(address))
        {
            return address;
        }

        var region = Region().Match(address).Value;
        return region.Length is > 0 and < 40 && region.Length < address.Length ? region + "****" : Text(address);
    }

    /// <summary>zhang@example.com → z***@example.com.</summary>
    public static string Email(string value)
    {
        var email = value.Trim();
        var at = email.IndexOf('@', StringComparison.Ordinal);
        return IsMasked(email) ? email : at > 0 ? $"{First(email)}***{email[at..]}" : Text(email);
    }

    /// <summary>Anything else: the first character and stars.</summary>
    public static string Text(string value)
    {
        var text = value.Trim();
        return text.Length == 0 || IsMasked(text) ? text : First(text) + "***";
    }

    // A surrogate pair or a combined sign is one character to the reader; half of one is rubbish.
    private static string First(string text) => System.Globalization.StringInfo.GetNextTextElement(text);

    [GeneratedRegex(@"^(?<main>\+?[0-9][0-9 \-()]{4,18}?[0-9])(?<extension>(-|转|,|#)[0-9]{1,6})?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 100)]
    private static partial Regex TelParts();

    [GeneratedRegex(@"^([^市区县]{2,8}?(省|自治区|特别行政区))?([^省区县]{2,8}?(市|自治州|地区|盟))?([^市]{1,8}?(区|县|旗|市))?([^路街号]{1,8}?(街道|镇|乡))?", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 100)]
    private static partial Regex Region();
}
