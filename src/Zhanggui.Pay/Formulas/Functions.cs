using Zhanggui.Pay.Amounts;

namespace Zhanggui.Pay.Formulas;

/// <summary>The functions of formulas: <c>if min max or_else score target metric team_metric shop_metric incidents leave_days line is_grade</c>.</summary>
internal static class Functions
{
    private const int FenPerYuan = 100;

    public static Part Read(FormulaReading reading, Token name)
    {
        reading.Expect(TokenKind.Sign, "(");
        var part = name.Text switch
        {
            "if" => If(reading),
            "min" => Several(reading, Ratio.Min),
            "max" => Several(reading, Ratio.Max),
            "or_else" => OrElse(reading),
            "score" => Score(reading),
            "target" => Target(reading),
            "metric" or "team_metric" or "shop_metric" => Metric(reading, name),
            "incidents" => Own(reading, texts => s => s.Incidents(texts)),
            "leave_days" => Own(reading, texts => s => s.LeaveDays(texts)),
            "is_grade" => Own(reading, texts => s => s.IsGrade(texts) ? Ratio.One : Ratio.Zero) with { Kind = AmountKind.Truth },
            "line" => Line(reading),
            _ => throw new FormulaException(name.Column, $"没有「{name.Text}」这个函数", $"There is no function '{name.Text}'"),
        };
        reading.Expect(TokenKind.Sign, ")");
        return part;
    }

    private static Part If(FormulaReading reading)
    {
        var condition = reading.Or();
        reading.Need(condition, AmountKind.Truth);
        reading.Expect(TokenKind.Sign, ",");
        var yes = reading.Or();
        reading.Expect(TokenKind.Sign, ",");
        var no = reading.Or();
        reading.Same(yes, no);
        return new Part(yes.Kind, yes.Value) { IsShare = yes.IsShare && no.IsShare, Value = s => condition.Value(s) is { } c ? (c.IsZero ? no.Value(s) : yes.Value(s)) : null };
    }

    private static Part Several(FormulaReading reading, Func<Ratio, Ratio, Ratio> of)
    {
        var left = reading.Or();
        while (reading.Now is { Kind: TokenKind.Sign, Text: "," })
        {
            reading.Take();
            var (a, b) = (left, reading.Or());
            reading.Same(a, b);
            left = new Part(a.Kind, a.Value) { IsShare = a.IsShare && b.IsShare, Value = s => a.Value(s) is { } x && b.Value(s) is { } y ? of(x, y) : null };
        }

        return left;
    }

    private static Part OrElse(FormulaReading reading)
    {
        var before = reading.MayBeNothing;
        var first = reading.Or();
        reading.MayBeNothing = before;
        reading.Expect(TokenKind.Sign, ",");
        var second = reading.Or();
        reading.Same(first, second);
        return new Part(first.Kind, s => first.Value(s) ?? second.Value(s)) { IsShare = first.IsShare && second.IsShare };
    }

    private static Part Score(FormulaReading reading)
    {
        var kind = reading.Expect(TokenKind.Text, "\"").Text;
        Ratio? missing = null;
        if (reading.Now is { Kind: TokenKind.Sign, Text: "," })
        {
            reading.Take();
            var given = reading.Expect(TokenKind.Amount, "0");
            missing = given.Amount.Kind == AmountKind.Number ? given.Amount.Value : throw new FormulaException(given.Column, "分数不带单位", "A score has no unit");
        }

        reading.IsOwn = true;
        reading.Scores.Add(kind);
        return new Part(AmountKind.Number, s => s.Score(kind, missing));
    }

    /// <summary>Targets for sales are yuan, all others numbers.</summary>
    private static Part Target(FormulaReading reading)
    {
        var metric = reading.Expect(TokenKind.Text, "\"").Text;
        reading.IsOwn = true;
        return metric is "sales" || FigureNames.MetricKind(metric) == AmountKind.Money
            ? new Part(AmountKind.Money, s => s.Target(metric) is { } yuan ? yuan * Ratio.Of(FenPerYuan) : null)
            : new Part(AmountKind.Number, s => s.Target(metric));
    }

    private static Part Metric(FormulaReading reading, Token name)
    {
        var metric = reading.Expect(TokenKind.Text, "\"");
        var set = reading.Now is { Kind: TokenKind.Sign, Text: "," } ? SetName(reading) : null;
        var kind = FigureNames.MetricKind(metric.Text) ?? throw new FormulaException(metric.Column, $"没有「{metric.Text}」这个指标", $"There is no metric '{metric.Text}'");

        reading.AsksMetrics = true;
        reading.IsOwn |= name.Text != "shop_metric";
        var of = name.Text switch { "metric" => "person", "team_metric" => "team", _ => "shop" };
        return new Part(kind, s => s.Metric(metric.Text, set, of)) { IsShare = FigureNames.IsShare(metric.Text) };
    }

    private static string SetName(FormulaReading reading)
    {
        reading.Take();
        return reading.Expect(TokenKind.Text, "\"").Text;
    }

    private static Part Line(FormulaReading reading)
    {
        var id = reading.Expect(TokenKind.Text, "\"").Text;
        reading.Lines.Add(id);
        reading.IsOwn = true;
        return new Part(AmountKind.Money, s => s.Line(id));
    }

    private static Part Own(FormulaReading reading, Func<IReadOnlyList<string>, Func<IScope, Ratio?>> of, int most = 20)
    {
        var texts = new List<string> { reading.Expect(TokenKind.Text, "\"").Text };
        while (texts.Count < most && reading.Now is { Kind: TokenKind.Sign, Text: "," })
        {
            reading.Take();
            texts.Add(reading.Expect(TokenKind.Text, "\"").Text);
        }

        reading.IsOwn = true;
        return new Part(AmountKind.Number, of(texts));
    }
}
