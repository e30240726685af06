using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Document;

namespace Zhanggui.Rules.Books;

/// <summary>A section as the form of the workbench needs it.</summary>
internal sealed record SectionForm(string Name, Words Title, Variation Variation, IReadOnlyList<FieldForm> Fields)
{
    public static SectionForm Of(RuleSection section) => new(section.Name, section.Title, section.Variation, [.. section.Settings.Select(FieldForm.Of)]);
}

/// <summary>A group or a setting; <see cref="Kind"/> says which of the rest is filled.</summary>
internal sealed record FieldForm(
    string Key, string Kind, Words Name, Words? Help, IReadOnlyList<FieldForm>? Fields = null, Words? Sentence = null, Words? SentenceForNo = null, Words? WhenEmpty = null,
    string? Min = null, string? Max = null, Words? Unit = null, IReadOnlyList<Choice>? Choices = null, int? MaxLength = null, int? MaxItems = null, bool IsMultiline = false, bool IsExtra = false)
{
    public static FieldForm Of(Setting setting)
    {
        if (setting is GroupSetting group)
        {
            return new FieldForm(group.Key, "group", group.Name, group.Help, [.. group.Settings.Select(Of)]);
        }

        if (setting is EntriesSetting entries)
        {
            return new FieldForm(entries.Key, "entries", entries.Name, entries.Help, [.. entries.Settings.Select(Of)], MaxItems: entries.Most);
        }

        var value = (ValueSetting)setting;
        var field = new FieldForm(value.Key, string.Empty, value.Name, value.Help, Sentence: value.Sentence, WhenEmpty: value.WhenEmpty, IsExtra: value.IsExtra);
        return value switch
        {
            DurationSetting d => field with { Kind = "duration", Min = Amounts.WriteDuration(d.Min), Max = Amounts.WriteDuration(d.Max) },
            CountSetting c => field with { Kind = "count", Min = c.Min.ToString(), Max = c.Max.ToString(), Unit = c.Unit },
            SwitchSetting s => field with { Kind = "switch", SentenceForNo = s.SentenceForNo },
            TextSetting t => field with { Kind = "text", MaxLength = t.MaxLength, IsMultiline = t.IsMultiline },
            TextListSetting l => field with { Kind = "texts", MaxLength = l.MaxLength, MaxItems = l.MaxItems },
            ChoiceSetting c => field with { Kind = "choice", Choices = c.Choices },
            _ => throw new InvalidOperationException($"Unknown kind of setting {value.GetType().Name}."),
        };
    }
}
