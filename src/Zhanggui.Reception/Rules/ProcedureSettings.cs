using Zhanggui.Reception.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Reception.Rules;

/// <summary>
/// Procedures as a book writes them. The course of a chat and the steps of a parcel asked for are older places of the same thing and are read as
/// procedures too, unless the book has one of that key.
/// </summary>
internal static class ProcedureSettings
{
    private const string Course = "course";
    private const string Parcel = "parcel";
    private const int Most = 40;
    private const int MostSteps = 20;
    private const int TitleLength = 20;
    private const int StepLength = 200;
    private static readonly Words Nothing = new("没有规定。", "Nothing is said.");

    public static EntriesSetting Setting { get; } = new("procedures", new("流程", "Procedures"),
    [
        new TextSetting("title", new("名称", "Title"), new("{0}", "{0}"), new("没有名称。", "No title."), TitleLength),
        new TextListSetting("topics", new("什么时候用", "When it applies"), new("买家问到这些时提示：{0}", "Offered when a buyer asks about: {0}"), new("由客服自己打开。", "Opened by hand."), 30, 20)
        {
            IsExtra = true,
            Help = new("写「买家问什么」里的问题名称，或买家会说的词。", "Topics of the section policy by name, or words that buyers say."),
        },
        new TextListSetting("steps", new("步骤", "Steps"), new("依次：{0}", "In this order: {0}"), Nothing, MostSteps, StepLength)
        {
            Help = new("写成「做什么 => 可以说的话」，话可以不写。", "Written: what to do => words to use; the words may be left out."),
        },
        new SwitchSetting("reports", new("上报组长", "Goes to the leader"), new("一键报给组长。", "Reported to the leader by one press."), new("不用上报。", "Not reported."), new("不用上报。", "Not reported.")) { IsExtra = true },
    ], Most)
    { KeepsOrder = true };

    public static IReadOnlyList<Procedure> Read(SectionValues values)
    {
        var written = values.Entries("procedures").Select(key => Entry(values, key)).Where(p => p.Steps.Count > 0).ToList();
        foreach (var (key, title) in new[] { (Course, "接待流程"), (Parcel, "查快递") })
        {
            if (Steps(values, $"guides.{key}") is { Count: > 0 } steps && !written.Exists(p => p.Key == key))
            {
                written.Add(new Procedure(key, title, key == Parcel ? [title] : [], steps, Reports: false));
            }
        }

        return written;
    }

    public static IEnumerable<Finding> Check(SectionValues values)
    {
        foreach (var key in values.Entries("procedures"))
        {
            if (string.IsNullOrWhiteSpace(values.Text($"procedures.{key}.title")))
            {
                yield return new Finding(Severity.Error, $"procedures.{key}.title", "reception.procedure.title", new("流程要有名称。", "A procedure needs a title."));
            }

            if (Steps(values, $"procedures.{key}.steps").Count == 0)
            {
                yield return new Finding(Severity.Error, $"procedures.{key}.steps", "reception.procedure.steps", new("流程至少要有一步。", "A procedure needs a step."));
            }
        }

        foreach (var key in new[] { Course, Parcel }.Where(k => values.Entries("procedures").Contains(k) && Steps(values, $"guides.{k}").Count > 0))
        {
            yield return new Finding(Severity.Warning, $"guides.{key}", "reception.procedure.twice", new($"「流程」里已有 {key}，这里的不用。", $"The procedures have {key} already; this one is not used."));
        }
    }

    private static Procedure Entry(SectionValues values, string key) => new(key, values.Text($"procedures.{key}.title")?.Trim() ?? key,
        [.. (values.Texts($"procedures.{key}.topics") ?? []).Select(t => t.Trim()).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal)], Steps(values, $"procedures.{key}.steps"), values.Switch($"procedures.{key}.reports") is true);

    private static IReadOnlyList<ProcedureStep> Steps(SectionValues values, string path) =>
        [.. (values.Texts(path) ?? []).Select(Procedure.Step).Where(s => s.Do.Length > 0).DistinctBy(s => s.Do, StringComparer.Ordinal)];
}
