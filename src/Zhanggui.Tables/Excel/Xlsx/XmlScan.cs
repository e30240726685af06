using System.Text;

namespace Zhanggui.Tables.Excel.Xlsx;

/// <summary>A part is not what its format allows, or passes a limit; becomes a <see cref="TableRefused"/> at the door.</summary>
internal sealed class PartRefused(TableRefused reason) : Exception(reason.En)
{
    public TableRefused Reason { get; } = reason;

    public static PartRefused Broken => new(TableRefused.Broken("工作簿内容不完整或不合规范", "the workbook is not whole or not by its format"));
}

/// <summary>
/// Goes through the tags of an XML part without building anything. Names are local (prefixes are passed over), entities are
/// the five of XML and numbers; a document type is refused, so nothing can expand.
/// </summary>
internal sealed class XmlScan
{
    private readonly Stream _stream;
    private readonly int _maxToken;
    private byte[] _bytes = new byte[1 << 16];
    private int _end;
    private int _at;
    private int _text;
    private int _textEnd;
    private int _tag;
    private int _tagEnd;
    private int _name;
    private int _nameEnd;

    public XmlScan(Stream stream, int maxToken)
    {
        _maxToken = maxToken;
        _stream = stream;
        Fill(0);
        if (_end >= 2 && (_bytes[0], _bytes[1]) is (0xFF, 0xFE) or (0xFE, 0xFF))
        {
            var encoding = _bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
            var head = new MemoryStream(_bytes, 2, _end - 2, writable: false);
            _stream = Encoding.CreateTranscodingStream(new Joined(head, stream), encoding, new UTF8Encoding(false));
            _bytes = new byte[1 << 16];
            _end = 0;
        }
    }

    /// <summary>What stands between the tag before and this one.</summary>
    public ReadOnlySpan<byte> Text => _bytes.AsSpan(_text, _textEnd - _text);

    /// <summary>True when <see cref="Text"/> is to be taken as it is, and no tag was passed.</summary>
    public bool IsCData { get; private set; }

    /// <summary>The tag's local name; an end tag's is the same, with <see cref="IsEnd"/>.</summary>
    public ReadOnlySpan<byte> Name => _bytes.AsSpan(_name, _nameEnd - _name);

    public bool IsEnd { get; private set; }

    /// <summary><c>&lt;x/&gt;</c>.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>The next tag; false at the end of the part.</summary>
    public bool Next()
    {
        while (true)
        {
            var open = Find(_at, _at, (byte)'<');
            if (open < 0)
            {
                return false;
            }

            _text = _at;
            _textEnd = open;
            Need(open + 9);
            open = _textEnd;
            var rest = _bytes.AsSpan(open, _end - open);
            if (rest.StartsWith("<!--"u8))
            {
                Pass(open, "-->"u8);
                continue;
            }

            if (rest.StartsWith("<![CDATA["u8))
            {
                var from = open + 9 - _at;
                var close = FindAll(open, "]]>"u8);
                _text = _at + from;
                _textEnd = close;
                _at = close + 3;
                IsCData = true;
                _name = _nameEnd = 0;
                return true;
            }

            if (rest.StartsWith("<?"u8))
            {
                Pass(open, "?>"u8);
                continue;
            }

            if (rest.StartsWith("<!"u8))
            {
                throw PartRefused.Broken; // a document type
            }

            IsCData = false;
            CloseTag();
            return true;
        }
    }

