using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Buyers.Dossier;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Tests.Shop;

public sealed class ShopSchemeTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 1, 4, 0);

    [Theory]
    [InlineData(OwnFieldKind.Number, " 12.50 ", "12.5")]
    [InlineData(OwnFieldKind.Number, "-3", "-3")]
    [InlineData(OwnFieldKind.Number, "12,5", null)]
    [InlineData(OwnFieldKind.Number, "十二", null)]
    [InlineData(OwnFieldKind.Date, "2026-02-29", null)]
    [InlineData(OwnFieldKind.Date, "2028-02-29", "2028-02-29")]
    [InlineData(OwnFieldKind.Choice, "蓝", "蓝")]
    [InlineData(OwnFieldKind.Choice, "红", null)]
    [InlineData(OwnFieldKind.YesNo, "yes", "yes")]
    [InlineData(OwnFieldKind.YesNo, "是", null)]
    [InlineData(OwnFieldKind.Text, "  ", "")]
    internal void Value_is_kept_only_in_the_fields_own_form(OwnFieldKind kind, string said, string? kept) =>
        SchemeRules.Value(new OwnField("k", "项", kind, ["蓝", "绿"]), said).ShouldBe(kept);

    [Fact]
    public void Scheme_may_archive_and_add_but_neither_remove_nor_turn_a_field_into_another_kind()
    {
        var first = BuyerScheme.First with { Fields = [new("size", "尺寸", OwnFieldKind.Number)] };

        Code(first, first).ShouldBeNull();
        Code(first, first with { Fields = [first.Fields[0] with { IsArchived = true }, new("colour", "尺寸", OwnFieldKind.Text)] }).ShouldBeNull();
        Code(first, first with { Fields = [] }).ShouldBe("shop.scheme.entry_gone");
        Code(first, first with { Fields = [first.Fields[0] with { Kind = OwnFieldKind.Text }] }).ShouldBe("shop.scheme.kind_changed");
        Code(first, first with { Fields = [.. first.Fields, new("colour", "尺寸", OwnFieldKind.Text)] }).ShouldBe("shop.scheme.entry_wrong");
        Code(first, first with { Fields = [.. first.Fields, new("colour", "颜色", OwnFieldKind.Choice)] }).ShouldBe("shop.scheme.choices_missing");
        Code(first, first with { Purposes = [.. first.Purposes.Select(p => p with { IsArchived = true })] }).ShouldBe("shop.scheme.entry_gone");
        Code(first, first with { Greeting = first.Greeting with { EveryMonths = 25 } }).ShouldBe("shop.retention.out_of_range");
    }

    [Theory]
    [InlineData(new[] { true }, true)]
    [InlineData(new[] { true, false }, false)]
    [InlineData(new[] { false, true }, true)]
    [InlineData(new bool[0], false)]
    public void Last_word_of_a_purpose_holds(bool[] words, bool holds) =>
        Consents.Holds(words.Select((given, i) => Consent("care", "chat", given, i)), "care").ShouldBe(holds);

    [Fact]
    public void Withdrawal_of_one_channel_leaves_the_others_and_wins_at_the_same_instant()
    {
        Consents.Holds([Consent("care", "phone", true, 0), Consent("care", "sms", true, 0), Consent("care", "phone", false, 1)], "care").ShouldBeTrue();
        Consents.Holds([Consent("care", "phone", true, 3), Consent("care", "phone", false, 3)], "care").ShouldBeFalse();
        Consents.Holds([Consent("greeting", "phone", true, 0)], "care").ShouldBeFalse();
    }

    [Fact]
    public void Months_of_a_shop_follow_each_other_without_a_gap_in_any_zone()
    {
        foreach (var zone in new[] { "Asia/Shanghai", "America/Sao_Paulo", "Pacific/Apia", "UTC" })
        {
            var tz = DateTimeZoneProviders.Tzdb[zone];
            for (var month = new YearMonth(2009, 1); month < new YearMonth(2028, 1); month = month.PlusMonths(1))
            {
                Months.Of(month, tz).To.ShouldBe(Months.Of(month.PlusMonths(1), tz).From);
                Months.Of(month, tz).From.InZone(tz).Date.ToYearMonth().ShouldBe(month);
            }
        }

        Months.Read("2026-11").ShouldBe(new YearMonth(2026, 11));
        Months.Read("2026-13").ShouldBeNull();
    }

    private static string? Code(BuyerScheme before, BuyerScheme said) => SchemeRules.Check(before, said)?.Code;

    private static ConsentRow Consent(string purpose, string channel, bool given, int minute) => new()
    {
        Id = Guid.CreateVersion7(),
        ShopId = ShopId.From(Guid.Empty),
        BuyerId = BuyerId.From(Guid.Empty),
        Purpose = purpose,
        Channel = channel,
        IsGiven = given,
        How = "phone",
        At = Noon + Duration.FromMinutes(minute),
        ByPerson = PersonId.From(Guid.Empty),
    };
}
