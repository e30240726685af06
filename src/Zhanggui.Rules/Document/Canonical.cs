using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime.Text;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Rules.Document;

/// <summary>
/// The one way to write a book: header, sections and settings in the order of their declaration, entries by key unless their order says something, amounts in their
/// shortest unit form, empty settings as <c>null</c>, nothing extended. Two books that say the same are the same bytes.
/// </summary>
internal static class Canonical
{
    public static string Write(BookHeader header, BookBody body, RuleSections sections)
    {
        var text = new StringBuilder();
        WriteHeader(header, text);
        foreach (var section in sections.All)
        {
            if (body.Sections.TryGetValue(section.Name, out var map))
            {
                WriteSection(section, map, 0, text);
            }
        }

        var variants = body.Variants.Where(v => v.Sections.Count > 0)
            .OrderBy(v => v.Scope.Narrowness).ThenBy(v => v.Scope.Shop, StringComparer.Ordinal).ThenBy(v => v.Scope.Team, StringComparer.Ordinal).ToList();
        if (variants.Count > 0)
        {
            text.Append("variants:\n");
        }

        foreach (var variant in variants)
        {
            WriteVariant(variant, sections, text);
        }

        return text.ToString();
    }

    /// <summary>Lowercase hex SHA-256 of the effective text.</summary>
    public static string Digest(string effectiveText) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(effectiveText)));

    private static void WriteHeader(BookHeader header, StringBuilder text)
    {
        text.Append("book: ").Append(header.Book).Append('\n');
        Line("title", header.Title);
        Line("title_en", header.TitleEn);
        if (header.Status is not null)
        {
            text.Append("status: ").Append(header.Status).Append('\n');
        }

        Line("organisation", header.Organisation);
        if (header.Version > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"version: {header.Version}\n");
        }

        if (header.EffectiveFrom is { } date)
        {
            text.Append("effective_from: ").Append(LocalDatePattern.Iso.Format(date)).Append('\n');
        }

        if (header.Sources.Count > 0)
        {
            text.Append("source:\n");
            foreach (var source in header.Sources)
            {
                text.Append("  - ").Append(Quoted(source)).Append('\n');
            }
        }

        Line("note", header.Note);
        Line("note_en", header.NoteEn);

        void Line(string key, string? value)
        {
            if (value is not null)
            {
                text.Append(key).Append(": ").Append(TextAt(value, 0)).Append('\n');
            }
        }
    }

    private static void WriteVariant(BookVariant variant, RuleSections sections, StringBuilder text)
    {
        var lead = "  - ";
        if (variant.Scope.Shop is { } shop)
        {
            text.Append(lead).Append("shop: ").Append(Quoted(shop)).Append('\n');
            lead = "    ";
        }

        if (variant.Scope.Team is { } team)
        {
            text.Append(lead).Append("team: ").Append(Quoted(team)).Append('\n');
        }

        foreach (var section in sections.All)
        {
            if (variant.Sections.TryGetValue(section.Name, out var map))
            {
                WriteSection(section, map, 2, text);
            }
        }
    }

    private static void WriteSection(RuleSection section, BookMap map, int depth, StringBuilder text)
    {
        var inner = new StringBuilder();
        WriteGroup(section.Root, map, depth + 1, inner);
        text.Append(Indent(depth)).Append(section.Name).Append(inner.Length == 0 ? ": {}\n" : ":\n").Append(inner);
    }

    private static void WriteGroup(GroupSetting group, BookMap map, int depth, StringBuilder text)
    {
        foreach (var setting in group.Settings)
        {
            switch (setting, map.Find(setting.Key))
            {
                case (GroupSetting innerGroup, BookMap innerMap):
                    var inner = new StringBuilder();
                    WriteGroup(innerGroup, innerMap, depth + 1, inner);
                    if (inner.Length > 0)
                    {
                        text.Append(Indent(depth)).Append(setting.Key).Append(":\n").Append(inner);
                    }

                    break;
                case (EntriesSetting entries, BookMap entryMap):
                    var all = new StringBuilder();
                    foreach (var entry in entries.KeepsOrder ? entryMap.Entries.AsEnumerable() : entryMap.Entries.OrderBy(e => e.Key, StringComparer.Ordinal))
                    {
                        var one = new StringBuilder();
                        WriteGroup(entries.Entry(entry.Key, entries.Name), entry.Value as BookMap ?? BookMap.Empty, depth + 2, one);
                        all.Append(Indent(depth + 1)).Append(entry.Key).Append(one.Length == 0 ? ": {}\n" : ":\n").Append(one);
                    }

                    text.Append(all.Length == 0 ? string.Empty : $"{Indent(depth)}{setting.Key}:\n").Append(all);
                    break;
                case (ValueSetting value, { } node):
                    text.Append(Indent(depth)).Append(setting.Key).Append(Value(value, node, depth)).Append('\n');
                    break;
                default:
                    break; // not written, or of a shape that was reported before
            }
        }
    }

    private static string Value(ValueSetting setting, BookNode node, int depth) => (setting, node) switch
    {
        (_, BookScalar { Text: null }) => ": null",
        (DurationSetting, BookScalar s) => ": " + Amounts.WriteDuration(Amounts.ParseDuration(s.Text!)!.Value),
        (CountSetting, BookScalar s) => ": " + Amounts.ParseCount(s.Text!)!.Value.ToString(CultureInfo.InvariantCulture),
        (TextSetting, BookScalar s) => ": " + TextAt(BookHeader.Amended(s.Text!), depth),
        (TextListSetting, BookList { Items.Count: 0 }) => ": []",
        (TextListSetting, BookList l) => ":" + string.Concat(l.Items.Cast<BookScalar>().Select(i => $"\n{Indent(depth + 1)}- {Quoted(BookHeader.Amended(i.Text!))}")),
        (_, BookScalar s) => ": " + s.Text,
        _ => throw new InvalidOperationException("Only checked books are written."),
    };

    private static string Indent(int depth) => new(' ', depth * 2);

    /// <summary>Several plain lines as a block that people can read; everything else quoted.</summary>
    private static string TextAt(string text, int depth)
    {
        var lines = text.Split('\n');
        var isBlock = lines.Length > 1 && lines[0].Length > 0 && lines.All(l => l.Length == 0 || (l[0] != ' ' && l[^1] != ' ')) && text.All(c => c == '\n' || IsPlain(c));
        return isBlock
            ? "|-" + string.Concat(lines.Select(l => "\n" + (l.Length == 0 ? string.Empty : Indent(depth + 1) + l)))
            : Quoted(text);
    }

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                _ when IsPlain(c) => c.ToString(),
                _ => $"\\u{(int)c:x4}",
            });
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Characters that mean themselves in YAML; line separators, controls and the byte-order mark do not. Surrogate halves pass in pairs.</summary>
    private static bool IsPlain(char c) => c >= ' ' && c is not ('\u007f' or '\u0085' or '\u2028' or '\u2029' or '\ufeff') && !char.IsControl(c);
}