    /// <summary>The value of an attribute by its local name, undecoded; empty when it is not there.</summary>
    public ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> name)
    {
        var tag = _bytes.AsSpan(_nameEnd, _tagEnd - _nameEnd);
        while (true)
        {
            var equals = tag.IndexOf((byte)'=');
            if (equals < 0)
            {
                return default;
            }

            var key = tag[..equals].Trim(" \t\r\n"u8);
            var quote = tag[(equals + 1)..].IndexOfAny((byte)'"', (byte)'\'');
            if (quote < 0)
            {
                return default;
            }

            var value = tag[(equals + 1 + quote)..];
            var end = value[1..].IndexOf(value[0]);
            if (end < 0)
            {
                return default;
            }

            var colon = key.IndexOf((byte)':');
            if ((colon < 0 ? key : key[(colon + 1)..]).SequenceEqual(name))
            {
                return value.Slice(1, end);
            }

            tag = value[(end + 2)..];
        }
    }

    /// <summary>What stands in the tag behind its name.</summary>
    public ReadOnlySpan<byte> Attributes => _bytes.AsSpan(_nameEnd, _tagEnd - _nameEnd);

    // From _textEnd, where '<' stands, to its '>' outside quotes.
    private void CloseTag()
    {
        var at = _textEnd + 1;
        var usual = _bytes.AsSpan(at, _end - at).IndexOf((byte)'>');
        var isUsual = usual >= 0 && _bytes.AsSpan(at, usual).Count((byte)'"') % 2 == 0 && !_bytes.AsSpan(at, usual).Contains((byte)'\'');
        at = isUsual ? at + usual : at;
        while (!isUsual)
        {
            var found = _bytes.AsSpan(at, _end - at).IndexOfAny((byte)'>', (byte)'"', (byte)'\'');
            if (found < 0)
            {
                at = Shift(_end);
                continue;
            }

            at += found;
            if (_bytes[at] == '>')
            {
                break;
            }

            at = Find(_at, at + 1, _bytes[at]) + 1;
            if (at == 0)
            {
                throw PartRefused.Broken;
            }
        }

        _tag = _textEnd + 1;
        IsEnd = _bytes[_tag] == '/';
        IsEmpty = !IsEnd && _bytes[at - 1] == '/';
        _tagEnd = IsEmpty ? at - 1 : at;
        _name = IsEnd ? _tag + 1 : _tag;
        var name = _bytes.AsSpan(_name, _tagEnd - _name);
        var length = name.IndexOfAny(" \t\r\n"u8);
        _nameEnd = _name + (length < 0 ? name.Length : length);
        var colon = _bytes.AsSpan(_name, _nameEnd - _name).IndexOf((byte)':');
        _name += colon + 1;
        _at = at + 1;
    }

    private int Find(int keep, int from, byte what)
    {
        while (true)
        {
            var found = _bytes.AsSpan(from, _end - from).IndexOf(what);
            if (found >= 0)
            {
                return from + found;
            }

            var before = _at;
            var end = _end;
            if (!TryShift(keep))
            {
                return -1;
            }

            keep = _at;
            from = end - before + _at;
        }
    }

    private int FindAll(int from, ReadOnlySpan<byte> what)
    {
        while (true)
        {
            var found = _bytes.AsSpan(from, _end - from).IndexOf(what);
            if (found >= 0)
            {
                return from + found;
            }

            from = Math.Max(Shift(Math.Max(from, _end - what.Length)), 0);
        }
    }

    private void Pass(int open, ReadOnlySpan<byte> end)
    {
        _at = open;
        _at = FindAll(open, end) + end.Length;
    }

    // Makes sure that the bytes before this position are there, unless the part ends; positions move with the buffer.
    private void Need(int position)
    {
        while (position > _end)
        {
            var before = _at;
            if (!TryShift(_at))
            {
                return;
            }

            position -= before - _at;
        }
    }

    // More bytes; the position comes back where it lies now. The end of the part here is a fault.
    private int Shift(int position)
    {
        var before = _at;
        return TryShift(_at) ? position - before + _at : throw PartRefused.Broken;
    }

    private bool TryShift(int keep)
    {
        var left = _end - keep;
        if (keep > 0)
        {
            Buffer.BlockCopy(_bytes, keep, _bytes, 0, left);
            _text -= keep;
            _textEnd -= keep;
            _at -= keep;
            _end = left;
        }
        else if (left == _bytes.Length)
        {
            if (left >= _maxToken)
            {
                throw new PartRefused(TableRefused.Limit("一格的内容过长", "a cell is too long"));
            }

            Array.Resize(ref _bytes, left * 2);
        }

        return Fill(left);
    }

    private bool Fill(int from)
    {
        var read = _stream.ReadAtLeast(_bytes.AsSpan(from), Math.Min(1 << 14, _bytes.Length - from), throwOnEndOfStream: false);
        _end = from + read;
        return read > 0;
    }

    private sealed class Joined(Stream first, Stream second) : ForwardStream
    {
        public override int Read(Span<byte> buffer) => first.Read(buffer) is > 0 and var read ? read : second.Read(buffer);
    }
}
