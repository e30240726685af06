using System.Diagnostics.CodeAnalysis;
using System.Text;
using Zhanggui.Tables.Text;

namespace Zhanggui.Tables;

/// <summary>The lines of a text file in whatever encoding, one at a time, in flat memory: for files that are text and no table.</summary>
public sealed class TextLines
{
    private const int Step = 1 << 14;
    private readonly Stream stream;
    private readonly TextEncoding encoding;
    private readonly TextSource source;
    private readonly int longest;
    private readonly char[] buffer = new char[Step];
    private readonly StringBuilder rest = new();
    private int from;
    private int to;

    private TextLines(Stream stream, TextEncoding encoding, int longest) =>
        (this.stream, this.encoding, this.longest, source) = (stream, encoding, longest, new TextSource(stream, encoding));

    /// <summary>How much of the file has been taken in, in bytes.</summary>
    public long Position => source.Position;

    public long Length => source.Length;

    /// <summary>Number of the line that was read last, from 1.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Name of the encoding, as people know it.</summary>
    public string Encoding => encoding.Name;

    /// <summary>Opens a file; false where it is no text.</summary>
    /// <param name="stream">Readable and seekable; stays the caller's.</param>
    public static bool TryOpen(Stream stream, TableOptions? options, [NotNullWhen(true)] out TextLines? lines, [NotNullWhen(false)] out TableRefused? refused)
    {
        ArgumentNullException.ThrowIfNull(stream);
        options ??= new TableOptions();
        var kind = FileContent.Of(stream, out refused);
        lines = null;
        if (refused is null && kind != TableKind.Text)
        {
            refused = TableRefused.NotATable("Excel");
        }

        if (refused is not null || TextEncoding.Detect(stream, options.Encoding, out refused) is not { } encoding)
        {
            refused ??= TableRefused.Empty;
            return false;
        }

        lines = new TextLines(stream, encoding, options.MaxRowChars);
        return true;
    }

    /// <summary>The same file from its beginning.</summary>
    public TextLines Again() => new(stream, encoding, longest);

    /// <summary>The next line without its end; null at the end. Throws <see cref="DecoderFallbackException"/> on bytes that are no text and <see cref="InvalidDataException"/> on an endless line.</summary>
    public string? Read()
    {
        rest.Clear();
        while (true)
        {
            if (from == to)
            {
                (from, to) = (0, source.Read(buffer));
                if (to == 0)
                {
                    return rest.Length == 0 ? null : Take();
                }
            }

            var span = buffer.AsSpan(from, to - from);
            var end = span.IndexOf('\n');
            rest.Append(end < 0 ? span : span[..end]);
            from = end < 0 ? to : from + end + 1;
            if (rest.Length > longest)
            {
                throw new InvalidDataException("A line is longer than any that people write.");
            }

            if (end >= 0)
            {
                return Take();
            }
        }
    }

    private string Take()
    {
        LineNumber++;
        if (rest.Length > 0 && rest[^1] == '\r')
        {
            rest.Length--;
        }

        return rest.ToString();
    }
}
