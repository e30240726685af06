using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay.Amounts;

/// <summary>One row of a table by ranges, [From, To); empty = open.</summary>
internal sealed record Band(Ratio? From, Ratio? To, Ratio Value)
{
    public bool Has(Ratio at) => (From is not { } from || from <= at) && (To is not { } to || at < to);
}

/// <summary>A table by ranges: rows <c>from to value</c>, ranges <c>[from, to)</c> without gap or overlap, <c>-</c> for open.</summary>
internal sealed record Bands(IReadOnlyList<Band> Rows, AmountKind By, AmountKind Gives)
{
    private const int Columns = 3;

    public Ratio Find(Ratio at) => Rows.FirstOrDefault(r => r.Has(at))?.Value ?? Ratio.Zero;

    /// <summary>Each part of the amount at the rate of its own row: 累进.</summary>
    public Ratio Marginal(Ratio amount) => Rows.Aggregate(Ratio.Zero, (sum, row) =>
    {
        var from = row.From ?? Ratio.Zero;
        var to = row.To is { } end && end < amount ? end : amount;
        return to > from ? sum + ((to - from) * row.Value) : sum;
    });

    /// <summary>Reads the rows; the words say what is wrong with them, or null.</summary>
    public static Words? Read(IReadOnlyList<string> lines, out Bands bands)
    {
        bands = new Bands([], AmountKind.Number, AmountKind.Number);
        var rows = new List<Band>();
        AmountKind? by = null;
        AmountKind? gives = null;
        foreach (var (index, line) in lines.Index())
        {
            var cells = line.Replace(" 元", "元").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (cells.Length != Columns)
            {
                return new($"第 {index + 1} 行写成：起 止 值，例如 0 50 1.00元。", $"Row {index + 1}: write from, to and value, such as 0 50 1.00元.");
            }

            var (from, to, value) = (Cell(cells[0]), Cell(cells[1]), Amount.Parse(cells[2]));
            if ((from is null && cells[0] != "-") || (to is null && cells[1] != "-") || value is not { } given)
            {
                return new($"第 {index + 1} 行有读不懂的数：{line}", $"Row {index + 1} has a number that cannot be read: {line}");
            }

            foreach (var edge in new[] { from, to }.OfType<Amount>())
            {
                if (by is { } known && known != edge.Kind && !edge.Value.IsZero)
                {
                    return new($"第 {index + 1} 行单位和前面不同：{line}", $"Row {index + 1} has another unit than the rows above: {line}");
                }

                by = edge.Value.IsZero ? by : edge.Kind;
            }

            if (gives is { } before && before != given.Kind)
            {
                return new($"第 {index + 1} 行的值单位和前面不同：{line}", $"The value of row {index + 1} has another unit: {line}");
            }

            gives = given.Kind;
            rows.Add(new Band(from?.Value, to?.Value, given.Value));
        }

        bands = new Bands([.. rows.OrderBy(r => r.From is not null).ThenBy(r => r.From ?? Ratio.Zero)], by ?? AmountKind.Number, gives ?? AmountKind.Number);
        return Holes(bands.Rows, bands.By);

        static Amount? Cell(string text) => text == "-" ? null : Amount.Parse(text);
    }

    private static Words? Holes(IReadOnlyList<Band> rows, AmountKind by)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i] is { From: { } from, To: { } to } && to <= from)
            {
                return new($"起不小于止：{Say(from)} {Say(to)}。", $"A range that ends before it begins: {Say(from)} {Say(to)}.");
            }

            if (i > 0 && rows[i].From != rows[i - 1].To)
            {
                return rows[i - 1].To is { } last && rows[i].From is { } first && first > last
                    ? new($"两档之间有空档：{Say(last)} 到 {Say(first)} 没有值。", $"There is a gap: {Say(last)} to {Say(first)} has no value.")
                    : new($"两档重叠：前一档到 {Say(rows[i - 1].To)}，后一档从 {Say(rows[i].From)} 起。", $"Two ranges overlap: one ends at {Say(rows[i - 1].To)}, the next begins at {Say(rows[i].From)}.");
            }
        }

        if (rows is [{ From: { Sign: > 0 } begin }, ..])
        {
            return new($"第一档要从 0 或 - 起：{Say(begin)} 以下没有值。", $"The first range begins at 0 or -: there is no value below {Say(begin)}.");
        }

        if (rows is [.., { To: { } top }])
        {
            return new($"最后一档的止要写 -：{Say(top)} 起没有值。", $"The last range ends with -: there is no value from {Say(top)} on.");
        }

        return null;

        string Say(Ratio? edge) => edge is { } known ? new Amount(by, known).ToString() + (by == AmountKind.Money ? "元" : string.Empty) : "-";
    }
}
