using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Rules.Document;

/// <summary>
/// Reads YAML into nodes with places. A rule book is plain: one document, no anchors, aliases, tags or merge keys,
/// so nothing can grow out of a small text ("billion laughs") and what is read is what is written.
/// </summary>
internal static class YamlReading
{
    public const int MostBytes = 768 * 1024;
    private const int MostNodes = 20_000;
    private const int MostDepth = 24;

    /// <summary>The root map, or null when the text is no readable book.</summary>
    public static BookMap? Read(string text, ProblemList problems, string? book = null)
    {
        if (Encoding.UTF8.GetByteCount(text) > MostBytes)
        {
            problems.Error(new Place(1, 1, book), string.Empty, "book.text.size",
                new Words("制度正文超过 768 KB。", "The text is larger than 768 KB."));
            return null;
        }

        if (text.AsSpan().ContainsAny('\0', '\uFFFD'))
        {
            problems.Error(new Place(1, 1, book), string.Empty, "book.text.encoding",
                new Words("正文不是有效的 UTF-8。", "The text is not valid UTF-8."));
            return null;
        }

        var reading = new Reading(problems, book);
        try
        {
            return reading.Document(new Parser(new Scanner(new StringReader(text), skipComments: true)));
        }
        catch (Refused refused)
        {
            problems.Error(refused.Place, string.Empty, refused.Rule, refused.Reason);
            return null;
        }
        catch (YamlException error)
        {
            problems.Error(new Place((int)Math.Max(1, error.Start.Line), (int)Math.Max(1, error.Start.Column), book), string.Empty, "book.yaml.syntax",
                new Words($"YAML 写法有误：{error.Message}", $"The YAML cannot be read: {error.Message}"));
            return null;
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The scanner of YamlDotNet 16.3 leaves some broken texts with such an exception instead of its own.
            problems.Error(reading.Last, string.Empty, "book.yaml.syntax", new Words("此处之后的 YAML 写法有误。", "The YAML after this place cannot be read."));
            return null;
        }
    }

    private sealed class Refused(Place place, string rule, Words reason) : Exception(reason.En)
    {
        public Place Place { get; } = place;

        public string Rule { get; } = rule;

        public Words Reason { get; } = reason;
    }

    private sealed class Reading(ProblemList problems, string? book)
    {
        private int nodes;

        public Place Last { get; private set; } = new(1, 1, book);

        public BookMap? Document(Parser parser)
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                problems.Error(new Place(1, 1, book), string.Empty, "book.text.empty", new Words("正文是空的。", "The text is empty."));
                return null;
            }

            parser.Consume<DocumentStart>();
            var root = Node(parser, 0);
            parser.Consume<DocumentEnd>();
            if (parser.Accept<DocumentStart>(out var second))
            {
                throw new Refused(At(second.Start), "book.yaml.documents", new Words("一个文件只写一部制度（不能用 --- 分成几份）。", "One file holds one book (no further document after ---)."));
            }

            if (root is BookMap map)
            {
                return map;
            }

            problems.Error(root.Place, string.Empty, "book.type.map", new Words("制度正文应由「名称: 值」组成。", "A book is made of 'key: value' lines."));
            return null;
        }

        private BookNode Node(Parser parser, int depth)
        {
            var next = parser.Current ?? throw new InvalidOperationException("The parser gave no event.");
            var place = At(next.Start);
            Last = place;
            if (depth > MostDepth || ++nodes > MostNodes)
            {
                throw new Refused(place, "book.yaml.size", new Words("嵌套过深或条目过多。", "Nested too deeply, or too many entries."));
            }

            RefuseCleverness(next, place);
            return next switch
            {
                Scalar => ReadScalar(parser.Consume<Scalar>(), place),
                SequenceStart => ReadList(parser, place, depth),
                MappingStart => ReadMap(parser, place, depth),
                _ => throw new Refused(place, "book.yaml.syntax", new Words("此处的写法看不懂。", "This cannot be read.")),
            };
        }

        private static void RefuseCleverness(ParsingEvent next, Place place)
        {
            if (next is AnchorAlias || (next is NodeEvent node && !node.Anchor.IsEmpty))
            {
                throw new Refused(place, "book.yaml.alias", new Words("不能用 & 和 * 引用，请直接写出内容。", "Anchors (&) and aliases (*) are not allowed; write the content out."));
            }

            if (next is NodeEvent { Tag.IsEmpty: false })
            {
                throw new Refused(place, "book.yaml.tag", new Words("不能用 ! 标签。", "Tags (!) are not allowed."));
            }
        }

        private static BookScalar ReadScalar(Scalar scalar, Place place)
        {
            if (scalar.Style is not ScalarStyle.Plain)
            {
                return new BookScalar(place, scalar.Value, IsQuoted: true);
            }

            return new BookScalar(place, scalar.Value is "" or "~" or "null" or "Null" or "NULL" ? null : scalar.Value);
        }

        private BookList ReadList(Parser parser, Place place, int depth)
        {
            parser.Consume<SequenceStart>();
            var items = new List<BookNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(Node(parser, depth + 1));
            }

            return new BookList(place, items);
        }

        private BookMap ReadMap(Parser parser, Place place, int depth)
        {
            parser.Consume<MappingStart>();
            var entries = new List<BookEntry>();
            var seen = new Dictionary<string, int>(StringComparer.Ordinal);
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = Node(parser, depth + 1);
                if (key is not BookScalar { Text: { } name })
                {
                    throw new Refused(key.Place, "book.key.shape", new Words("冒号前应是一个名称。", "A key must be a plain name."));
                }

                var value = Node(parser, depth + 1);
                if (!seen.TryAdd(name, key.Place.Line))
                {
                    problems.Error(key.Place, name, "book.key.duplicate",
                        new Words($"「{name}」写了两次（第 {seen[name]} 行已有）。", $"'{name}' is written twice (first in line {seen[name]})."));
                    continue;
                }

                entries.Add(new BookEntry(name, key.Place, value));
            }

            return new BookMap(place, entries);
        }

        private Place At(Mark mark) => new((int)mark.Line, (int)mark.Column, book);
    }
}
