using NodaTime;
using Zhanggui.Tables;

namespace Zhanggui.Tests.Tables;

public sealed class CellTextTests
{
    [Theory]
    [InlineData("=\"1234567890123456789\"", "1234567890123456789")]
    [InlineData("'1234567890123456789", "1234567890123456789")]
    [InlineData("1234567890\t", "1234567890")]
    [InlineData("\uFEFF 订单编号\u00A0\u3000", "订单编号")]
    [InlineData("'s Hertogenbosch", "'s Hertogenbosch")]
    [InlineData("", "")]
    [InlineData("=\"\"", "")]
    public void Quirks_of_exports_are_taken_off(string cell, string clean) => CellText.Clean(cell).ToString().ShouldBe(clean);

    [Theory]
    [InlineData("")]
    [InlineData(" \t")]
    [InlineData("null")]
    [InlineData("NULL")]
    [InlineData("'null'")]
    [InlineData("-")]
    [InlineData("--")]
    [InlineData("\\N")]
    public void Words_for_nothing_are_missing(string cell) => CellText.IsMissing(cell).ShouldBeTrue();

    [Theory]
    [InlineData("0")]
    [InlineData("nulls")]
    [InlineData("-1")]
    [InlineData("无")]
    public void Other_words_are_not(string cell) => CellText.IsMissing(cell).ShouldBeFalse();

    [Theory]
    [InlineData("1.23E+17", true)]
    [InlineData("1.23456789012346E+17", true)]
    [InlineData("2E+18", true)]
    [InlineData("=\"1.23E+17\"", true)]
    [InlineData("123456789012345678", false)]
    [InlineData("1.5E-3", false)]
    [InlineData("1E5", false)]
    [InlineData("E+17", false)]
    [InlineData("12E+17", false)]
    [InlineData("A1.2E+17", false)]
    public void Long_numbers_damaged_by_excel_are_seen(string cell, bool isDamaged) => CellText.IsDamagedNumber(cell).ShouldBe(isDamaged);

    [Theory]
    [InlineData("128.00", "128.00")]
    [InlineData("1,178.8", "1178.8")]
    [InlineData("¥1,234,567.89", "1234567.89")]
    [InlineData("￥ 12", "12")]
    [InlineData("12.5元", "12.5")]
    [InlineData("-¥3.20", "-3.20")]
    [InlineData("RMB 7", "7")]
    [InlineData("７８．５", "78.5")]
    [InlineData("-0.01", "-0.01")]
    [InlineData("=\"9.9\"", "9.9")]
    public void Amounts_become_plain_decimals(string cell, string amount)
    {
        Span<char> into = stackalloc char[64];
        CellText.TryAmount(cell, into, out var length).ShouldBeTrue();
        into[..length].ToString().ShouldBe(amount);
        CellText.TryAmount(cell, out decimal value).ShouldBeTrue();
        value.ShouldBe(decimal.Parse(amount));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12,34")]
    [InlineData("1,2345")]
    [InlineData("1,234,56")]
    [InlineData("1.2.3")]
    [InlineData("1.23E+5")]
    [InlineData("12%")]
    [InlineData("5.")]
    [InlineData("1-2")]
    [InlineData("12.5美元")]
    [InlineData("元")]
    public void What_is_no_amount_is_none(string cell) => CellText.TryAmount(cell, out _).ShouldBeFalse();

    [Theory]
    [InlineData("128.00", 12800)]
    [InlineData("128.5", 12850)]
    [InlineData("-0.05", -5)]
    [InlineData("¥1,178.8", 117880)]
    [InlineData("12.3400", 1234)]
    [InlineData("+7", 700)]
    public void Amounts_become_hundredths(string cell, long hundredths)
    {
        CellText.TryHundredths(cell, out var value).ShouldBeTrue();
        value.ShouldBe(hundredths);
    }

    [Theory]
    [InlineData("1.005")]
    [InlineData("")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("12345678901234567")]
    [InlineData("--1")]
    public void Amounts_are_never_rounded(string cell) => CellText.TryHundredths(cell, out _).ShouldBeFalse();

    [Theory]
    [InlineData("2016-05-23 22:02:01", "2016-05-23T22:02:01")]
    [InlineData("2016-05-23T22:02:01.120", "2016-05-23T22:02:01.12")]
    [InlineData("2016/5/23 22:02", "2016-05-23T22:02:00")]
    [InlineData("2016.5.23", "2016-05-23T00:00:00")]
    [InlineData("2016年5月23日 22时02分01秒", "2016-05-23T22:02:01")]
    [InlineData("2016年5月23日", "2016-05-23T00:00:00")]
    [InlineData("20160523220201", "2016-05-23T22:02:01")]
    [InlineData("20160523", "2016-05-23T00:00:00")]
    [InlineData("2016-05-23  22:02:01\t", "2016-05-23T22:02:01")]
    public void Times_are_read_year_first(string cell, string iso)
    {
        CellText.TryDateTime(cell, out var time).ShouldBeTrue();
        time.ToString("uuuu-MM-ddTHH:mm:ss.FFFFFFFFF", null).ShouldBe(iso);
    }

    [Theory]
    [InlineData("23/05/2016")]
    [InlineData("2016-13-01")]
    [InlineData("2016-02-30")]
    [InlineData("2016-05-23 24:00:00")]
    [InlineData("2016-05-23 22:60")]
    [InlineData("2016-05-23T22:02:01Z")]
    [InlineData("2016-05-23 22:02:01+08:00")]
    [InlineData("2016-05")]
    [InlineData("2016-05/23")]
    [InlineData("2016-05-23 ")]
    [InlineData("12345678901234567890")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("99999999")]
    public void What_is_no_local_time_is_none(string cell)
    {
        if (cell == "2016-05-23 ")
        {
            CellText.TryDateTime(cell, out _).ShouldBeTrue(); // a blank behind is nothing
            return;
        }

        CellText.TryDateTime(cell, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("42513.9180671296", 2016, 5, 23, 22, 2, 1)]
    [InlineData("1", 1900, 1, 1, 0, 0, 0)]
    [InlineData("59", 1900, 2, 28, 0, 0, 0)]
    [InlineData("61", 1900, 3, 1, 0, 0, 0)]
    [InlineData("45000.99999999", 2023, 3, 16, 0, 0, 0)]
    public void Serial_numbers_of_excel_are_days(string cell, int year, int month, int day, int hour, int minute, int second)
    {
        CellText.TryExcelSerial(cell, out var time).ShouldBeTrue();
        time.ShouldBe(new LocalDateTime(year, month, day, hour, minute, second));
    }

    [Theory]
    [InlineData("　订单编号　", "订单编号")]
    [InlineData("收货地址（省）", "收货地址(省)")]
    [InlineData("Ｏrder ID\t", "order id")]
    public void Names_are_compared_without_width_and_case(string cell, string name) => CellText.Name(cell).ShouldBe(name);
}
