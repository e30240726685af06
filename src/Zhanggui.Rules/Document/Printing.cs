using System.Net;
using System.Text;
using NodaTime.Text;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Rules.Document;

/// <summary>The book as a document that a team can discuss and sign: every setting as a sentence with its value.</summary>
internal sealed class Printing(RuleSections sections, bool chinese)
{
    private static readonly Words HistoricalNote = new("本文按原团队所写照录，供对照，不是建议。原件遗失的数值留空。",
        "This records what a team once wrote, for comparison; it is no advice. Values lost with the original are left empty.");

    public string Markdown(ReadBook book, string digest)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(Md(book.Header.TitleWords)).Append("\n\n");
        foreach (var (name, value) in HeaderLines(book, digest))
        {
            text.Append("- ").Append(name).Append(Colon).Append(Escaped(value)).Append('\n');
        }

        foreach (var part in Parts(book))
        {
            text.Append("\n## ").Append(Escaped(part.Title)).Append("\n\n");
            foreach (var (group, clauses) in part.Groups)
            {
                if (group.Length > 0)
                {
                    text.Append("### ").Append(Escaped(group)).Append("\n\n");
                }

                foreach (var clause in clauses)
                {
                    text.Append("- **").Append(Escaped(clause.Name)).Append("**").Append(Colon).Append(Escaped(clause.Sentence).Replace("\n", "  \n  ")).Append('\n');
                }

                text.Append('\n');
            }
        }

        AppendList(text, Say("需要签字认可的条款", "Clauses that need a signature"), book.Doubts.Select(d => $"{Scoped(d)}{Say(d.Clause)} {Say("依据", "Ground")}{Colon}{Say(d.Ground)}"));
        AppendList(text, Say("出处", "Source"), book.Header.Sources);
        text.Append("\n## ").Append(Say("签字", "Signatures")).Append("\n\n| ").Append(Say("姓名", "Name")).Append(" | ").Append(Say("已阅读并了解", "Has read and understood")).Append(" | ")
            .Append(Say("日期", "Date")).Append(" |\n|---|---|---|\n");
        for (var i = 0; i < SignatureLines; i++)
        {
            text.Append("|  |  |  |\n");
        }

