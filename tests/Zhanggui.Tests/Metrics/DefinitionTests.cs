using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;
using Zhanggui.Metrics.Contracts;

namespace Zhanggui.Tests.Metrics;

/// <summary>Settings and figures of the definitions that shops choose between, each with a little table.</summary>
public sealed class DefinitionTests
{
    private const string Metrics = MetricTale.Book + "metrics:\n";

    [Theory]
    [InlineData("question", "600000 of 1")] // asked 10:00, answered 10:10
    [InlineData("assigned", "60000 of 1")] // handed to anna at 10:09
    [InlineData("from_bot", "300000 of 1")] // the machine spoke last at 10:05
    public void A_first_response_starts_where_the_book_says(string start, string figure)
    {
        var tale = new MetricTale().Ask("10:00:00").Reply("10:10:00").With(f => f with
        {
            Messages = [.. f.Messages, new MessageFact { Id = "bot", Shop = "s", Buyer = "li", Sender = SenderKind.Bot, SentAt = MetricTale.At("10:05:00"), Text = "转人工" }],
            Sessions = [new SessionFact { Id = "c1", Shop = "s", Buyer = "li", Account = "bo", From = MetricTale.At("10:00:00"), To = MetricTale.At("11:00:00") }],
            Transfers = [new TransferFact { Id = "t1", Session = "c1", At = MetricTale.At("10:09:00"), FromAccount = "bo", ToAccount = "anna" }],
        });

        Of(tale, "first_response", $"{Metrics}  first_response_from: {start}\n").ShouldBe(figure);
    }

    [Theory]
    [InlineData("assigned")]
    [InlineData("from_bot")]
    public void Where_no_fact_says_when_the_first_words_are_the_start(string start) =>
        Of(new MetricTale().Ask("10:00:00").Reply("10:01:00"), "first_response", $"{Metrics}  first_response_from: {start}\n").ShouldBe("60000 of 1");

    [Theory]
    [InlineData("bought", "2026-09-25 12:00:00", null, "0")] // paid 15 days ago
    [InlineData("open_order", "2026-09-25 12:00:00", null, "0")] // on its way
    [InlineData("bought", "2026-09-12 12:00:00", "2026-09-30 12:00:00", "1")] // paid 28 days ago: an inquiry again
    [InlineData("open_order", "2026-09-12 12:00:00", "2026-09-30 12:00:00", "0")] // signed ten days ago: still open
    [InlineData("open_order", "2026-09-12 12:00:00", "2026-09-15 12:00:00", "1")] // signed 25 days ago
    public void After_sales_is_told_by_payment_or_by_an_open_order(string test, string paid, string? signed, string inquiries)
    {
        var tale = new MetricTale().Order("o1", paid, paid, "10.00").Ask("10:00:00").Reply("10:01:00")
            .With(f => f with { Orders = [.. f.Orders.Select(o => o with { SignedAt = signed is null ? null : MetricTale.At(signed) })] });

        Of(tale, "inquiry_buyers", $"{Metrics}  after_sales_test: {test}\n").ShouldBe(inquiries);
    }

    [Theory]
    [InlineData("spam")]
    [InlineData("brushing")]
    [InlineData("team_member")]
    [InlineData("named")]
    public void A_filtered_buyer_is_left_out_unless_the_book_counts_the_kind(string kind)
    {
        var tale = new MetricTale().Ask("10:00:00").Reply("10:01:00").With(f => f with { Filters = [new FilterFact { Shop = "s", Buyer = "li", Kind = kind }] });

        Of(tale, "received_buyers", MetricTale.Book).ShouldBe("0");
        Of(tale, "received_buyers", $"{Metrics}  filters:\n    {kind}: false\n").ShouldBe("1");
    }

    [Fact]
    public void An_account_of_the_shop_that_writes_as_a_buyer_is_a_team_member()
    {
        var tale = new MetricTale().Ask("10:00:00", buyer: "bo-private").Reply("10:01:00", buyer: "bo-private")
            .With(f => f with { Accounts = [new AccountFact { Account = "anna", Person = "anna" }, new AccountFact { Account = "bo-private", Person = "bo" }] });

        Of(tale, "consulting_buyers", MetricTale.Book).ShouldBe("0");
    }

    [Fact]
    public void A_talk_that_an_agent_began_and_nobody_answered_counts_only_where_the_book_says_so()
    {
        var tale = new MetricTale().Ask("09:00:00").Reply("09:01:00").Reply("14:00:00", text: "新品到店");

        Of(tale, "answer_ratio", MetricTale.Book).ShouldBe("1 of 1");
        Of(tale, "answer_ratio", $"{Metrics}  filters:\n    outreach: false\n").ShouldBe("2 of 1");
    }

    [Fact]
    public void A_late_answer_to_an_older_question_is_no_outreach() =>
        Of(new MetricTale().Ask("09:00:00").Reply("09:45:00"), "answer_ratio", MetricTale.Book).ShouldBe("1 of 1");

