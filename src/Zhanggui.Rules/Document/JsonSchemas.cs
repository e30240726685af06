using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Rules.Document;

/// <summary>The published JSON schema (draft 2020-12) of the whole document, written from the registered sections. Editors use it; the server's own check also knows units, ranges and references.</summary>
internal static class JsonSchemas
{
    private const string DurationPattern = "^\\s*([0-9]{1,9}\\s*(d|day|days|天|h|hour|hours|小时|时|min|minute|minutes|分钟|分|s|sec|second|seconds|秒|秒钟)\\s*)+$";
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Write(RuleSections sections)
    {
        var variant = new JsonObject
        {
            ["shop"] = Text("店铺名称 / name of the shop", BookHeader.TitleLength),
            ["team"] = Text("团队名称 / name of the team", BookHeader.TitleLength),
        };
        var properties = Header();
        var definitions = new JsonObject();
        foreach (var section in sections.All)
        {
            definitions[section.Name] = Group(section.Root);
            properties[section.Name] = Reference(section.Name);
            if (section.Variation != Variation.None)
            {
                variant[section.Name] = Reference(section.Name);
            }
        }

        properties[BookReader.Variants] = new JsonObject
        {
            ["description"] = "按店铺或团队不同的部分 / what differs per shop or team",
            ["type"] = new JsonArray("array", "null"),
            ["items"] = new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = false,
                ["anyOf"] = new JsonArray(new JsonObject { ["required"] = new JsonArray("shop") }, new JsonObject { ["required"] = new JsonArray("team") }),
                ["properties"] = variant,
            },
        };
        var root = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = "https://zhanggui.example/rulebook.schema.json",
            ["title"] = "掌柜制度 / Zhanggui rule book",
            ["type"] = "object",
            ["required"] = new JsonArray("book", "title"),
            ["additionalProperties"] = false,
            ["properties"] = properties,
            ["$defs"] = definitions,
        };
        return root.ToJsonString(Written) + "\n";
    }

    private static JsonObject Header() => new()
    {
        ["book"] = new JsonObject { ["description"] = "制度的名称 / name of the book", ["type"] = "string", ["pattern"] = "^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$" },
        ["title"] = Text("标题 / title", BookHeader.TitleLength),
        ["title_en"] = Text("英文标题 / English title", BookHeader.TitleLength),
        ["status"] = new JsonObject { ["description"] = "建议采用或历史原样 / advised, or recorded as it was", ["enum"] = new JsonArray(BookHeader.Advised, BookHeader.Historical, null) },
        ["organisation"] = Text("组织 / organisation", BookHeader.TitleLength),
        ["version"] = new JsonObject { ["description"] = "版本，发布时写入 / version, written when published", ["type"] = new JsonArray("integer", "null"), ["minimum"] = 1, ["maximum"] = BookHeader.HighestVersion },
        ["effective_from"] = new JsonObject { ["description"] = "生效日期 / in force from", ["type"] = new JsonArray("string", "null"), ["format"] = "date" },
        ["extends"] = new JsonObject { ["description"] = "沿用的制度 / the book this one extends", ["type"] = new JsonArray("string", "null"), ["pattern"] = "^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$" },
        ["source"] = new JsonObject { ["description"] = "出处原文 / words of the source", ["type"] = new JsonArray("array", "null"), ["maxItems"] = BookHeader.MostSources, ["items"] = new JsonObject { ["type"] = "string", ["maxLength"] = BookHeader.NoteLength } },
        ["note"] = Text("说明 / note", BookHeader.NoteLength),
        ["note_en"] = Text("英文说明 / English note", BookHeader.NoteLength),
    };

    private static JsonObject Reference(string section) => new() { ["$ref"] = $"#/$defs/{section}" };

    private static JsonObject Text(string description, int longest) => new() { ["description"] = description, ["type"] = new JsonArray("string", "null"), ["maxLength"] = longest };

    private static JsonObject Group(GroupSetting group)
    {
        var properties = new JsonObject();
        foreach (var setting in group.Settings)
        {
            properties[setting.Key] = setting switch
            {
                GroupSetting inner => Group(inner),
                EntriesSetting entries => new JsonObject
                {
                    ["title"] = Both(entries.Name),
                    ["description"] = Both(entries.Help ?? entries.Name),
                    ["type"] = "object",
                    ["maxProperties"] = entries.Most,
                    ["additionalProperties"] = false,
                    ["patternProperties"] = new JsonObject { [SettingCheck.EntryPattern] = Group(entries.Entry(entries.Key, entries.Name)) },
                },
                _ => Value((ValueSetting)setting),
            };
        }

        return new JsonObject { ["title"] = Both(group.Name), ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
    }

    private static JsonObject Value(ValueSetting setting)
    {
        var schema = setting switch
        {
            DurationSetting => new JsonObject { ["type"] = new JsonArray("string", "null"), ["pattern"] = DurationPattern },
            CountSetting count => new JsonObject { ["type"] = new JsonArray("integer", "null"), ["minimum"] = count.Min, ["maximum"] = count.Max },
            SwitchSetting => new JsonObject { ["type"] = new JsonArray("boolean", "null") },
            TextSetting text => new JsonObject { ["type"] = new JsonArray("string", "null"), ["maxLength"] = text.MaxLength },
            TextListSetting list => new JsonObject
            {
                ["type"] = new JsonArray("array", "null"),
                ["maxItems"] = list.MaxItems,
                ["items"] = new JsonObject { ["type"] = "string", ["maxLength"] = list.MaxLength },
            },
            ChoiceSetting choice => new JsonObject { ["enum"] = new JsonArray([.. choice.Choices.Select(c => (JsonNode?)c.Value), null]) },
            _ => throw new InvalidOperationException($"Unknown kind of setting {setting.GetType().Name}."),
        };
        schema["title"] = Both(setting.Name);
        schema["description"] = Both(setting.Help ?? setting.WhenEmpty with { Zh = "留空：" + setting.WhenEmpty.Zh, En = "Empty: " + setting.WhenEmpty.En });
        return schema;
    }

    private static string Both(Words words) => $"{words.Zh} / {words.En}";
}
