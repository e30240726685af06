using Zhanggui.Orders.Reviews;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Tests.Orders.Reviews;

public sealed class TopicReadingTests
{
    private static readonly TopicReading First = new(BuyerScheme.FirstReviewTopics);

    [Theory]
    [InlineData("快递员态度特好", "courier")]
    [InlineData("快递很快，就是包装太差", "speed packing")]
    [InlineData("客服爱理不理", "agent")]
    [InlineData("质量很好，价格实惠，物流也给力", "goods price speed")]
    [InlineData("我定的是32的，你给我发的是34的", "match")]
    [InlineData("快递的态度真差", "courier")]
    [InlineData("快递快，客服态度也好", "speed agent")]
    [InlineData("一直很喜欢你们", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Review_speaks_of_what_its_words_name_in_their_order(string? text, string topics) => string.Join(' ', First.Read(text)).ShouldBe(topics);

    [Fact]
    public void Pair_holds_within_a_clause_only_and_in_its_order()
    {
        var reading = new TopicReading([new ReviewTopic("manner", "态度", ["快递…态度"])]);

        reading.Read("快递小哥态度好").ShouldBe(["manner"]);
        reading.Read("快递快，态度好").ShouldBeEmpty();
        reading.Read("态度好快递").ShouldBeEmpty();
    }

    [Fact]
    public void Longer_word_uses_its_characters_up_and_an_archived_topic_is_how_exceptions_are_written()
    {
        ReviewTopic[] topics = [new("speed", "速度", ["快递"]), new("courier", "快递员", ["快递员"]), new("not", "例外", ["快递柜"], IsArchived: true)];
        var reading = new TopicReading(topics);

        reading.Read("快递员来了").ShouldBe(["courier"]);
        reading.Read("放在快递柜").ShouldBeEmpty();
        reading.Read("快递柜里拿的，快递慢").ShouldBe(["speed"]);
    }

    [Fact]
    public void Any_text_is_read_without_falling_over_and_finds_each_topic_once()
    {
        var random = new Random(20261123);
        const string Signs = "快递员态度包装。，！… 价格a1😀\n客服";
        for (var i = 0; i < 5000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(0, 40)).Select(_ => Signs[random.Next(Signs.Length)])]);
            var found = First.Read(text);
            found.Distinct().Count().ShouldBe(found.Count, text);
        }
    }
}
