using NodaTime;
using Zhanggui.Orders.Import;
using Zhanggui.Orders.Import.Watched;

namespace Zhanggui.Tests.Orders.Import;

public sealed class WatchedTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 10, 15, 4, 0);
    private static readonly DateTime Changed = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly Duration Quiet = Duration.FromSeconds(10);

    [Fact]
    public void File_is_whole_when_it_looks_the_same_for_long_enough()
    {
        var sightings = new Sightings();
        bool See(long size, int second, DateTime? changed = null) => sightings.IsQuiet("a.csv", size, changed ?? Changed, Noon + Duration.FromSeconds(second), Quiet);

        See(100, 0).ShouldBeFalse();
        See(100, 9).ShouldBeFalse();
        See(200, 10).ShouldBeFalse(); // grew
        See(200, 19).ShouldBeFalse();
        See(200, 21, Changed.AddSeconds(1)).ShouldBeFalse(); // written anew with the same size
        See(200, 30, Changed.AddSeconds(1)).ShouldBeFalse();
        See(200, 31, Changed.AddSeconds(1)).ShouldBeTrue();
        See(200, -100, Changed.AddSeconds(1)).ShouldBeFalse(); // the clock was set back
        sightings.Keep(new HashSet<string>());
        See(200, 60, Changed.AddSeconds(1)).ShouldBeFalse(); // another file of the same name
    }

    [Theory]
    [InlineData("旗舰店", "旗舰店")]
    [InlineData(" a/b\\c/ ", "a/b/c")]
    [InlineData("..", null)]
    [InlineData("a/../b", null)]
    [InlineData("/a", null)]
    [InlineData("a/", "a")]
    [InlineData("a//b", null)]
    [InlineData("com1", null)]
    [InlineData("Done", null)]
    [InlineData("a/b/c/d/e", null)]
    [InlineData("a:b", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Folder_is_a_plain_path_inside(string? text, string? path) => WatchedPlace.Read(text).ShouldBe(path);

    [Theory]
    [InlineData("旗舰店", "旗舰店")]
    [InlineData("a/b:c", "a-b-c")]
    [InlineData("..", "shop")]
    [InlineData("NUL", "shop")]
    [InlineData(" 店. ", "店")]
    public void Name_of_a_shop_becomes_a_folder(string name, string folder) => WatchedPlace.Of(name).ShouldBe(folder);

    [Theory]
    [InlineData("客服绩效_2026-10-14.csv", "2026-10-14")]
    [InlineData("日报20261015.xlsx", "2026-10-15")]
    [InlineData("2026年10月05日.csv", "2026-10-05")]
    [InlineData("日报20261015-20261020.xlsx", null)]
    [InlineData("20261315.csv", null)]
    [InlineData("120261015.csv", null)]
    [InlineData("日报.csv", null)]
    public void Day_in_a_files_name_is_offered(string name, string? day) => (TellDay.GuessOf(name) is { } d ? NodaTime.Text.LocalDatePattern.Iso.Format(d) : null).ShouldBe(day);
}
