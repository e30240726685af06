using NodaTime;
using NodaTime.Text;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Rules.Document;

/// <summary>What stands above the sections.</summary>
internal sealed record BookHeader(
    string Book,
    string Title,
    string? TitleEn,
    string? Status,
    string? Organisation,
    int Version,
    LocalDate? EffectiveFrom,
    string? Extends,
    Place ExtendsPlace,
    IReadOnlyList<string> Sources,
    string? Note,
    string? NoteEn)
{
    public const int NameLength = 64;
    public const int TitleLength = 120;
    public const int NoteLength = 2000;
    public const int MostSources = 60;
    public const int HighestVersion = 1_000_000;
    public const string Advised = "advised";
    public const string Historical = "historical";

    public static readonly IReadOnlyList<string> Keys =
        ["book", "title", "title_en", "status", "organisation", "version", "effective_from", "extends", "source", "note", "note_en"];

    public Words TitleWords => new(Title, TitleEn ?? Title);

    /// <summary>Names are file names too: small letters, digits and hyphens, nothing that leads out of a folder.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= NameLength && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && text[0] != '-' && text[^1] != '-';

    public static BookHeader Read(BookMap root, ProblemList problems)
    {
        var read = new Reading(root, problems);
        return new BookHeader(
            read.Name("book", isNeeded: true) ?? string.Empty,
            read.Text("title", TitleLength, isNeeded: true) ?? string.Empty,
            read.Text("title_en", TitleLength),
            read.Status(),
            read.Text("organisation", TitleLength),
            read.Version(),
            read.Date(),
            read.Name("extends", isNeeded: false),
            root.Entries.FirstOrDefault(e => e.Key == "extends")?.Value.Place ?? root.Place,
            read.Sources(),
            read.Text("note", NoteLength),
            read.Text("note_en", NoteLength));
    }

    private sealed class Reading(BookMap root, ProblemList problems)
    {
        public string? Text(string key, int most, bool isNeeded = false)
        {
            var node = root.Find(key);
            if (node is BookScalar { Text: { } written })
            {
                var text = Amended(written);
                if (text.Length <= most)
                {
                    return text;
                }

                problems.Error(node.Place, key, "book.range.length", new Words($"最多 {most} 个字符。", $"At most {most} characters."));
                return null;
            }

            if (node is BookMap or BookList)
            {
                problems.Error(node.Place, key, "book.type.text", new Words("这里应是一段文字。", "This must be a text."));
            }
            else if (isNeeded)
            {
                problems.Error(node?.Place ?? root.Place, key, "book.header.missing", new Words($"缺少「{key}」。", $"'{key}' is missing."));
            }

            return null;
        }

        public string? Name(string key, bool isNeeded)
        {
            var text = Text(key, NameLength, isNeeded);
            if (text is null || IsName(text))
            {
                return text;
            }

            problems.Error(root.Find(key)!.Place, key, "book.header.name",
                new Words("名称只用小写字母、数字和连字符，例如 new-shop。", "A name has small letters, digits and hyphens only, such as new-shop."));
            return null;
        }

        public string? Status()
        {
            var text = Text("status", NameLength);
            if (text is null or Advised or Historical)
            {
                return text;
            }

            problems.Error(root.Find("status")!.Place, "status", "book.type.choice",
                new Words("状态只能是 advised（建议采用）或 historical（历史原样）。", "The status is advised or historical."), NearestKey.Find(text, [Advised, Historical]));
            return null;
        }

        public int Version()
        {
            var text = Text("version", NameLength);
            if (text is null)
            {
                return 0;
            }

            if (Amounts.ParseCount(text) is { } version and >= 1 and <= HighestVersion)
            {
                return (int)version;
            }

            problems.Error(root.Find("version")!.Place, "version", "book.type.count", new Words("版本号是从 1 起的整数。", "The version is a whole number from 1."));
            return 0;
        }

        public LocalDate? Date()
        {
            var text = Text("effective_from", NameLength);
            if (text is null)
            {
                return null;
            }

            var parsed = LocalDatePattern.Iso.Parse(text);
            if (parsed.Success)
            {
                return parsed.Value;
            }

            problems.Error(root.Find("effective_from")!.Place, "effective_from", "book.type.date", new Words("日期写成 2026-10-03。", "A date is written 2026-10-03."));
            return null;
        }

        public IReadOnlyList<string> Sources()
        {
            var node = root.Find("source");
            if (node is null or BookScalar { Text: null })
            {
                return [];
            }

            if (node is BookList list && list.Items.Count <= MostSources && list.Items.All(i => i is BookScalar { Text.Length: > 0 and <= NoteLength }))
            {
                return [.. list.Items.Cast<BookScalar>().Select(s => Amended(s.Text!))];
            }

            problems.Error(node.Place, "source", "book.type.list", new Words($"出处是最多 {MostSources} 条文字的列表。", $"The source is a list of at most {MostSources} texts."));
            return [];
        }
    }

    /// <summary>Line ends as one kind, no blanks around: what two people would call the same text is the same text.</summary>
    public static string Amended(string text) => text.ReplaceLineEndings("\n").Trim();
}
