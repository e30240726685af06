using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Orders.Attribution;
using Zhanggui.Orders.Rules;
using Zhanggui.Rules.Contracts;
using static Zhanggui.Tests.Rules.RulesBench;

namespace Zhanggui.Tests.Orders.Attribution;

/// <summary>备注工号: the number in the note at that time; the first one seen wins.</summary>
public sealed class RemarkRuleTests
{
    private static Story Noted(string note, string preset = "tea-oil-shop") => new Story(preset).Order("3 12:00", "3 12:05", note: note);

    [Theory]
    [InlineData("A01")]
    [InlineData("工号A01")]
    [InlineData("a01 加急")]
    [InlineData("Ａ０１")]
    [InlineData("尺寸3*2.4 12月19日发 A01跟单")]
    public void Number_in_the_note_wins(string note)
    {
        var story = Noted(note);

        story.Won("anna", Basis.Remark);
        story.Credit().Number.ShouldBe(Tokens.Narrow(note).Contains('a') ? "a01" : "A01");
    }

    [Theory]
    [InlineData("A01 A02", nameof(Doubt.TwoNumbers))]
    [InlineData("A01/A09", nameof(Doubt.TwoNumbers))]
    [InlineData("A09", nameof(Doubt.UnknownNumber))]
    [InlineData("工号 77", nameof(Doubt.UnknownNumber))]
    public void Two_numbers_or_an_unknown_one_are_undecided(string note, string doubt) => Noted(note).Undecided(Enum.Parse<Doubt>(doubt));

    [Theory]
    [InlineData("")]
    [InlineData("尺寸 3*2.4，12月19日发货，加胶")]
    [InlineData("XA01B")]
    public void Note_without_a_number_and_without_a_talk_is_silent(string note) => Noted(note).Silent();

    [Fact]
    public void Note_without_a_number_after_a_talk_waits_for_a_person() => Noted("尽快").Talk("3 10:00", "a").Undecided(Doubt.NoNumber);

    [Fact]
    public void The_same_number_twice_is_one_number() => Noted("A01 a01").Won("anna", Basis.Remark);

    [Fact]
    public void Number_that_two_persons_hold_is_undecided()
    {
        var story = Noted("A01");
        story.People.Add(Story.Person("dora", "A01"));

        story.Undecided(Doubt.SharedNumber);
    }

    [Fact]
    public void Number_belongs_to_whoever_held_it_that_day()
    {
        var story = Noted("A07");
        story.People.Add(Story.Person("dora", "A07", to: new LocalDate(2026, 10, 3)));
        story.People.Add(Story.Person("eve", "A07", from: new LocalDate(2026, 10, 3)));

        story.Won("eve", Basis.Remark);
    }

    [Fact]
    public void Number_of_somebody_who_has_left_is_unknown()
    {
        var story = Noted("A07");
        story.People.Add(new PersonFact { Person = "dora", StaffNo = "A07", Role = "agent", LeftOn = new LocalDate(2026, 10, 3) });

        story.Undecided(Doubt.UnknownNumber);
    }

    [Fact]
    public void Numbers_of_the_books_own_table_count() =>
        new Story("tea-oil-shop", "remark:\n  staff_numbers: [\"Z9 cara 2026-10-01 2026-11-01\"]").Order("3 12:00", "3 12:05", note: "Z9").Won("cara", Basis.Remark);

    [Fact]
    public void Numbers_of_digits_only_stand_alone_or_after_a_mark()
    {
        Story With(string note)
        {
            var story = Noted(note);
            story.People.Add(Story.Person("dora", "08"));
            story.People.Add(Story.Person("eve", "12"));
            return story;
        }

        With("08 加急").Won("dora", Basis.Remark);
        With("工号:08").Won("dora", Basis.Remark);
        With("12月19日发").Silent();
        With("12*08").Silent();
        With("08，12").Undecided(Doubt.TwoNumbers);
        With("99").Undecided(Doubt.UnknownNumber);
    }

    [Theory]
    [InlineData("6001/6002", true)]
    [InlineData("6001+6002 加急", true)]
    [InlineData("6001/6001", false)]
    [InlineData("老客户/6001", false)]
    [InlineData("单号 2026/6002-88 6001", true)]
    public void Known_numbers_may_be_joined(string note, bool areTwo)
    {
        var story = Noted(note);
        story.People.Add(Story.Person("dora", "6001"));
        story.People.Add(Story.Person("eve", "6002"));

        if (areTwo)
        {
            story.Undecided(Doubt.TwoNumbers);
        }
        else
        {
            story.Won("dora", Basis.Remark);
        }
    }

    [Fact]
    public void Short_numbers_that_are_joined_may_be_a_date()
    {
        var story = Noted("12/08 发");
        story.People.Add(Story.Person("dora", "08"));
        story.People.Add(Story.Person("eve", "12"));

        story.Silent();
    }

