using System.Buffers.Binary;
using System.IO.Compression;

namespace Zhanggui.Host.Demo;

/// <summary>Paints a small landscape as PNG, the same for the same seed: pictures of the demo without picture files in the repository.</summary>
internal static class DemoPicture
{
    private const int Width = 320;
    private const int Height = 200;
    private static readonly uint[] CrcTable = MakeCrcTable();

    public static byte[] Paint(int seed)
    {
        var random = new Random(seed);
        var (top, bottom) = (Colour(random, 150), Colour(random, 205));
        var ridges = Enumerable.Range(0, 3).Select(i => (Base: 90 + (i * 35), Wave: 12 + random.Next(18), Length: 30.0 + random.Next(50), Shift: random.NextDouble() * 6, Ink: Colour(random, 110 - (i * 30)))).ToArray();
        var rows = new byte[Height * (1 + (Width * 3))];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var (r, g, b) = Mix(top, bottom, (double)y / Height);
                foreach (var ridge in ridges)
                {
                    if (y > ridge.Base + (ridge.Wave * Math.Sin((x / ridge.Length) + ridge.Shift)))
                    {
                        (r, g, b) = ridge.Ink;
                    }
                }

                var at = (y * (1 + (Width * 3))) + 1 + (x * 3);
                (rows[at], rows[at + 1], rows[at + 2]) = (r, g, b);
            }
        }

        return Encode(rows);
    }

    private static byte[] Encode(byte[] rows)
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        (header[8], header[9]) = (8, 2); // eight bits, red green blue
        Chunk(png, "IHDR"u8, header);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(rows);
        }

        Chunk(png, "IDAT"u8, packed.ToArray());
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> type, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), data));
        png.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            crc = CrcTable[(crc ^ b) & 0xFF] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint[] MakeCrcTable()
    {
        var table = new uint[256];
        for (uint n = 0; n < 256; n++)
        {
            var c = n;
            for (var k = 0; k < 8; k++)
            {
                c = (c & 1) != 0 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
            }

            table[n] = c;
        }

        return table;
    }

    private static (byte R, byte G, byte B) Colour(Random random, int around) =>
        ((byte)Math.Clamp(around + random.Next(-25, 46), 0, 255), (byte)Math.Clamp(around + random.Next(-15, 36), 0, 255), (byte)Math.Clamp(around + random.Next(-35, 26), 0, 255));

    private static (byte R, byte G, byte B) Mix((byte R, byte G, byte B) a, (byte R, byte G, byte B) b, double share) =>
        ((byte)(a.R + ((b.R - a.R) * share)), (byte)(a.G + ((b.G - a.G) * share)), (byte)(a.B + ((b.B - a.B) * share)));
}
