using NodaTime;
using Zhanggui.Orders.Notes;

namespace Zhanggui.Tests.Orders;

public sealed class NoteFormTests
{
    private static readonly LocalDate Placed = new(2026, 12, 1);

    [Fact]
    public void Sample_of_the_mural_shop_gives_six_fields_and_loses_nothing()
    {
        var form = NoteForm.Parse("王**,3米*2.4米,图案正常,12月19发货,自提。送胶。", Placed)!;

        (form.Buyer, form.Width, form.Height, form.Area).ShouldBe(("王**", 3m, 2.4m, 7.2m));
        (form.Pattern, form.ShipOn, form.Delivery, form.Extra).ShouldBe(("正常", new LocalDate(2026, 12, 19), "自提", "送胶"));
        form.Rest.ShouldBeEmpty();
        form.Pieces.ShouldBe(["王**", "3米*2.4米", "图案正常", "12月19发货", "自提", "送胶"]);
    }

    [Theory]
    [InlineData("李*，300cm×240cm；图案翻转；1月3日发货", 3, 2.4, "翻转", "2027-01-03")]
    [InlineData("3*2.4、图案正常、12月1号", 3, 2.4, "正常", "2026-12-01")]
    [InlineData("2.85x1.6米. 2026年12月30日发货.", 2.85, 1.6, null, "2026-12-30")]
    public void Separators_units_and_dates_are_read_in_the_ways_people_write_them(string note, double width, double height, string? pattern, string shipOn)
    {
        var form = NoteForm.Parse(note, Placed)!;

        (form.Width, form.Height, form.Pattern).ShouldBe(((decimal)width, (decimal)height, pattern));
        form.ShipOn.ShouldBe(NodaTime.Text.LocalDatePattern.Iso.Parse(shipOn).Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("红旗 催发 0115小王")]
    [InlineData("工号07，已核对")]
    public void Other_notes_are_no_forms(string? note) => NoteForm.Parse(note, Placed).ShouldBeNull();

    [Fact]
    public void What_belongs_to_no_field_is_kept_apart()
    {
        var form = NoteForm.Parse("王**,3*2,客户要求先看样,周末不在家", Placed)!;

        form.Rest.ShouldBe(["客户要求先看样", "周末不在家"]);
    }

    [Fact]
    public void Day_that_does_not_exist_is_not_guessed() => NoteForm.Parse("3*2,2月30日发货", Placed)!.ShipOn.ShouldBeNull();
}
