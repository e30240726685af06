using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Orders.Orders;

/// <summary>By what the list is sorted; the period of the filter is about the same time (placed for <see cref="Amount"/>).</summary>
internal enum OrderSort
{
    Placed,
    Paid,
    Amount,
}

/// <summary>How a page is found among very many orders.</summary>
internal enum OrderWay
{
    /// <summary>As the database plans it.</summary>
    Planned,

    /// <summary>The few orders of the narrowest condition, then sorted.</summary>
    Narrowest,

    /// <summary>Along the sort until the page is full: what is asked for is frequent.</summary>
    Sorted,
}

/// <summary>What the list, its sums and its exports are asked for, as parts of a query: the same on both databases.</summary>
internal sealed class OrderFilter
{
    private const string PlacedAt = "placed_at ";
    private const string PaidAt = "coalesce(paid_at, 0) ";
    private const int LongestSearch = 100;
    private const int NumberLength = 8;
    private static readonly Duration WordsBack = Duration.FromDays(93);
    private readonly List<string> conditions = ["shop_id = @shop"];
    private readonly List<(string, object?)> parameters = [];
    private readonly List<string> narrowing = [];
    private bool behind;
    private string? whose;

    public ShopId Shop { get; private init; }

    public OrderSort Sort { get; private init; }

    public bool IsAscending { get; private init; }

    /// <summary>What <see cref="OrderReader"/> found out about the conditions; a plus keeps a column out of the index that would serve it.</summary>
    public OrderWay Way { get; set; }

    /// <summary>The conditions that an index serves by itself and that may hold for few orders or for many.</summary>
    public IReadOnlyList<string> Narrowing => narrowing;

    public string Where => string.Join(" and ", conditions.Select(c => (Way == OrderWay.Sorted && c.StartsWith(PlacedAt, StringComparison.Ordinal)) || (Way == OrderWay.Narrowest && c.StartsWith(PaidAt, StringComparison.Ordinal)) ? "+" + c : c)
        .Concat(behind ? [$"({Along}, order_id) {(IsAscending ? '>' : '<')} (@cursor_value, @cursor_id)"] : Array.Empty<string>()));

    /// <summary>The same in two parts that an index serves each: what a person has alone, and what is shared, with or without what is also theirs; null when nobody is asked for.</summary>
    public (string Alone, string Shared, string SharedOnly)? Whose
    {
        get
        {
            if (whose is not { } name)
            {
                return null;
            }

            // Of the shop's orders only those that are shared are looked at: the shop alone would lead SQLite, which has no statistics, through all of them.
            var shared = Where[(conditions[0].Length + " and ".Length)..].Replace(Of(name), $"(shop_id, order_id) in (select shop_id, order_id from orders_share where shop_id = @shop and person_id = @{name})", StringComparison.Ordinal);
            return (Where.Replace(Of(name), Alone(name), StringComparison.Ordinal), shared, $"{shared} and (credit_person is null or credit_person <> @{name})");
        }
    }

    public IReadOnlyList<(string Name, object? Value)> Parameters => parameters;

    /// <summary>The column that the list follows, never null in an index that serves it.</summary>
    public string SortColumn => Sort switch
    {
        OrderSort.Placed => "placed_at",
        OrderSort.Paid => "coalesce(paid_at, 0)",
        OrderSort.Amount => "coalesce(paid, 0)",
        _ => throw new InvalidOperationException($"No column for {Sort}."),
    };

    /// <summary>The sort column as the query writes it.</summary>
    public string Along => Way == OrderWay.Narrowest ? "+" + SortColumn : SortColumn;

