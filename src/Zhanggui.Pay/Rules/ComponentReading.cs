using Zhanggui.Pay.Amounts;
using Zhanggui.Pay.Formulas;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay.Rules;

/// <summary>Reads one component: what its kind needs, and what it may have besides.</summary>
internal sealed class ComponentReading(SectionValues values, PayReading reading)
{
    public ComponentRule? Read(string id)
    {
        var at = $"components.{id}";
        if (values.Choice($"{at}.kind") is not { } kindName || KindOf(kindName) is not { } kind)
        {
            reading.Wrong(at, "kind", $"「{id}」没有写算法（kind）。", $"'{id}' does not say its kind.");
            return null;
        }

        var rule = new ComponentRule
        {
            Id = id,
            Name = values.Text($"{at}.name") ?? id,
            Kind = kind,
            Source = values.Text($"{at}.source"),
            CountsAs = CountsAsOf($"{at}.counts_as"),
            Models = values.Texts($"{at}.models") ?? [],
            Roles = values.Texts($"{at}.for_roles") ?? [],
            When = Formula($"{at}.when", AmountKind.Truth),
            Of = Formula($"{at}.of", null),
            Rate = kind == ComponentKind.Pool || kind == ComponentKind.Share || kind == ComponentKind.Excess ? Rate(at) : null,
            Tiers = reading.Bands($"{at}.tiers"),
            IsMarginal = values.Choice($"{at}.tier_way") == "marginal",
            IsPerDay = values.Choice($"{at}.per") == "day",
            Factor = Formula($"{at}.factor", AmountKind.Number),
            Floor = reading.Money($"{at}.floor"),
            Cap = reading.Money($"{at}.cap"),
            IsProrated = values.Switch($"{at}.prorated") is true,
            Lowers = values.Texts($"{at}.lowers") ?? [],
            Fixed = reading.Money($"{at}.amount"),
            Grades = reading.Table($"{at}.grades"),
            Limit = reading.Money($"{at}.limit"),
            Split = Split($"{at}.split"),
            IsAmongTeam = values.Choice($"{at}.among") == "team",
            ScaledBy = values.Text($"{at}.scaled_by"),
            ScaledFull = reading.Points($"{at}.scaled_full"),
            ScaledWhenMissing = reading.Points($"{at}.scaled_when_missing"),
            BrokenBy = values.Texts($"{at}.broken_by") ?? [],
            BrokenByLeave = values.Texts($"{at}.broken_by_leave") ?? [],
            Formula = Formula($"{at}.formula", AmountKind.Money),
            Items = [.. values.Entries($"{at}.items").Order(StringComparer.Ordinal).Select(item => Item($"{at}.items.{item}", item)).OfType<SheetItem>()],
            Coefficients = reading.Bands($"{at}.coefficients"),
            Ground = values.Text($"{at}.ground"),
        };
        Check(rule, at);
        return rule with { Lacks = Lacking(rule) is { } key ? $"pay.{at}.{key}" : null };
    }

    private static ComponentKind? KindOf(string name) => name switch
    {
        "base" => ComponentKind.Base,
        "amount" => ComponentKind.Amount,
        "share" => ComponentKind.Share,
        "tiers" => ComponentKind.Tiers,
        "pool" => ComponentKind.Pool,
        "sheet" => ComponentKind.Sheet,
        "attendance" => ComponentKind.Attendance,
        "excess" => ComponentKind.Excess,
        "formula" => ComponentKind.Formula,
        _ => null,
    };

    private CountsAs CountsAsOf(string path) => values.Choice(path) switch
    {
        "condition" => CountsAs.Condition,
        "loss" => CountsAs.Loss,
        "fine" => CountsAs.Fine,
        _ => CountsAs.Pay,
    };

    /// <summary>The setting without which nothing can be reckoned.</summary>
    private static string? Lacking(ComponentRule rule) => rule.Kind switch
    {
        ComponentKind.Base => rule.Grades.Count == 0 ? "grades" : null,
        ComponentKind.Amount or ComponentKind.Attendance => rule.Fixed is null ? "amount" : null,
        ComponentKind.Share => rule.Rate is null ? "rate" : null,
        ComponentKind.Tiers => rule.Tiers is null ? "tiers" : null,
        ComponentKind.Pool => rule.Rate is null ? "rate" : rule.Split.Count == 0 ? "split" : null,
        ComponentKind.Sheet => rule.Fixed is null ? "amount" : rule.Coefficients is null ? "coefficients" : null,
        ComponentKind.Excess => rule.Limit is null ? "limit" : rule.Rate is null ? "rate" : null,
        ComponentKind.Formula => rule.Formula is null ? "formula" : null,
        _ => throw new InvalidOperationException($"Unknown kind {rule.Kind}."),
    };

