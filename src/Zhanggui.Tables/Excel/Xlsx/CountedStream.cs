namespace Zhanggui.Tables.Excel.Xlsx;

/// <summary>A part of the package with how many of its bytes have been read.</summary>
internal sealed class CountedStream(Stream inner) : ForwardStream
{
    public long Count { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Count += read;
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
