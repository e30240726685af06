using Zhanggui.Pay.Amounts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay.Formulas;

/// <summary>
/// Reads a formula and checks its types: money and numbers are not added, compared or swapped for each other. It is small on
/// purpose: names, literals, arithmetic, comparison, and, or, not, and a dozen functions; nothing repeats and nothing is stored.
/// </summary>
internal sealed class FormulaReading
{
    private const int Longest = 500;
    private const int MostTokens = 200;
    private const int MostDepth = 30;

    private readonly List<Token> tokens;
    private int at;
    private int depth;

    private FormulaReading(List<Token> tokens) => this.tokens = tokens;

    public HashSet<string> Figures { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Lines { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Scores { get; } = new(StringComparer.Ordinal);

    public bool MayBeNothing { get; set; }

    public bool AsksMetrics { get; set; }

    public bool IsOwn { get; set; }

    /// <summary>The formula, or what is wrong with it.</summary>
    public static (Formula? Formula, Words? Wrong) Read(string text)
    {
        try
        {
            if (text.Length > Longest)
            {
                throw new FormulaException(Longest, "算式太长", "The formula is too long");
            }

            var words = Lexer.Cut(text);
            if (words.Count > MostTokens)
            {
                throw new FormulaException(words[MostTokens].Column, "算式太长", "The formula is too long");
            }

            var reading = new FormulaReading(words);
            var whole = reading.Or();
            reading.Expect(TokenKind.End, string.Empty);
            return (new Formula(text, whole.Kind, whole.Value) { Figures = reading.Figures, Lines = reading.Lines, Scores = reading.Scores, IsShare = whole.IsShare, MayBeNothing = reading.MayBeNothing, AsksMetrics = reading.AsksMetrics, IsOwn = reading.IsOwn }, null);
        }
        catch (FormulaException wrong)
        {
            return (null, new Words($"第 {wrong.Column} 个字：{wrong.Zh}。", $"At character {wrong.Column}: {wrong.Message}."));
        }
    }

    internal Token Now => tokens[at];

    internal Part Or()
    {
        if (++depth > MostDepth)
        {
            throw Wrong("括号太深", "Nested too deeply");
        }

        var left = And();
        while (TakeName("or"))
        {
            left = Both(left, And(), (a, b) => a.IsZero && b.IsZero ? Ratio.Zero : Ratio.One);
        }

        depth--;
        return left;
    }

    private Part And()
    {
        var left = Not();
        while (TakeName("and"))
        {
            left = Both(left, Not(), (a, b) => a.IsZero || b.IsZero ? Ratio.Zero : Ratio.One);
        }

        return left;
    }

    private Part Not()
    {
        if (!TakeName("not"))
        {
            return Comparison();
        }

        var part = Not();
        Need(part, AmountKind.Truth);
        return part with { Value = s => part.Value(s) is { } v ? v.IsZero ? Ratio.One : Ratio.Zero : null };
    }

    private Part Comparison()
    {
        var left = Sum();
        if (Now.Kind != TokenKind.Sign || Now.Text is not ("<" or "<=" or ">" or ">=" or "=" or "!="))
        {
            return left;
        }

        var sign = Take().Text;
        var right = Sum();
        Same(left, right);
        return new Part(AmountKind.Truth, s => left.Value(s) is { } a && right.Value(s) is { } b ? (Holds(sign, a.CompareTo(b)) ? Ratio.One : Ratio.Zero) : null);
    }

    private static bool Holds(string sign, int order) => sign switch
    {
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        ">=" => order >= 0,
        "=" => order == 0,
        _ => order != 0,
    };

    private Part Sum()
    {
        var left = Product();
        while (Now is { Kind: TokenKind.Sign, Text: "+" or "-" })
        {
            var isPlus = Take().Text == "+";
            var (a, b) = (left, Product());
            Same(a, b);
            Reckon(a);
            left = new Part(a.Kind, s => a.Value(s) is { } x && b.Value(s) is { } y ? (isPlus ? x + y : x - y) : null);
        }

        return left;
    }

    private Part Product()
    {
        var left = Unary();
        while (Now is { Kind: TokenKind.Sign, Text: "*" or "/" })
        {
            var sign = Take();
            var (a, b) = (left, Unary());
            Reckon(a);
            Reckon(b);
            var kind = (sign.Text, a.Kind, b.Kind) switch
            {
                ("*", AmountKind.Money, AmountKind.Money) => throw new FormulaException(sign.Column, "钱不能乘钱", "Money cannot be multiplied by money"),
                ("*", _, _) => a.Kind == AmountKind.Money || b.Kind == AmountKind.Money ? AmountKind.Money : AmountKind.Number,
                (_, AmountKind.Number, AmountKind.Money) => throw new FormulaException(sign.Column, "数不能除以钱", "A number cannot be divided by money"),
                (_, AmountKind.Money, AmountKind.Number) => AmountKind.Money,
                _ => AmountKind.Number,
            };
            if (sign.Text == "/" && b.Literal is { IsZero: true })
            {
                throw new FormulaException(sign.Column, "不能除以 0", "Nothing can be divided by 0");
            }

            MayBeNothing |= sign.Text == "/" && b.Literal is null;
            // Nothing can be said of a division by zero; it is no error and no zero.
            left = sign.Text == "*"
                ? new Part(kind, s => a.Value(s) is { } x && b.Value(s) is { } y ? x * y : null)
                : new Part(kind, s => a.Value(s) is { } x && b.Value(s) is { IsZero: false } y ? x / y : null);
        }

        return left;
    }

    private Part Unary()
    {
        if (Now is { Kind: TokenKind.Sign, Text: "-" })
        {
            Take();
            var part = Unary();
            Reckon(part);
            return part with { Value = s => part.Value(s) is { } v ? -v : null, Literal = -part.Literal };
        }

        return Primary();
    }

    private Part Primary()
    {
        var token = Take();
        switch (token.Kind)
        {
            case TokenKind.Amount:
                return new Part(token.Amount.Kind, _ => token.Amount.Value) { Literal = token.Amount.Value };
            case TokenKind.Sign when token.Text == "(":
                var inner = Or();
                Expect(TokenKind.Sign, ")");
                return inner;
            case TokenKind.Name when Now is { Kind: TokenKind.Sign, Text: "(" }:
                return Functions.Read(this, token);
            case TokenKind.Name when FigureNames.All.TryGetValue(token.Text, out var figure):
                Figures.Add(token.Text);
                IsOwn |= figure.IsOwn;
                return new Part(figure.Kind, s => s.Figure(figure.Name));
            default:
                throw new FormulaException(token.Column, token.Kind == TokenKind.End ? "算式没有写完" : $"不认识「{token.Text}」", token.Kind == TokenKind.End ? "The formula is not complete" : $"'{token.Text}' is not known");
        }
    }

    internal Token Take() => tokens[at < tokens.Count - 1 ? at++ : at];

    internal Token Expect(TokenKind kind, string text)
    {
        var token = Now;
        if (token.Kind != kind || (kind == TokenKind.Sign && token.Text != text))
        {
            throw Wrong($"这里应是「{text}」", $"'{text}' is expected");
        }

        return Take();
    }

    internal FormulaException Wrong(string zh, string en) => new(Now.Column, zh, en);

    internal void Need(Part part, AmountKind kind)
    {
        if (part.Kind != kind)
        {
            throw Wrong(kind == AmountKind.Truth ? "这里要是一个条件" : "单位不对", kind == AmountKind.Truth ? "A condition is needed" : "The unit is wrong");
        }
    }

    internal void Same(Part a, Part b)
    {
        if (a.Kind != b.Kind)
        {
            throw Wrong("两边单位不同：钱要写成「80000 元」", "The two sides have different units: money is written '80000 元'");
        }
    }

    private bool TakeName(string name)
    {
        var has = Now.Kind == TokenKind.Name && Now.Text == name;
        if (has)
        {
            Take();
        }

        return has;
    }

    private Part Both(Part a, Part b, Func<Ratio, Ratio, Ratio> of)
    {
        Need(a, AmountKind.Truth);
        Need(b, AmountKind.Truth);
        return new Part(AmountKind.Truth, s => a.Value(s) is { } x && b.Value(s) is { } y ? of(x, y) : null);
    }

    private void Reckon(Part part)
    {
        if (part.Kind == AmountKind.Truth)
        {
            throw Wrong("条件不能拿来算", "A condition cannot be reckoned with");
        }
    }
}

/// <summary>A part of a formula.</summary>
internal sealed record Part(AmountKind Kind, Func<IScope, Ratio?> Value)
{
    /// <summary>Its value, where it is written in the formula.</summary>
    public Ratio? Literal { get; init; }

    /// <summary>A share that comes from the metrics.</summary>
    public bool IsShare { get; init; }
}