    private void Check(ComponentRule rule, string at)
    {
        if (rule.Kind is ComponentKind.Share or ComponentKind.Tiers or ComponentKind.Pool or ComponentKind.Excess && rule.Of is null && values.Text($"{at}.of") is null)
        {
            reading.Wrong(at, "of", $"「{rule.Name}」没有写按什么算（of）。", $"'{rule.Id}' does not say what it is reckoned of.");
        }

        if (rule.Of is { Kind: AmountKind.Truth })
        {
            reading.Wrong($"{at}.of", "of", "of 要是一个数或金额，不能是条件。", "of must be a number or money, not a condition.");
        }

        if (rule.Of is { } of && rule.Rate is { } rate && of.Kind == AmountKind.Money == (rate.Kind == AmountKind.Money))
        {
            reading.Wrong($"{at}.rate", "unit", of.Kind == AmountKind.Money ? "按金额算，这里写比例，例如 0.5%。" : "按数量算，这里写单价，例如 1.50 元。", of.Kind == AmountKind.Money ? "Of money: write a share such as 0.5%." : "Of a number: write money such as 1.50 元.");
        }

        if (rule.Rate is { Kind: AmountKind.Number, Value: var whole } && whole > Ratio.One)
        {
            reading.Doubtful($"{at}.rate", "rate", $"比例 {Amount.Percent(whole)} 超过了全部，请再看一眼。", $"The rate {Amount.Percent(whole)} is more than the whole: look again.");
        }

        if (rule.Kind == ComponentKind.Pool && (rule.Of is { IsOwn: true } || rule.Factor is { IsOwn: true }))
        {
            reading.Wrong(at, "pool", "合在一起算的，不能用某一个人的数。", "A pool cannot be reckoned of one person's figure.");
        }

        if (rule.Kind == ComponentKind.Tiers)
        {
            CheckTiers(rule, at);
        }

        CheckSheet(rule, at);
        foreach (var (grade, amount) in rule.Grades.OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            if (amount < reading.Money($"{at}.lowest") || amount > reading.Money($"{at}.highest"))
            {
                reading.Wrong($"{at}.grades", "range", $"「{grade}」的 {amount} 元不在本店的范围内。", $"{amount} for '{grade}' is outside the range of the book.");
            }
        }
    }

    private void CheckTiers(ComponentRule rule, string at)
    {
        CheckShares($"{at}.tiers", rule is { Of.Kind: AmountKind.Money, Tiers.Gives: AmountKind.Number }, 2);
        if (values.Choice($"{at}.tier_way") is null)
        {
            reading.Wrong(at, "tier_way", "分档要写明是累进（marginal）还是全额（whole）。", "Say whether tiers are marginal or whole.");
        }

        if (rule is { Tiers: { } tiers, Of: { } of } && (tiers.By != of.Kind && tiers.Rows.Any(r => r.From is { IsZero: false } || r.To is { IsZero: false }) || tiers.Gives == of.Kind))
        {
            reading.Wrong($"{at}.tiers", "unit", of.Kind == AmountKind.Money ? "按金额分档：起止写金额，值写比例，例如 0元 80000元 0.5%。" : "按数量分档：起止写数，值写单价，例如 0 50 1.00元。",
                of.Kind == AmountKind.Money ? "Of money: ranges are money, values shares, such as 0元 80000元 0.5%." : "Of a number: ranges are numbers, values money, such as 0 50 1.00元.");
        }

        if (rule is { IsPerDay: true, Of.Text: not ("own_orders" or "own_sales" or "commission_base") })
        {
            reading.Wrong($"{at}.of", "per", "按日计算的只有 own_orders 和 own_sales。", "Only own_orders and own_sales are known per day.");
        }
    }

