using System.Security.Cryptography;
using System.Text;

namespace Zhanggui.Facts.Schema;

/// <summary>Writes the lines of one file in UTF-8 without a mark, and knows their SHA-256 and whether they came in ordinal order.</summary>
internal sealed class LineWriter : IDisposable
{
    private readonly SHA256 hash = SHA256.Create();
    private readonly StreamWriter writer;
    private string last = string.Empty;

    public LineWriter(Stream stream, string header)
    {
        writer = new StreamWriter(new CryptoStream(stream, hash, CryptoStreamMode.Write), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), 1 << 16);
        writer.Write(header);
        writer.Write('\n');
    }

    public long Rows { get; private set; }

    public bool IsInOrder { get; private set; } = true;

    public void Write(string line)
    {
        IsInOrder = IsInOrder && (Rows == 0 || string.CompareOrdinal(last, line) <= 0);
        (last, Rows) = (line, Rows + 1);
        writer.Write(line);
        writer.Write('\n');
    }

    /// <summary>Closes the stream; the digest is of every byte that was written to it.</summary>
    public string Close()
    {
        writer.Dispose();
        return Convert.ToHexStringLower(hash.Hash!);
    }

    public void Dispose()
    {
        writer.Dispose();
        hash.Dispose();
    }
}
