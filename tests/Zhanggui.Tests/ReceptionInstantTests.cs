using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Zhanggui.Reception.Reading;

namespace Zhanggui.Tests;

public sealed class ReceptionInstantTests
{
    [Theory]
    [InlineData(0, "1970-01-01T00:00:00.000Z")]
    [InlineData(-1, "1969-12-31T23:59:59.999Z")]
    [InlineData(1_790_000_709_120, "2026-09-21T14:25:09.120Z")]
    [InlineData(951_782_400_000, "2000-02-29T00:00:00.000Z")]
    [InlineData(253_402_300_799_999, "9999-12-31T23:59:59.999Z")]
    [InlineData(-62_135_596_800_000, "0001-01-01T00:00:00.000Z")]
    public void An_instant_is_written_to_the_millisecond(long at, string text) => Written(at).ShouldBe(text);

    [Fact]
    public void Every_instant_is_written_as_the_general_formatter_would() =>
        Prop.ForAll(Gen.Choose(-719_162, 2_932_896).ToArbitrary(), Gen.Choose(0, 86_399_999).ToArbitrary(), (day, millisecond) => Agrees((day * 86_400_000L) + millisecond))
        .QuickCheckThrowOnFailure();

    private static bool Agrees(long at) =>
        Written(at) == Instant.FromUnixTimeMilliseconds(at).ToDateTimeUtc().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Written(long at)
    {
        Span<byte> text = stackalloc byte[InstantText.Length];
        InstantText.Write(at, text);
        return Encoding.ASCII.GetString(text);
    }
}