    /// <summary>Reads <c>status, from, to, person, basis, doubt, credited, flag, oversold, q, sort</c>; who may see only their own orders gets <paramref name="own"/>.</summary>
    public static Outcome<OrderFilter> Of(ShopId shop, DateTimeZone zone, PersonId? own, Instant now, IQueryCollection query)
    {
        if (SortOf(query["sort"]) is not (var sort, var ascending))
        {
            return new OrderFilterUnknown("sort");
        }

        var filter = new OrderFilter { Shop = shop, Sort = sort, IsAscending = ascending };
        filter.parameters.Add(("shop", shop.Value));
        if (own is { } person)
        {
            filter.Add(Of("own"), ("own", person.Value));
            filter.whose = "own";
        }

        var wrong = filter.Period(zone, query["from"], query["to"]) ?? filter.Person(query["person"]) ?? filter.Texts(now, query);
        return wrong is null ? filter : wrong;
    }

    /// <summary>Whoever has the order or a part of it.</summary>
    private static string Of(string person) => $"({Alone(person)} or {Shared(person)})";

    private static string Alone(string person) => $"credit_person = @{person}";

    private static string Shared(string person) => $"order_id in (select order_id from orders_share where shop_id = @shop and person_id = @{person})";

    /// <summary>The same filter from behind a row of the list on.</summary>
    public OrderFilter Continued(long value, string orderId)
    {
        var next = new OrderFilter { Shop = Shop, Sort = Sort, IsAscending = IsAscending };
        next.Way = Way;
        next.whose = whose;
        next.narrowing.AddRange(narrowing);
        next.conditions.AddRange(conditions.Skip(1));
        next.parameters.AddRange(parameters.Where(p => !p.Item1.StartsWith("cursor_", StringComparison.Ordinal)));
        next.Behind(value, orderId);
        return next;
    }

    /// <summary>Only what comes behind a row of the list.</summary>
    public void Behind(long value, string orderId)
    {
        behind = true;
        parameters.AddRange([("cursor_value", value), ("cursor_id", orderId)]);
    }

