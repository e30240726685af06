using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Buyers.Same;

/// <summary>By what two records look like one person (pure): the whole telephone, name with address, the nickname. What is masked says nothing.</summary>
internal static class SameMarks
{
    private const int ShortestNick = 3;

    public static IReadOnlyList<(string Kind, string Plain)> Of(BuyerRecord record)
    {
        var marks = new List<(string, string)>();
        if (record.Tel is { } tel && !Masking.IsMasked(tel) && string.Concat(tel.Where(char.IsAsciiDigit)) is { Length: >= 7 } digits)
        {
            marks.Add(("tel", digits.Length == 13 && digits.StartsWith("86", StringComparison.Ordinal) ? digits[2..] : digits));
        }

        if (record is { Name: { } name, Address: { } address } && !Masking.IsMasked(name) && !Masking.IsMasked(address))
        {
            marks.Add(("place", $"{SearchTokens.Normal(name)}\n{SearchTokens.Normal(address)}"));
        }

        if (record.Nick is { } nick && !Masking.IsMasked(nick) && SearchTokens.Normal(nick) is { Length: >= ShortestNick } called)
        {
            marks.Add(("nick", called));
        }

        return marks;
    }
}
