using Zhanggui.Pay.Amounts;

namespace Zhanggui.Pay.Formulas;

internal enum TokenKind
{
    End,
    Name,
    Text,
    Amount,
    Sign,
}

/// <summary>A word of a formula; column counts from 1.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Column, Amount Amount = default);

/// <summary>A formula that cannot be read, with the column.</summary>
internal sealed class FormulaException(int column, string zh, string en) : Exception(en)
{
    public int Column { get; } = column;

    public string Zh { get; } = zh;
}

/// <summary>Cuts a formula into words.</summary>
internal static class Lexer
{
    private static readonly string[] Signs = ["<=", ">=", "!=", "<", ">", "=", "+", "-", "*", "/", "(", ")", ","];
    private static readonly string[] Units = ["元", "yuan", "%"];

    public static List<Token> Cut(string text)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (at < text.Length)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (char.IsAsciiDigit(c))
            {
                tokens.Add(Number(text, ref at));
            }
            else if (char.IsAsciiLetterLower(c))
            {
                var end = at;
                while (end < text.Length && (char.IsAsciiLetterLower(text[end]) || char.IsAsciiDigit(text[end]) || text[end] == '_'))
                {
                    end++;
                }

                tokens.Add(new Token(TokenKind.Name, text[at..end], at + 1));
                at = end;
            }
            else if (c is '"' or '\'')
            {
                var end = text.IndexOf(c, at + 1);
                if (end < 0)
                {
                    throw new FormulaException(at + 1, "引号没有收尾", "The quotation does not end");
                }

                tokens.Add(new Token(TokenKind.Text, text[(at + 1)..end], at + 1));
                at = end + 1;
            }
            else
            {
                var sign = Array.Find(Signs, s => string.CompareOrdinal(text, at, s, 0, s.Length) == 0)
                    ?? throw new FormulaException(at + 1, $"看不懂「{c}」", $"'{c}' is not known");
                tokens.Add(new Token(TokenKind.Sign, sign, at + 1));
                at += sign.Length;
            }
        }

        tokens.Add(new Token(TokenKind.End, string.Empty, text.Length + 1));
        return tokens;
    }

    private static Token Number(string text, ref int at)
    {
        var (start, end) = (at, at);
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
        {
            end++;
        }

        var number = text[start..end];
        var gap = end;
        while (gap < text.Length && text[gap] == ' ')
        {
            gap++;
        }

        var unit = Array.Find(Units, u => string.CompareOrdinal(text, gap, u, 0, u.Length) == 0) ?? string.Empty;
        if (Amount.Parse(number + unit) is not { } amount)
        {
            throw new FormulaException(start + 1, $"「{number}」不是数", $"'{number}' is no number");
        }

        at = unit.Length > 0 ? gap + unit.Length : end;
        return new Token(TokenKind.Amount, number + unit, start + 1, amount);
    }
}