    [Fact]
    public void A_session_in_which_the_buyer_said_nothing_is_an_empty_chat()
    {
        var tale = new MetricTale().Ask("10:00:00").Reply("10:01:00").With(f => f with
        {
            Sessions = [Session("c1", "li", "10:00:00", "10:30:00"), Session("c2", "wu", "11:00:00", "11:30:00")],
            Ratings = [new RatingFact { Session = "c1", At = MetricTale.At("10:20:00"), Stars = 5, InvitedAt = MetricTale.At("10:10:00") }],
        });

        Of(tale, "invite_rate", MetricTale.Book).ShouldBe("1 of 1");
    }

    [Theory]
    [InlineData("6300100 还有货吗", "6300100", "1 of 1")] // the number stands in the words
    [InlineData("https://item.example/6300100.html", "6300100", "1 of 1")] // a link holds it
    [InlineData("6300100 还有货吗", "6300200", "0 of 1")] // asked about one and bought another
    [InlineData("有优惠吗", "6300200", "-")] // named nothing: about what was bought, so nothing is said of this item
    public void Conversion_of_a_product_counts_those_who_asked_about_it(string words, string bought, string figure)
    {
        var tale = new MetricTale().Ask("10:00:00", text: words).Reply("10:01:00").Order("o1", "10:30:00", "10:31:00", "10.00")
            .Order("old", "2026-08-01 10:00:00", "2026-08-01 10:00:00", "1.00", buyer: "wu")
            .With(f => f with { OrderLines = [new OrderLineFact { OrderId = "o1", Line = "1", Item = bought, Quantity = 1 }, new OrderLineFact { OrderId = "old", Line = "1", Item = "6300100", Quantity = 1 }] });

        Of(tale, "conversion_final", MetricTale.Book, "product:6300100", isFine: true).ShouldBe(figure);
        if (figure == "-")
        {
            Of(tale, "conversion_final", MetricTale.Book, "product:6300200", isFine: true).ShouldBe("1 of 1");
        }
    }

    [Theory]
    [InlineData("8.00", "agent")] // the postage
    [InlineData("8.01", "supervisor")]
    [InlineData("100.01", "above")] // never above what was paid
    public void Compensation_falls_to_the_level_that_may_decide_it(string amount, string level)
    {
        Fen.TryParse(amount, out var fen).ShouldBeTrue();
        Fen.TryParse("8.00", out var postage).ShouldBeTrue();
        var tale = new MetricTale().Order("o1", "09:00:00", "09:00:00", "100.00")
            .With(f => f with { Orders = [.. f.Orders.Select(o => o with { Postage = postage })], Costs = [new CostFact { Id = "c1", At = MetricTale.At("10:00:00"), OrderId = "o1", Kind = "赔付", Amount = fen }, new CostFact { Id = "c2", At = MetricTale.At("10:00:00"), OrderId = "o1", Kind = "repair", Amount = fen }] });

        foreach (var set in new[] { "agent", "supervisor", "above" })
        {
            tale.Figure("compensation", set).ShouldBe(set == level ? fen.Value.ToString(System.Globalization.CultureInfo.InvariantCulture) : "0");
            tale.Figure("compensations", set).ShouldBe(set == level ? "1" : "0");
        }
    }

    [Fact]
    public void A_talk_counts_for_the_channel_it_came_through_and_else_for_the_platform()
    {
        var tale = new MetricTale().Ask("10:00:00", "li").Reply("10:01:00", buyer: "li").Ask("10:00:00", "wu").Reply("10:02:00", buyer: "wu")
            .With(f => f with { Shops = [new ShopFact { Shop = "s", Platform = "taobao" }], Messages = [.. f.Messages.Select(m => m.Buyer == "wu" ? m with { Channel = "官网" } : m)] });

        Of(tale, "received_buyers", MetricTale.Book, "channel:官网", isFine: true).ShouldBe("1");
        Of(tale, "first_response", MetricTale.Book, "channel:官网", isFine: true).ShouldBe("120000 of 1");
        Of(tale, "first_response", MetricTale.Book, "channel:taobao", isFine: true).ShouldBe("60000 of 1");
    }

    private static SessionFact Session(string id, string buyer, string from, string to) => new() { Id = id, Shop = "s", Buyer = buyer, Account = "anna", From = MetricTale.At(from), To = MetricTale.At(to) };

    private static string Of(MetricTale tale, string metric, string book, string scope = "shop:s", bool isFine = false)
    {
        var rows = isFine ? MetricTale.Finely(tale.Facts, book: book) : MetricTale.Coarsely(tale.Facts, book);
        return rows.SingleOrDefault(r => r.Metric == metric && r.Set == "shop" && r.Scope == scope) is { } row
            ? row.Denominator is { } denominator ? $"{row.Numerator} of {denominator}" : $"{row.Numerator}"
            : "-";
    }
}
