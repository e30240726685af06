using System.Text;

namespace Zhanggui.Tables.Text;

/// <summary>Where the characters or the bytes of a text come from.</summary>
internal abstract class TextPieces<T>
{
    public abstract long Position { get; }

    public abstract long Length { get; }

    /// <summary>Fills the span; 0 = the end. Throws <see cref="DecoderFallbackException"/> on bytes that are no text.</summary>
    public abstract int Read(Span<T> into);
}

/// <summary>The first characters of a file, to try dialects on.</summary>
internal sealed class SampleSource(string text) : TextPieces<char>
{
    private int _at;

    public override long Position => _at;

    public override long Length => text.Length;

    public override int Read(Span<char> into)
    {
        var count = Math.Min(into.Length, text.Length - _at);
        text.AsSpan(_at, count).CopyTo(into);
        _at += count;
        return count;
    }
}

/// <summary>Decodes a stream piece by piece.</summary>
internal sealed class TextSource : TextPieces<char>
{
    private const int Step = 1 << 16;
    private readonly Stream _stream;
    private readonly Decoder _decoder;
    private readonly byte[] _bytes = new byte[Step];
    private int _from;
    private int _to;
    private long _taken;
    private bool _isEnd;

    public TextSource(Stream stream, TextEncoding encoding)
    {
        _stream = stream;
        _decoder = encoding.Encoding.GetDecoder();
        _taken = encoding.BomLength;
    }

    public override long Position => _taken;

    public override long Length => _stream.Length;

    public override int Read(Span<char> into)
    {
        while (true)
        {
            if (_from == _to && !_isEnd)
            {
                _stream.Position = _taken; // the stream is shared: several readers may be open on it
                _from = 0;
                _to = _stream.Read(_bytes, 0, _bytes.Length);
                _taken += _to;
                _isEnd = _to == 0;
            }

            _decoder.Convert(_bytes.AsSpan(_from, _to - _from), into, _isEnd, out var usedBytes, out var usedChars, out _);
            _from += usedBytes;
            if (usedChars > 0 || _isEnd)
            {
                return usedChars;
            }
        }
    }
}
