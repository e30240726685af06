namespace Zhanggui.Orders.Import.Files;

/// <summary>Reads a sealed file piece by piece; workbooks need to jump about in it.</summary>
internal sealed class ShelvedStream(long length, Func<int, byte[]> open) : Stream
{
    private byte[] piece = [];
    private int pieceNumber = -1;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (Position >= length || buffer.IsEmpty)
        {
            return 0;
        }

        var number = (int)(Position / UploadShelf.PieceBytes);
        if (number != pieceNumber)
        {
            (piece, pieceNumber) = (open(number), number);
        }

        var from = UploadShelf.HeaderBytes + (int)(Position % UploadShelf.PieceBytes);
        var many = Math.Min(buffer.Length, piece.Length - from);
        piece.AsSpan(from, many).CopyTo(buffer);
        Position += many;
        return many;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        SeekOrigin.End => length + offset,
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    public override void Flush()
    {
        // Nothing is written.
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
