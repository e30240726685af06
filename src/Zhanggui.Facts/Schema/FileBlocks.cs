using System.Security.Cryptography;
using Zhanggui.Tables;

namespace Zhanggui.Facts.Schema;

/// <summary>
/// A CSV file in blocks that end where a line ends and quotes are even, for several threads, with the digest of all that was given. Where quotes are
/// used otherwise than in pairs a block may end inside a row: whoever reads it sees that it does not end with one.
/// </summary>
internal sealed class FileBlocks(Stream stream, int size) : IDisposable
{
    private readonly Lock gate = new();
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] rest = new byte[size];
    private int left;
    private int given;
    private bool isDone;

    /// <summary>True where a row is longer than a block or quotes are never even.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The first line without its end, or null where it is no plain one.</summary>
    public byte[]? Header()
    {
        left = stream.ReadAtLeast(rest, size, throwOnEndOfStream: false);
        var end = rest.AsSpan(0, left).IndexOf((byte)'\n');
        if (end < 0 || rest.AsSpan(0, end).IndexOfAny((byte)'"', (byte)'\r') >= 0)
        {
            return null;
        }

        var header = rest[..end];
        Take(end + 1);
        return header;
    }

    /// <summary>The next block into an array of the blocks' size and <see cref="Utf8Rows.Spare"/> bytes.</summary>
    public bool Next(byte[] block, out int length, out int number)
    {
        lock (gate)
        {
            (length, number) = (0, given);
            if (isDone)
            {
                return false;
            }

            rest.AsSpan(0, left).CopyTo(block);
            var filled = left + stream.ReadAtLeast(block.AsSpan(left, size - left), size - left, throwOnEndOfStream: false);
            isDone = filled < size;
            length = isDone ? filled : Cut(block.AsSpan(0, filled));
            IsBroken |= length == 0 && !isDone;
            isDone |= IsBroken;
            if (length == 0)
            {
                return false;
            }

            block.AsSpan(length, filled - length).CopyTo(rest);
            left = filled - length;
            hash.AppendData(block, 0, length);
            given++;
            return true;
        }
    }

    /// <summary>Hex, of every byte that was given.</summary>
    public string Digest() => Convert.ToHexStringLower(hash.GetHashAndReset());

    public void Dispose() => hash.Dispose();

    private void Take(int length)
    {
        hash.AppendData(rest, 0, length);
        rest.AsSpan(length, left - length).CopyTo(rest);
        left -= length;
    }

    private static int Cut(ReadOnlySpan<byte> bytes)
    {
        var isEven = int.IsEvenInteger(bytes.Count((byte)'"'));
        while (bytes.LastIndexOf((byte)'\n') is >= 0 and var end)
        {
            isEven ^= int.IsOddInteger(bytes[end..].Count((byte)'"'));
            if (isEven)
            {
                return end + 1;
            }

            bytes = bytes[..end];
        }

        return 0;
    }
}