    public static (long Value, string OrderId)? Cursor(string? text)
    {
        var at = text?.IndexOf('_', StringComparison.Ordinal) ?? -1;
        return at > 0 && long.TryParse(text.AsSpan(0, at), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? (value, text![(at + 1)..]) : null;
    }

    private static (OrderSort Sort, bool Ascending)? SortOf(string? text) => text switch
    {
        null or "" or "-placed" => (OrderSort.Placed, false),
        "placed" => (OrderSort.Placed, true),
        "-paid" => (OrderSort.Paid, false),
        "paid" => (OrderSort.Paid, true),
        "-amount" => (OrderSort.Amount, false),
        "amount" => (OrderSort.Amount, true),
        _ => null,
    };

    private OrderFilterUnknown? Period(DateTimeZone zone, string? from, string? to)
    {
        // Written as the index of the sort has it, so that a period by payment is a piece of that index; 0 is "not paid".
        var column = Sort == OrderSort.Paid ? PaidAt.TrimEnd() : "placed_at";
        foreach (var (name, text, sign) in new[] { ("from", from, ">="), ("to", to, "<") })
        {
            if (string.IsNullOrEmpty(text))
            {
                continue;
            }

            var day = LocalDatePattern.Iso.Parse(text);
            if (!day.Success)
            {
                return new OrderFilterUnknown(name);
            }

            Add($"{column} {sign} @{name}", (name, day.Value.AtStartOfDayInZone(zone).ToInstant().ToUnixTimeMilliseconds()));
        }

        if (Sort == OrderSort.Paid && !string.IsNullOrEmpty(to))
        {
            conditions.Add($"{PaidAt}> 0");
        }

        if (Sort == OrderSort.Amount && conditions.Any(c => c.StartsWith(PlacedAt, StringComparison.Ordinal)))
        {
            narrowing.Add(string.Join(" and ", conditions.Where(c => c.StartsWith(PlacedAt, StringComparison.Ordinal))));
        }

        return null;
    }

    private OrderFilterUnknown? Person(string? person)
    {
        if (string.IsNullOrEmpty(person))
        {
            return null;
        }

        if (!Guid.TryParse(person, out var id))
        {
            return new OrderFilterUnknown("person");
        }

        Add(Of("person"), ("person", id));
        whose = "person";
        return null;
    }

    private OrderFilterUnknown? Texts(Instant now, IQueryCollection query)
    {
        Several("status", query["status"]);
        Several("flag", query["flag"], "coalesce(own_flag, flag)");
        Several("basis", query["basis"], "credit_basis");
        Several("doubt", query["doubt"], "credit_doubt");
        Several("credited", query["credited"], "credit_month");
        if (query["oversold"] == "yes")
        {
            conditions.Add("order_id in (select order_id from orders_oversold where shop_id = @shop)");
        }

        var asked = query["q"].ToString().Trim();
        if (asked.Length > LongestSearch)
        {
            return new OrderFilterUnknown("q");
        }

        if (asked.Length >= NumberLength && asked.All(c => char.IsAsciiDigit(c) || c == '-'))
        {
            // A number, or how it begins: served by the primary key.
            Add("order_id >= @q and order_id < @q_end", ("q", asked), ("q_end", asked + ':'));
        }
        else if (asked.Length > 0)
        {
            // Each part has an index to go by; a single "or" over them would read every order of the shop. Words of titles and notes are looked for
            // in the period that is asked for, or else in the last three months.
            Add("order_id in (select order_id from orders_order where shop_id = @shop and order_id = @q union select order_id from orders_order where shop_id = @shop and buyer = @q " +
                "union select order_id from orders_order where shop_id = @shop and placed_at >= @words_from and placed_at < @words_to and " +
                "(lower(title) like @like escape '\\' or lower(seller_note) like @like escape '\\' or lower(own_note) like @like escape '\\' or lower(buyer_message) like @like escape '\\'))",
                ("q", asked), ("like", $"%{Escaped(asked.ToLowerInvariant())}%"));
            parameters.Add(("words_from", WordsFrom(now)));
            parameters.Add(("words_to", Bound("to") ?? long.MaxValue));
        }

        return null;
    }

    /// <summary>An order is paid after it was placed, at most by the time a platform keeps it unpaid: the period of payment reaches back that much.</summary>
    private long WordsFrom(Instant now) => Bound("from") is { } from ? from - (Sort == OrderSort.Paid ? (long)WordsBack.TotalMilliseconds : 0) : (now - WordsBack).ToUnixTimeMilliseconds();

    /// <summary>The time on both sides of which words are looked for; null when no words are asked for.</summary>
    public (long From, long To)? WordsWithin => Bound("words_from") is { } from ? (from, Bound("words_to")!.Value) : null;

    /// <summary>Words are looked for only from here on.</summary>
    public void NarrowWords(long from) => parameters[parameters.FindIndex(p => p.Item1 == "words_from")] = ("words_from", from);

    private long? Bound(string name) => parameters.Where(p => p.Item1 == name).Select(p => (long?)p.Item2).FirstOrDefault();

    /// <summary>One value or several; the word <c>none</c> means "not known".</summary>
    private void Several(string name, IReadOnlyList<string?> values, string? column = null)
    {
        var wanted = values.Where(v => !string.IsNullOrEmpty(v)).Take(20).ToList();
        if (wanted.Count == 0)
        {
            return;
        }

        var parts = new List<string>();
        for (var i = 0; i < wanted.Count; i++)
        {
            if (wanted[i] == "none")
            {
                parts.Add($"{column ?? name} is null");
                continue;
            }

            parts.Add($"{column ?? name} = @{name}{i}");
            parameters.Add(($"{name}{i}", wanted[i]));
        }

        conditions.Add($"({string.Join(" or ", parts)})");
        if (name != "status" && !wanted.Contains("none"))
        {
            narrowing.Add(conditions[^1]);
        }
    }

    private void Add(string condition, params (string, object?)[] values)
    {
        conditions.Add(condition);
        parameters.AddRange(values);
    }

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
