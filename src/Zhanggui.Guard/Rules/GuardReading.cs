using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Matching;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Guard.Rules;

/// <summary>Reads the section into rules (pure). What a checked book cannot have is left out, never guessed.</summary>
internal static class GuardReading
{
    public const string Arrow = "=>";

    public static GuardRules Read(SectionValues values) => values.Once(static v => Read(v, ClassesOf(v)));

    /// <summary>The words that the section's sayings name by a class.</summary>
    public static WordClasses ClassesOf(SectionValues values) =>
        new(values.Entries("classes").ToDictionary(key => key, key => values.Texts($"classes.{key}.words") ?? [], StringComparer.Ordinal));

    private static GuardRules Read(SectionValues values, WordClasses classes) => new()
    {
        Terms = values.Texts("terms") ?? [],
        Approved = values.Texts("approved") ?? [],
        OwnLinks = values.Texts("own_links") ?? [],
        LookAlikes = [.. (values.Texts("look_alikes") ?? []).SelectMany(LookAlike)],
        NearDays = (int?)values.Count("near_days"),
        TriedDays = (int?)values.Count("tried_days"),
        LeastRings = (int?)values.Count("least_rings"),
        Closeness = new Closeness
        {
            Wider = (int?)values.Count("near_wider"),
            Between = (int?)values.Count("near_between"),
            LeastWord = (int?)values.Count("near_word"),
            LeastPhrase = (int?)values.Count("near_phrase"),
            MostPhrase = (int?)values.Count("near_phrase_most"),
            Talks = (int?)values.Count("near_talks"),
            AlikePercent = (int?)values.Count("alike_percent"),
        },
        Rules = [.. values.Entries("rules").Select(key => RuleOf(values, classes, key)).OfType<GuardRule>()],
    };

    public static GuardRule? RuleOf(SectionValues values, WordClasses classes, string key)
    {
        var path = $"rules.{key}";
        if (values.Switch($"{path}.enabled") == false || KindOf(values.Choice($"{path}.kind")) is not { } kind)
        {
            return null;
        }

        return new GuardRule
        {
            Key = key,
            Kind = kind,
            Level = LevelOf(values.Choice($"{path}.level")) ?? GuardLevel.Hint,
            Unknown = LevelOf(values.Choice($"{path}.unknown")),
            Name = values.Text($"{path}.name"),
            Reason = values.Text($"{path}.reason"),
            Suggest = values.Text($"{path}.suggest"),
            Words = Sayings("words"),
            Except = Sayings("except"),
            Unless = Sayings("unless"),
            UnlessBefore = Sayings("unless_before"),
            UnlessAfter = Sayings("unless_after"),
            UnlessWithin = (int?)values.Count($"{path}.unless_within"),
            With = Sayings("with"),
            After = Sayings("after"),
            Rewrite = [.. Texts("rewrite").Select(InsteadOf).OfType<Instead>().Select(i => i with { From = classes.Fill(i.From) })],
            Teams = Texts("teams"),
            Channels = Texts("channels"),
            Senders = Texts("senders"),
            Disguises = values.Switch($"{path}.disguises") ?? false,
            About = EnumOf<ClaimAbout>(values.Choice($"{path}.about")),
            Denies = values.Choice($"{path}.says") == "no",
            Shape = EnumOf<TalkShape>(values.Choice($"{path}.shape")),
            AtLeast = (int?)values.Count($"{path}.at_least"),
            Most = (int?)values.Count($"{path}.most"),
        };

        IReadOnlyList<string> Sayings(string name) => [.. Texts(name).Select(classes.Fill)];
        IReadOnlyList<string> Texts(string name) => values.Texts($"{path}.{name}") ?? [];
    }

    /// <summary>What stands on both sides of the arrow; null when there is none.</summary>
    public static Instead? InsteadOf(string text)
    {
        var at = text.IndexOf(Arrow, StringComparison.Ordinal);
        return at > 0 && text[..at].Trim() is { Length: > 0 } from && text[(at + Arrow.Length)..].Trim() is { Length: > 0 } to ? new Instead(from, to) : null;
    }

    /// <summary><c>微=薇威维</c>: each character on the right is read as the one on the left.</summary>
    public static IEnumerable<(int Looks, char Is)> LookAlike(string text) =>
        text.Length > 2 && text[1] == '=' ? text[2..].EnumerateRunes().Where(r => r != System.Text.Rune.ReplacementChar).Select(r => (r.Value, text[0])) : [];

    public static string NameOf(GuardKind kind) => kind == GuardKind.OtherBuyer ? "other_buyer" : kind.ToString().ToLowerInvariant();

    private static GuardKind? KindOf(string? text) => EnumOf<GuardKind>(text);

    private static GuardLevel? LevelOf(string? text) => EnumOf<GuardLevel>(text);

    private static T? EnumOf<T>(string? text)
        where T : struct, Enum =>
        text is not null && Enum.TryParse<T>(text.Replace("_", string.Empty), ignoreCase: true, out var value) ? value : null;
}