        return text.ToString();
    }

    public string Html(ReadBook book, string digest)
    {
        var text = new StringBuilder();
        text.Append("<!doctype html>\n<html lang=\"").Append(chinese ? "zh-CN" : "en").Append("\"><head><meta charset=\"utf-8\"><title>").Append(H(Say(book.Header.TitleWords))).Append("</title><style>").Append(Style).Append("</style></head><body>\n");
        text.Append("<h1>").Append(H(Say(book.Header.TitleWords))).Append("</h1>\n<dl>\n");
        foreach (var (name, value) in HeaderLines(book, digest))
        {
            text.Append("<div><dt>").Append(name).Append("</dt><dd>").Append(H(value)).Append("</dd></div>\n");
        }

        text.Append("</dl>\n");
        foreach (var part in Parts(book))
        {
            text.Append("<h2>").Append(H(part.Title)).Append("</h2>\n");
            foreach (var (group, clauses) in part.Groups)
            {
                if (group.Length > 0)
                {
                    text.Append("<h3>").Append(H(group)).Append("</h3>\n");
                }

                text.Append("<ul>\n");
                foreach (var clause in clauses)
                {
                    text.Append("<li><b>").Append(H(clause.Name)).Append("</b>").Append(Colon).Append(H(clause.Sentence).Replace("\n", "<br>")).Append("</li>\n");
                }

                text.Append("</ul>\n");
            }
        }

        AppendHtmlList(text, Say("需要签字认可的条款", "Clauses that need a signature"), book.Doubts.Select(d => $"{Scoped(d)}{Say(d.Clause)} {Say("依据", "Ground")}{Colon}{Say(d.Ground)}"));
        AppendHtmlList(text, Say("出处", "Source"), book.Header.Sources);
        text.Append("<h2>").Append(Say("签字", "Signatures")).Append("</h2>\n<table><thead><tr><th>").Append(Say("姓名", "Name")).Append("</th><th>").Append(Say("已阅读并了解", "Has read and understood"))
            .Append("</th><th>").Append(Say("日期", "Date")).Append("</th></tr></thead><tbody>");
        for (var i = 0; i < SignatureLines; i++)
        {
            text.Append("<tr><td></td><td></td><td></td></tr>");
        }

        return text.Append("</tbody></table>\n</body></html>\n").ToString();
    }

    private const int SignatureLines = 6;

    private const string Style = "body{font:15px/1.7 'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;max-width:46em;margin:2em auto;padding:0 1em;color:#1f1f1f}h1{font-size:1.6em}h2{font-size:1.2em;border-bottom:1px solid #ccc;padding-bottom:.2em;margin-top:1.6em}h3{font-size:1em;margin:1em 0 .2em}dl div{display:flex;gap:1em}dt{min-width:6em;color:#555}dd{margin:0;overflow-wrap:anywhere}ul{padding-left:1.2em;margin:.2em 0}li{margin:.2em 0;break-inside:avoid}table{border-collapse:collapse;width:100%;break-inside:avoid}th,td{border:1px solid #999;height:2.2em;padding:0 .6em;text-align:left}@page{margin:18mm}@media print{body{margin:0;max-width:none}}";

    private string Colon => chinese ? "：" : ": ";

    private sealed record Clause(string Name, string Sentence);

    private sealed record Part(string Title, IReadOnlyList<(string Group, IReadOnlyList<Clause> Clauses)> Groups);

    private List<(string Name, string Value)> HeaderLines(ReadBook book, string digest)
    {
        var header = book.Header;
        var lines = new List<(string, string)>();
        if (header.Organisation is { } organisation)
        {
            lines.Add((Say("组织", "Organisation"), organisation));
        }

        lines.Add((Say("制度", "Book"), header.Book + (header.Version > 0 ? Say($" 第 {header.Version} 版", $" version {header.Version}") : string.Empty)));
        if (header.EffectiveFrom is { } date)
        {
            lines.Add((Say("生效日期", "In force from"), LocalDatePattern.Iso.Format(date)));
        }

        lines.Add((Say("正文指纹", "Digest"), digest));
        if (header.Status == BookHeader.Historical)
        {
            lines.Add((Say("性质", "Kind"), Say(HistoricalNote)));
        }

        if (header.Note is { } note)
        {
            lines.Add((Say("说明", "Note"), chinese ? note : header.NoteEn ?? note));
        }

        return lines;
    }

    /// <summary>One part per section for everyone, then one per variant with only the settings that differ.</summary>
    private IEnumerable<Part> Parts(ReadBook book)
    {
        var body = book.Effective!;
        foreach (var scope in body.Scopes)
        {
            foreach (var section in sections.All)
            {
                if (body.Resolve(section.Name, scope) is not { } map)
                {
                    continue;
                }

                var everyone = scope == Scope.Everyone ? null : body.Resolve(section.Name, Scope.Everyone) ?? BookMap.Empty;
                var groups = SettingPaths.Values(section.Root, map)
                    .Where(v => !v.Setting.IsExtra || map.At(v.Path) is not (null or BookScalar { Text: null }))
                    .Where(v => everyone is null || ValueWords.Of(v.Setting, map.At(v.Path)) != ValueWords.Of(v.Setting, everyone.At(v.Path)))
                    .GroupBy(v => string.Join(" · ", v.Groups.Select(g => Say(g.Name))), StringComparer.Ordinal)
                    .Select(g => (g.Key, (IReadOnlyList<Clause>)[.. g.Select(v => new Clause(Say(v.Setting.Name), Say(ValueWords.Sentence(v.Setting, map.At(v.Path)))))]))
                    .ToList();
                if (groups.Count > 0)
                {
                    yield return new Part(everyone is null ? Say(section.Title) : $"{Say(section.Title)} · {Say(BookReader.ScopeWords(scope))}", groups);
                }
            }
        }
    }

    private string Scoped(BookDoubt doubt) => doubt.Scope.Zh.Length == 0 ? string.Empty : Say(doubt.Scope) + Colon;

    private static void AppendList(StringBuilder text, string title, IEnumerable<string> items)
    {
        var all = items.ToList();
        if (all.Count > 0)
        {
            text.Append("## ").Append(title).Append("\n\n").AppendJoin("\n", all.Select(i => "- " + Escaped(i).Replace("\n", " "))).Append('\n');
        }
    }

    private static void AppendHtmlList(StringBuilder text, string title, IEnumerable<string> items)
    {
        var all = items.ToList();
        if (all.Count > 0)
        {
            text.Append("<h2>").Append(title).Append("</h2>\n<ul>").AppendJoin("\n", all.Select(i => "<li>" + H(i) + "</li>")).Append("</ul>\n");
        }
    }

    private string Say(Words words) => chinese ? words.Zh : words.En;

    private string Say(string zh, string en) => chinese ? zh : en;

    private string Md(Words words) => Escaped(Say(words));

    private static string H(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Text of people must not become Markdown or HTML.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '|')
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