    [Fact]
    public void Two_numbers_added_after_payment_are_both_late() =>
        new Story("tea-oil-shop").Talk("3 10:00", "a").Talk("3 10:05", "b").Order("3 12:00", "3 12:05", note: "A01 A02").Note("3 13:00", "A01 A02").Undecided(Doubt.LateNumber);

    [Fact]
    public void Own_name_counts_in_the_tea_oil_shop()
    {
        var story = Noted("小美接的");
        story.People.Add(Story.Person("mei", "A05", name: "小美"));

        story.Won("mei", Basis.Remark);
    }

    [Fact]
    public void Name_does_not_count_where_only_numbers_do()
    {
        var story = Noted("小美接的", "wage-article-shop");
        story.People.Add(Story.Person("mei", "A05", name: "小美"));

        story.Silent(Basis.SilentPool);
    }

    [Fact]
    public void Note_overwritten_by_another_agent_stays_with_the_first_number()
    {
        var story = new Story("tea-oil-shop").Order("3 12:00", "3 14:00", note: "A02").Note("3 12:30", "A01").Note("3 13:00", "A02", "b");

        story.Won("anna", Basis.Remark);
        story.Credit().EventId.ShouldBe("e0001");
        story.Lost("bob").ShouldBe(Loss.NumberLater);
        story.Result.Anomalies.ShouldContain(new Anomaly(AnomalyKind.NumberChanged, "orders:o"));
    }

    [Fact]
    public void Number_added_after_payment_does_not_win()
    {
        var story = new Story("tea-oil-shop").Talk("3 10:00", "a").Order("3 12:00", "3 12:05", note: "A01").Note("3 13:00", "A01");

        story.Undecided(Doubt.LateNumber);
        story.Lost("anna").ShouldBe(Loss.Undecided);
    }

    [Fact]
    public void Number_added_after_payment_without_any_chat_records_waits_for_a_person() =>
        new Story("tea-oil-shop").Order("3 12:00", "3 12:05", note: "A01").Note("3 13:00", "A01").Undecided(Doubt.LateNumber);

    [Fact]
    public void Number_added_after_payment_to_an_order_nobody_talked_about_leaves_it_silent()
    {
        var story = new Story("wage-article-shop").Talk("3 10:00", "b", buyer: "wang").Order("3 12:00", "3 12:05", note: "A01").Note("3 13:00", "A01");

        story.Silent(Basis.SilentPool);
        story.Lost("anna").ShouldBe(Loss.NumberAfterPayment);
    }

    [Fact]
    public void Number_written_at_the_instant_of_payment_counts() => new Story("tea-oil-shop").Order("3 12:00", "3 12:05").Note("3 12:05", "A01").Won("anna", Basis.Remark);

    [Fact]
    public void Number_of_somebody_who_never_talked_with_the_buyer_is_undecided()
    {
        Noted("A02").Talk("3 10:00", "a").Undecided(Doubt.NumberWithoutTalk);
        new Story("tea-oil-shop", "without_talk: credited").Talk("3 10:00", "a").Order("3 12:00", "3 12:05", note: "A02").Won("bob", Basis.Remark);
    }

    [Fact]
    public void Shop_without_chat_records_asks_nobody_whether_they_talked() => Noted("A02").Won("bob", Basis.Remark);

    [Fact]
    public void Date_table_line_is_read_half_open()
    {
        var owner = DatedOwner.Parse("red anna 2026-10-01 2026-10-05", hasKey: true)!;

        owner.Holds(new LocalDate(2026, 10, 1)).ShouldBeTrue();
        owner.Holds(new LocalDate(2026, 10, 5)).ShouldBeFalse();
        DatedOwner.Parse("red", hasKey: true).ShouldBeNull();
        DatedOwner.Parse("red anna 2026-10-05 2026-10-01", hasKey: true).ShouldBeNull();
        DatedOwner.Parse("red anna 1.10.2026", hasKey: true).ShouldBeNull();
        DatedOwner.Parse("anna - 2026-10-05", hasKey: false)!.From.ShouldBeNull();
    }

    [Theory]
    [InlineData("rules: [remark]", true)]
    [InlineData("rules: [flag, remark]\n  remark: {marks: []}", true)]
    [InlineData("rules: [remark]\n  remark: {marks: [工号]}", false)]
    [InlineData("rules: [order]", false)]
    public void A_book_that_judges_by_notes_and_knows_no_word_before_a_number_warns(string attribution, bool warns)
    {
        var book = HouseReader.Read(Book($"attribution:\n  {attribution}\n"));

        book.Problems.Where(p => p.Severity == Severity.Error).ShouldBeEmpty();
        book.Problems.Any(p => p is { Severity: Severity.Warning, Rule: "attribution.remark.marks", Path: "attribution.remark.marks" }).ShouldBe(warns);
    }
}
