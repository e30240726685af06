using Zhanggui.Guard.Rules;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Guard.Topics;

/// <summary>Reads the section into topics and policies (pure). What a checked book cannot have is left out, never guessed.</summary>
internal static class PolicyReading
{
    public static PolicyRulesOfBook Read(SectionValues values)
    {
        var inUse = values.Texts("in_use") is { Count: > 0 } only ? only.ToHashSet(StringComparer.Ordinal) : null;
        return new PolicyRulesOfBook
        {
            Topics = [.. values.Entries("topics").Where(key => inUse?.Contains(key) != false && values.Switch($"topics.{key}.enabled") != false).Select(key => TopicOf(values, key))],
            Policies = [.. values.Entries("policies").Where(key => values.Switch($"policies.{key}.enabled") != false).Select(key => PolicyOf(values, key)).OfType<BookPolicy>()],
        };
    }

    public static BookTopic TopicOf(SectionValues values, string key)
    {
        var path = $"topics.{key}";
        return new BookTopic
        {
            Key = key,
            Name = values.Text($"{path}.name") ?? key,
            Sayings = Texts("sayings"),
            Except = Texts("except"),
            Unless = Texts("unless"),
            Opens = Texts("opens"),
            OpensNothing = values.Switch($"{path}.opens_nothing") ?? false,
            Shows = [.. Texts("shows").Select(LiveOf).OfType<LiveKind>().Distinct()],
        };

        IReadOnlyList<string> Texts(string name) => values.Texts($"{path}.{name}") ?? [];
    }

    public static BookPolicy? PolicyOf(SectionValues values, string key)
    {
        var path = $"policies.{key}";
        if (values.Text($"{path}.topic") is not { } topic || values.Text($"{path}.text") is not { } text)
        {
            return null;
        }

        var exempt = Texts("exempt");
        return new BookPolicy
        {
            Key = KeyOf(key),
            Topic = topic,
            Title = values.Text($"{path}.name") ?? topic,
            Text = text.Trim(),
            Source = values.Text($"{path}.source"),
            Answers = [.. Texts("answers").Select(GuardReading.InsteadOf).OfType<Instead>().Select(a => new BookAnswer(a.From, a.To, exempt.Contains(a.From, StringComparer.Ordinal)))],
            Facts = [.. Texts("facts").Select(FactOf).OfType<(string, string)>()],
            NotToSay = Texts("not_to_say"),
            Promise = PromiseOf(values, path),
        };

        IReadOnlyList<string> Texts(string name) => values.Texts($"{path}.{name}") ?? [];
    }

    /// <summary>Its words with one length of time; anything else is no promise.</summary>
    private static PolicyPromise? PromiseOf(SectionValues values, string path)
    {
        var (months, days) = (values.Count($"{path}.due_months"), values.Duration($"{path}.due"));
        return values.Text($"{path}.promise") is { } what && (months is null) != (days is null)
            ? new PolicyPromise(what, (int?)months, days?.Days, values.Choice($"{path}.due_from") switch { "request" => DueFrom.Request, "order" => DueFrom.Order, _ => null })
            : null;
    }

    /// <summary>As the shop's own policies are keyed.</summary>
    public static string KeyOf(string entry) => entry.Replace('_', '-');

    public static (string Name, string Value)? FactOf(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is > 0 and var at && text[..at].Trim() is { Length: > 0 } name && text[(at + 1)..].Trim() is { Length: > 0 } value ? (name, value) : null;

    public static LiveKind? LiveOf(string text) => Enum.TryParse<LiveKind>(text, ignoreCase: true, out var kind) && Enum.IsDefined(kind) && !char.IsAsciiDigit(text[0]) ? kind : null;
}
