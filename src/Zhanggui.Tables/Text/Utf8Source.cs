using System.Text;

namespace Zhanggui.Tables.Text;

/// <summary>The bytes of UTF-8, all of them checked; a character may be cut between two pieces.</summary>
internal sealed class Utf8Source(Stream stream, int bomLength) : TextPieces<byte>
{
    private readonly byte[] _cut = new byte[4];
    private int _cutLength;
    private int _wanted;
    private long _taken = bomLength;

    public override long Position => _taken;

    public override long Length => stream.Length;

    public override int Read(Span<byte> into)
    {
        stream.Position = _taken; // the stream is shared: several readers may be open on it
        var read = stream.Read(into);
        _taken += read;
        var bytes = into[..read];
        if (_cutLength > 0)
        {
            var more = Math.Min(_wanted - _cutLength, read);
            bytes[..more].CopyTo(_cut.AsSpan(_cutLength));
            _cutLength += more;
            bytes = bytes[more..];
            if (read > 0 && _cutLength < _wanted)
            {
                return read;
            }

            Check(_cut.AsSpan(0, _cutLength));
            _cutLength = 0;
        }

        var whole = TextEncoding.WholeUtf8(bytes);
        Check(bytes[..whole]);
        if (whole < bytes.Length)
        {
            bytes[whole..].CopyTo(_cut);
            _cutLength = bytes.Length - whole;
            _wanted = _cut[0] >= 0xF0 ? 4 : _cut[0] >= 0xE0 ? 3 : 2;
        }

        return read;
    }

    private static void Check(ReadOnlySpan<byte> bytes)
    {
        if (!Utf8Check.IsValid(bytes))
        {
            throw new DecoderFallbackException("Bytes that are no UTF-8.");
        }
    }
}
