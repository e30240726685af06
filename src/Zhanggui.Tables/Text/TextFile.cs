using System.Text;

namespace Zhanggui.Tables.Text;

/// <summary>A file of delimited text.</summary>
internal sealed class TextFile : TableFile
{
    private readonly Stream _stream;
    private readonly TextEncoding _encoding;

    private TextFile(Stream stream, TextEncoding encoding, TableDialect dialect, TableOptions options)
        : base(TableKind.Text, [new TableSheet(0, string.Empty, IsVisible: true)], options)
    {
        _stream = stream;
        _encoding = encoding;
        Dialect = dialect;
    }

    public static TableFile? TryOpen(Stream stream, TableOptions options, out TableRefused? refused)
    {
        var encoding = TextEncoding.Detect(stream, options.Encoding, out refused);
        if (encoding is null)
        {
            return null;
        }

        string sample;
        bool isWhole;
        try
        {
            sample = Sample(new TextSource(stream, encoding), out isWhole);
        }
        catch (DecoderFallbackException)
        {
            refused = TableRefused.EncodingAt(1, encoding.Name);
            return null;
        }

        if (sample.AsSpan().Trim().IsEmpty && isWhole)
        {
            refused = TableRefused.Empty;
            return null;
        }

        var named = SeparatorLine(sample);
        if (named is not null)
        {
            options = options with { Delimiter = options.Delimiter ?? named, SkipLines = Math.Max(1, options.SkipLines) };
        }

        var lines = SkipLines(sample, options.SkipLines);
        return new TextFile(stream, encoding, DialectSniffer.Sniff(sample[lines..], encoding, options, isWhole), options);
    }

    protected override TableRows Open(int sheet) => _encoding.IsOfUtf8 && Ascii.IsValid(Dialect!.Delimiter + Dialect.Quote + Dialect.Escape + Dialect.RecordDelimiter)
        ? new DelimitedRows<byte>(new Utf8Source(_stream, _encoding.BomLength), Dialect, Options)
        : new DelimitedRows<char>(new TextSource(_stream, _encoding), Dialect!, Options);

    private static string Sample(TextSource source, out bool isWhole)
    {
        var chars = new char[DialectSniffer.SampleChars];
        var length = 0;
        int read;
        do
        {
            read = source.Read(chars.AsSpan(length));
            length += read;
        }
        while (read > 0 && length < chars.Length);
        isWhole = read == 0;
        return new string(chars, 0, length);
    }

    // Excel's own way of naming the delimiter: a first line "sep=;".
    private static string? SeparatorLine(string sample) =>
        sample.Length > 4 && sample.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && (sample.Length == 5 || sample[5] is '\r' or '\n')
            ? sample[4].ToString() : null;

    private static int SkipLines(string sample, int lines)
    {
        var at = 0;
        for (; lines > 0 && at < sample.Length; lines--)
        {
            var end = sample.AsSpan(at).IndexOfAny('\r', '\n');
            if (end < 0)
            {
                return at;
            }

            at += end + (sample.AsSpan(at + end).StartsWith("\r\n") ? 2 : 1);
        }

        return at;
    }
}