    /// <summary>Cells that are shares say so: 0.625 and 62.5 are told apart by a percent sign and by nothing else.</summary>
    private void CheckShares(string path, bool isShare, params int[] columns)
    {
        foreach (var line in isShare ? values.Texts(path) ?? [] : [])
        {
            var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (cells.Length == 3 && columns.Select(c => cells[c]).FirstOrDefault(c => !PayReading.IsShare(c)) is { } cell)
            {
                reading.Wrong(path, "share", $"「{line}」里的「{cell}」{PayReading.ShareAdvice(cell).Zh}", $"'{cell}' in '{line}' {PayReading.ShareAdvice(cell).En}");
            }
        }
    }

    private void CheckSheet(ComponentRule rule, string at)
    {
        CheckShares($"{at}.coefficients", isShare: true, 2);
        if (rule.Kind == ComponentKind.Sheet && rule.Items.Count == values.Entries($"{at}.items").Count && rule.Items.Aggregate(Ratio.Zero, (sum, i) => sum + i.Weight) != Ratio.One)
        {
            reading.Wrong($"{at}.items", "weights", "各项权重加起来要是 100%。", "The weights must add up to 100%.");
        }
    }

    private Amount? Rate(string at)
    {
        var rate = reading.Any($"{at}.rate");
        return rate is { Kind: AmountKind.Number } ? reading.Share($"{at}.rate") is { } share ? new Amount(AmountKind.Number, share) : null : rate;
    }

    private Formula? Formula(string path, AmountKind? kind)
    {
        if (values.Text(path) is not { } text)
        {
            return null;
        }

        var (formula, wrong) = FormulaReading.Read(text);
        if (wrong is not null)
        {
            reading.Wrong(path, "formula", wrong.Zh, wrong.En);
        }
        else if (kind is { } wanted && formula!.Kind != wanted)
        {
            reading.Wrong(path, "formula", wanted switch { AmountKind.Truth => "这里要写一个条件，例如 own_sales >= 80000 元。", AmountKind.Money => "算出来的要是金额。", _ => "算出来的要是不带单位的数。" },
                wanted switch { AmountKind.Truth => "A condition is needed, such as own_sales >= 80000 元.", AmountKind.Money => "The result must be money.", _ => "The result must be a plain number." });
            return null;
        }

        return formula;
    }

    private List<PoolPart> Split(string path)
    {
        var parts = new List<PoolPart>();
        foreach (var line in values.Texts(path) ?? [])
        {
            var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var share = cells.Length == 1 ? Ratio.One : cells.Length == 2 ? Amount.Parse(cells[1])?.Value : null;
            if (share is not { Sign: > 0 } part || !(cells[0] is "even" or "hours" or "sales" || (cells[0].StartsWith("score:", StringComparison.Ordinal) && cells[0].Length > "score:".Length)))
            {
                reading.Wrong(path, "split", $"「{line}」读不懂：even、hours、sales 或 score:评分，后面可写比例，例如 even 1/2。", $"'{line}' cannot be read: even, hours, sales or score:KIND, with a share such as even 1/2.");
                continue;
            }

            parts.Add(new PoolPart(cells[0], part));
        }

        if (parts.Count > 0 && parts.Aggregate(Ratio.Zero, (sum, p) => sum + p.Share) != Ratio.One)
        {
            reading.Wrong(path, "split", "各部分加起来要是 1。", "The parts must add up to 1.");
        }

        return parts;
    }

    private SheetItem? Item(string at, string id)
    {
        var (of, bands, weight) = (Formula($"{at}.of", null), reading.Bands($"{at}.bands"), reading.Part($"{at}.weight"));
        if (of is null || weight is not { } share)
        {
            if (values.Text($"{at}.of") is not null && values.Text($"{at}.weight") is not null)
            {
                return null; // said already
            }

            reading.Wrong(at, "item", $"「{id}」要有 weight 和 of。", $"'{id}' needs weight and of.");
            return null;
        }

        if (bands is { } table && (table.Gives != AmountKind.Number || (table.By != of.Kind && table.Rows.Any(r => r.From is { IsZero: false } || r.To is { IsZero: false }))))
        {
            reading.Wrong($"{at}.bands", "unit", "起止要和看的数同单位，得分不带单位。", "Ranges have the unit of the figure; points have none.");
        }

        CheckShares($"{at}.bands", of.IsShare, 0, 1);
        return new SheetItem(id, values.Text($"{at}.name") ?? id, share, of, bands, reading.Points($"{at}.when_none"));
    }
}
