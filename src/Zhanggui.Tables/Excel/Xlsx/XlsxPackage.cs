using System.IO.Compression;
using System.Xml;

namespace Zhanggui.Tables.Excel.Xlsx;

/// <summary>The zip of a workbook: its parts by name, never more inflated than the limits allow.</summary>
internal sealed class XlsxPackage : IDisposable
{
    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly TableOptions _options;

    public XlsxPackage(Stream stream, TableOptions options)
    {
        _options = options;
        _zip = new ZipArchive(new Shared(stream), ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in _zip.Entries)
        {
            _parts.TryAdd(Normal(entry.FullName), entry);
        }
    }

    public bool Has(string part) => _parts.ContainsKey(Normal(part));

    /// <summary>What the zip says the part inflates to.</summary>
    public long Length(string part) => _parts.TryGetValue(Normal(part), out var entry) ? entry.Length : 0;

    public Stream Open(string part) => _parts.TryGetValue(Normal(part), out var entry)
        ? new InflatedStream(entry.Open(), entry.CompressedLength, _options)
        : throw PartRefused.Broken;

    /// <summary>For the small parts; no document types, no entities but XML's own.</summary>
    public XmlReader OpenXml(string part) => XmlReader.Create(Open(part), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true, IgnoreComments = true, MaxCharactersInDocument = 64 << 20 });

    /// <summary>Id and type of a part's relations with their targets made whole.</summary>
    public List<(string Id, string Type, string Target)> Relations(string part)
    {
        var slash = part.LastIndexOf('/');
        var folder = part[..(slash + 1)];
        var name = $"{folder}_rels/{part[(slash + 1)..]}.rels";
        var all = new List<(string, string, string)>();
        if (!Has(name))
        {
            return all;
        }

        using var reader = OpenXml(name);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "Relationship" && reader.GetAttribute("Target") is { } target && reader.GetAttribute("TargetMode") != "External")
            {
                target = target.Replace('\\', '/');
                var type = reader.GetAttribute("Type") ?? string.Empty;
                all.Add((reader.GetAttribute("Id") ?? string.Empty, type[(type.LastIndexOf('/') + 1)..], target.StartsWith('/') ? target[1..] : Whole(folder, target)));
            }
        }

        return all;
    }

    public void Dispose() => _zip.Dispose();

    private static string Normal(string name) => name.Replace('\\', '/').TrimStart('/');

    private static string Whole(string folder, string target)
    {
        while (target.StartsWith("../", StringComparison.Ordinal))
        {
            target = target[3..];
            folder = folder.Length == 0 ? folder : folder[..(folder.TrimEnd('/').LastIndexOf('/') + 1)];
        }

        return folder + (target.StartsWith("./", StringComparison.Ordinal) ? target[2..] : target);
    }

    // Several readers may be open on one stream: each keeps its own place.
    private sealed class Shared(Stream stream) : ForwardStream
    {
        private long _at;

        public override bool CanSeek => true;

        public override long Length => stream.Length;

        public override long Position { get => _at; set => _at = value; }

        public override int Read(Span<byte> buffer)
        {
            stream.Position = _at;
            var read = stream.Read(buffer);
            _at += read;
            return read;
        }

        public override long Seek(long offset, SeekOrigin origin) =>
            _at = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => _at + offset, _ => stream.Length + offset };
    }

    // Counts what really comes out: what a zip says about its sizes can be a lie.
    private sealed class InflatedStream(Stream inner, long packed, TableOptions options) : ForwardStream
    {
        private long _length;

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            _length += read;
            if (_length > options.MaxInflatedBytes || (_length > ZipGuard.FreeBytes && _length / Math.Max(1, packed) > options.MaxInflateRatio))
            {
                throw new PartRefused(ZipGuard.Bomb);
            }

            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}

/// <summary>A stream that is only read.</summary>
internal abstract class ForwardStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public abstract override int Read(Span<byte> buffer);

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
