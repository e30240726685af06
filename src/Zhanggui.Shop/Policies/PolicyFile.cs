using System.Text.Json;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Offers;

namespace Zhanggui.Shop.Policies;

/// <summary>A policy as a row of <c>policies.csv</c> and back (pure). Title, answers and named values stand in further columns.</summary>
internal static class PolicyFile
{
    private static readonly char[] Lines = ['\n', ';', '；', '|'];

    public static PolicyFact Row(string key, PolicyForm form, Instant from, Instant? to) => new()
    {
        Policy = key,
        Topic = form.Topic,
        From = from,
        To = to,
        Scope = FileScope.Write(form.Scope),
        Text = form.Text,
        NotToSay = form.NotToSay is { Count: > 0 } words ? string.Join('\n', words) : null,
    };

    public static IReadOnlyDictionary<string, string> MoreOf(PolicyForm form)
    {
        var more = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (form.Title is { Length: > 0 } title && title != form.Topic)
        {
            more["title"] = title;
        }

        if (form.Facts is { Count: > 0 } facts)
        {
            more["facts"] = string.Join('\n', facts.Select(f => $"{f.Name}={f.Value}"));
        }

        if (form.Answers is { Count: > 0 } answers)
        {
            more["answers"] = JsonSerializer.Serialize(answers, HouseJson.Options);
        }

        return more;
    }

    /// <summary>The form that a row means, or why it means none.</summary>
    /// <param name="known">What the policy last said: columns that are not in the file leave it.</param>
    public static Outcome<PolicyForm> Read(PolicyForm? known, PolicyFileRow row)
    {
        var more = new FileCells(row.More);
        if (FileScope.Read(row.Scope) is not { } scope)
        {
            return new PolicyFieldWrong("scope", "商品编号和类目不能写在同一格；类目写成 category:类目名。", "Items and categories cannot stand in one cell; a category is written category:NAME.");
        }

        if (Facts(more.Text("facts", "事实"), known) is not { } facts)
        {
            return new PolicyFieldWrong("facts", "事实一行一个，写成 名称=值，例如 invoice=always。", "Facts stand one a line as name=value, such as invoice=always.");
        }

        if (Answers(more.Text("answers", "答法"), known) is not { } answers)
        {
            return new PolicyFieldWrong("answers", "答法应是 JSON 列表，每项有 case（情形）和 answer（答法）。", "Answers are a JSON list of case and answer.");
        }

        return new PolicyForm(KeyOf(row.Policy), row.Topic, more.Text("title", "标题") ?? (known?.Topic == row.Topic ? known?.Title : null), scope, row.From, row.To, row.Text, answers, facts,
            [.. (row.NotToSay ?? string.Empty).Split(Lines, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]).Clean();
    }

    /// <summary>Underscores and blanks of other people's keys become hyphens.</summary>
    public static string KeyOf(string text) => text.Trim().ToLowerInvariant().Replace('_', '-').Replace(' ', '-');

    public static bool IsDraft(PolicyFileRow row) => new FileCells(row.More).Text("state") is "draft";

    /// <summary>
    /// When each row of one policy, by their start, ceased to hold for good: at its end, or where a later row has begun that ends no sooner. What has not ceased keeps its own end.
    /// </summary>
    public static IReadOnlyList<Instant?> Ends(IReadOnlyList<(Instant? From, Instant? To)> rows, Instant now) =>
        [.. rows.Select((row, i) =>
        {
            var next = rows.Skip(i + 1).Where(later => later.From is { } from && from <= now && from > row.From && (later.To is null || (row.To is { } to && later.To >= to))).Select(later => later.From).FirstOrDefault();
            return row.To is { } end && (next is null || end < next) ? end : next;
        })];

    private static List<FactLine>? Facts(string? cell, PolicyForm? known)
    {
        if (cell is null)
        {
            return [.. known?.Facts ?? []];
        }

        var lines = cell.Split(['\n', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(l => l.Split('=', 2, StringSplitOptions.TrimEntries)).ToList();
        return lines.Exists(l => l.Length != 2) ? null : [.. lines.Select(l => new FactLine(l[0], l[1]))];
    }

    private static List<PolicyAnswer>? Answers(string? json, PolicyForm? known)
    {
        if (json is null)
        {
            return [.. known?.Answers ?? []];
        }

        try
        {
            return JsonSerializer.Deserialize<List<PolicyAnswer>>(json, HouseJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
