using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Zhanggui.Reception.Files;

namespace Zhanggui.Tests.Files;

public sealed class FileHeaderTests
{
    public static TheoryData<string, string, int?, int?> Pictures { get; } = new()
    {
        // A PNG of 3 × 5, a claim of 2,000,000,000 × 1, a GIF of 640 × 480, three kinds of WebP, a JPEG behind a comment and fill bytes.
        { "89504E470D0A1A0A 0000000D 49484452 00000003 00000005 0806000000", "image/png", 3, 5 },
        { "89504E470D0A1A0A 0000000D 49484452 77359400 00000001 0806000000", "image/png", 2_000_000_000, 1 },
        { "474946383961 8002 E001 F70000", "image/gif", 640, 480 },
        { "52494646 00000000 57454250 56503858 0A000000 00000000 7F0200 DF0100", "image/webp", 640, 480 },
        { "52494646 00000000 57454250 5650384C 00000000 2F 7FC27700 0000000000", "image/webp", 640, 480 },
        { "52494646 00000000 57454250 56503820 00000000 300100 9D012A 8002 E001", "image/webp", 640, 480 },
        { "FFD8 FFFE 0004 4142 FFFFC2 0011 08 01E0 0280 03000000000000", "image/jpeg", 640, 480 },
        { "FFD8 FFC4 0003 00 FFC0 0011 08 0002 0003 03000000000000", "image/jpeg", 3, 2 },
    };

    public static TheoryData<string> Damaged { get; } = new()
    {
        "89504E470D0A1A0A 0000000D 49484452 00000003",              // PNG cut short
        "89504E470D0A1A0A 0000000D 49484452 00000000 00000005 08",  // no width
        "89504E470D0A1A0A 0000000D 49484452 80000000 00000001 08",  // a width below zero for whoever reads it as a signed number
        "89504E470D0A1A0A 0000000D 74455874 00000003 00000005 08",  // another chunk first
        "474946383961 8002",                                        // GIF cut short
        "474946383961 0000 E001",                                   // no width
        "FFD8 FFDA 0008 0101 0000 3F00 0000000000000000",           // picture data before any frame header
        "FFD8 FFE0 0010 4A464946 00",                               // JPEG cut short
        "FFD8 FFE0 0002 00 FFC0 0011 08 0002 0003 03",              // lost between two segments
        "52494646 00000000 57454250 58585858 00000000 0000000000000000 00", // WebP of an unknown kind
        "000000206674797068656963 00",                              // HEIC: browsers cannot show it
        "7F454C46 0201010000",                                      // a program
        "4D5A9000 0300000004",                                      // a program
        "00",
        "",
        "E4BDA0 FF",                                                // text that ends in a byte that is no character
        "68656C6C6F 00",                                            // text with a zero
        "FEFF 004F004B",                                            // UTF-16
    };

    [Theory, MemberData(nameof(Pictures))]
    public void A_pictures_type_and_size_come_from_its_header(string hex, string type, int? width, int? height)
    {
        var read = FileHeaders.Read(Bytes(hex)).ShouldNotBeNull();

        (read.MediaType, read.Width, read.Height).ShouldBe((type, width, height));
    }

    [Theory, MemberData(nameof(Damaged))]
    public void What_is_damaged_or_unknown_is_nothing(string hex) => FileHeaders.Read(Bytes(hex)).ShouldBeNull();

    [Theory]
    [InlineData("%PDF-1.7 …", "application/pdf")]
    [InlineData("plain words", "text/plain")]
    [InlineData("你好，亲", "text/plain")]
    [InlineData("a < b and c > d", "text/plain")]
    [InlineData("\uFEFFname;price\r\n", "text/plain")]
    [InlineData("<!DOCTYPE html><p>", "text/html")]
    [InlineData("  \n<ScRiPt>alert(1)</script>", "text/html")]
    [InlineData("hello <img src=x onerror=alert(1)>", "text/html")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml")]
    [InlineData("<?xml version='1.0'?><svg/>", "image/svg+xml")]
    [InlineData("PK\u0003\u0004....photo.png", "application/zip")]
    [InlineData("PK\u0003\u0004[Content_Types].xml word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData("PK\u0003\u0004[Content_Types].xml xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("PK\u0003\u0004[Content_Types].xml ppt/slides", "application/vnd.openxmlformats-officedocument.presentationml.presentation")]
    [InlineData("\0\0\0\u0018ftypisom", "video/mp4")]
    public void Content_decides_not_the_name(string text, string type) =>
        FileHeaders.Read(Encoding.UTF8.GetBytes(text)).ShouldNotBeNull().MediaType.ShouldBe(type);

    [Fact]
    public void Text_cut_in_the_middle_of_a_character_is_still_text()
    {
        var whole = Encoding.UTF8.GetBytes("尺寸：三米二");
        for (var cut = 0; cut < 3; cut++)
        {
            FileHeaders.Read(whole.AsSpan(0, whole.Length - cut)).ShouldNotBeNull($"{cut} bytes cut off").MediaType.ShouldBe("text/plain");
        }
    }

    [Fact]
    public void No_bytes_whatever_make_it_fail()
    {
        byte[][] starts = [[], .. Pictures.Select(p => Bytes(p.Data.Item1)), .. Damaged.Select(d => Bytes(d.Data))];
        var cases =
            from start in Gen.Elements(starts)
            from keep in Gen.Choose(0, 40)
            from rest in Gen.ListOf(Gen.Choose(0, 255), 60)
            select (byte[])[.. start.Take(keep), .. rest.Select(b => (byte)b)];
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(cases.ToArbitrary(), bytes =>
            FileHeaders.Read(bytes) is not { } read || read.Width is null || (read.Width > 0 && read.Height > 0)));
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal));
}
