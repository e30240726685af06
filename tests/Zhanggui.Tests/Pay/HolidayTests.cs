using System.Globalization;
using NodaTime;
using Zhanggui.Pay.Rules;
using Zhanggui.Rules.Contracts;
using static Zhanggui.Tests.Rules.RulesBench;

namespace Zhanggui.Tests.Pay;

/// <summary>The statutory holidays of the presets are those of the regulation in force since 2025, reckoned from the calendars.</summary>
public sealed class HolidayTests
{
    private static readonly ChineseLunisolarCalendar Lunar = new();

    [Fact]
    public void Holidays_of_new_shop_are_the_thirteen_days_of_the_regulation() => In("new-shop", 2026).ShouldBe(
    [
        new(2026, 1, 1), .. new[] { -1, 0, 1, 2 }.Select(NewYear(2026).PlusDays), new(2026, 4, Qingming(2026)), new(2026, 5, 1), new(2026, 5, 2), Lunisolar(2026, 5, 5), Lunisolar(2026, 8, 15), new(2026, 10, 1), new(2026, 10, 2), new(2026, 10, 3),
    ]);

    /// <summary>Known years, so that the reckoning itself is shown to be right.</summary>
    [Theory]
    [InlineData(2024, "02-10", 4, "06-10", "09-17")]
    [InlineData(2025, "01-29", 4, "05-31", "10-06")]
    public void Reckoning_agrees_with_known_years(int year, string newYear, int qingming, string dragonBoat, string midAutumn) =>
        new[] { NewYear(year), new LocalDate(year, 4, Qingming(year)), Lunisolar(year, 5, 5), Lunisolar(year, 8, 15) }.Select(d => d.ToString("MM-dd", CultureInfo.InvariantCulture))
            .ShouldBe([newYear, $"04-0{qingming}", dragonBoat, midAutumn]);

    private static IEnumerable<LocalDate> In(string preset, int year)
    {
        var book = HouseReader.Read(File.ReadAllText(Path.Combine(Folder, preset + ".yaml"))).Effective!;
        return new PayReading(new SectionValues(book.Resolve("pay", Zhanggui.Rules.Document.Scope.Everyone)!, PaySection.Section.Root)).Rules.Month.Holidays.Where(d => d.Year == year).Order();
    }

    private static LocalDate NewYear(int year) => Lunisolar(year, 1, 1);

    private static LocalDate Lunisolar(int year, int month, int day)
    {
        var leap = Lunar.GetLeapMonth(year);
        return LocalDate.FromDateTime(Lunar.ToDateTime(year, leap > 0 && month >= leap ? month + 1 : month, day, 0, 0, 0, 0));
    }

    /// <summary>The day of April, by the usual formula for the years 2000 to 2099.</summary>
    private static int Qingming(int year) => (int)(((year % 100) * 0.2422) + 4.81) - (year % 100 / 4);
}
