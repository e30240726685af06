using Zhanggui.Guard.Topics;
using Zhanggui.Tests.Rules;

namespace Zhanggui.Tests.Guard;

public sealed class TopicReaderTests
{
    private const string Small = """
            freight:
              name: 运费
              sayings: [运费, 包邮]
              opens: [运费]
            return_freight:
              name: 退货运费
              sayings: [退货运费, 退…4运费]
              opens: [退货]
            invoice:
              name: 发票
              sayings: [发票]
              except: [电子发票查重]
              unless: [已收到]
              opens: [发票]
            ship:
              name: 发货
              sayings: [什么时候…8到]
              opens_nothing: true
        """;

    private static readonly string[] Table = File.ReadAllLines(Path.Combine(RulesBench.Folder, "..", "tests", "data", "topics", "sentences.tsv"));

    [Theory]
    [InlineData("运费多少", new[] { "freight 运费" })]
    [InlineData("退货运费多少", new[] { "return_freight 退货运费" })]
    [InlineData("退货运费谁出，这款包邮吗", new[] { "return_freight 退货运费", "freight 包邮" })]
    [InlineData("包邮吗\n发票呢", new[] { "invoice 发票", "freight 包邮" })]
    [InlineData("什么时候开发票能到", new[] { "ship 什么时候开发票能到", "invoice 发票" })]
    [InlineData("发票已收到", new string[0])]
    [InlineData("发票已收到。运费呢", new[] { "freight 运费" })]
    [InlineData("电子发票查重怎么弄", new string[0])]
    [InlineData("電子發票，包郵嗎", new[] { "freight 包郵", "invoice 發票" })]
    [InlineData("", new string[0])]
    public void What_rings_is_told_with_its_characters_the_newest_line_and_the_longest_first(string text, string[] rang) =>
        TopicTale.Of(Small).Rang(text).ShouldBe(rang, ignoreOrder: text.StartsWith('電'));

    [Fact]
    public void Sentences_ring_for_their_topic_first_and_innocent_ones_for_none()
    {
        var wrong = Table.Where(l => l.Length > 0 && !l.StartsWith('#')).Select(l => l.Split('\t')).Where(c => (TopicTale.NewShop.Best(c[1]) ?? "-") != c[0])
            .Select(c => $"{c[0]}: {c[1]} -> {string.Join(", ", TopicTale.NewShop.Rang(c[1]))}");
        string.Join('\n', wrong).ShouldBeEmpty();
    }

    [Fact]
    public void Every_main_topic_has_twenty_sentences_of_its_own()
    {
        var counts = Table.Where(l => l.Length > 0 && !l.StartsWith('#')).CountBy(l => l.Split('\t')[0]).ToDictionary(StringComparer.Ordinal);
        foreach (var topic in (string[])["invoice", "cash_on_delivery", "instalments", "payment", "review_reward", "original_brand", "shipping_date", "arrival", "parcel", "postage", "bargaining", "promotion", "gift", "return_goods", "refund", "return_freight", "exchange", "colour", "size", "stock", "price_protection", "wrong_goods", "damaged", "-"])
        {
            counts.GetValueOrDefault(topic).ShouldBeGreaterThanOrEqualTo(20, topic);
        }
    }

    [Fact]
    public void Any_text_gets_an_answer_whose_positions_lie_in_it()
    {
        const string Letters = "发票货到付款退运费什么时候包邮便宜好评返现。\n！ \u200b\ud83d\ude00色差尺码";
        var random = new Random(20261123);
        for (var round = 0; round < 4000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(90)).Select(_ => random.Next(5) == 0 ? (char)random.Next(char.MaxValue + 1) : Letters[random.Next(Letters.Length)]));
            var found = TopicTale.NewShop.Book.Read(text);
            found.Count.ShouldBeLessThanOrEqualTo(TopicReader.Most);
            found.Select(f => f.Topic).ShouldBeUnique();
            foreach (var hit in found)
            {
                hit.Rang.ShouldNotBeEmpty();
                hit.Rang.Zip(hit.Rang.Skip(1)).ShouldAllBe(p => p.First.Start + p.First.Length < p.Second.Start);
                hit.Rang.ShouldAllBe(r => r.Start >= 0 && r.Length > 0 && r.Start + r.Length <= text.Length);
            }

            TopicTale.NewShop.Rang(text).ShouldBe(TopicTale.NewShop.Rang(text));
        }
    }

    [Theory]
    [InlineData("什么时候")]
    [InlineData("退货运费谁出")]
    [InlineData("发")]
    public void Work_grows_with_the_length_only(string piece)
    {
        // What is laid out while reading stands for the work: eight times the text takes about eight times, quadratic would be 64.
        var (small, big) = (string.Concat(Enumerable.Repeat(piece, 2_000)), string.Concat(Enumerable.Repeat(piece, 16_000)));
        TopicTale.NewShop.Book.Read(small);
        (Took(big) / (double)Took(small)).ShouldBeLessThan(16);

        static long Took(string text)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            TopicTale.NewShop.Book.Read(text);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Theory]
    [InlineData("policy: {topics: {a: {sayings: ['…'], opens: [x]}}}", "policy.saying.impossible")]
    [InlineData("policy: {topics: {a: {opens: [x]}}}", "policy.sayings.missing")]
    [InlineData("policy: {topics: {a: {sayings: [发票]}}}", "policy.topic.opens_nothing")]
    [InlineData("policy: {topics: {a: {sayings: [发票], except: [发票], opens: [x]}}}", "policy.except.hides")]
    [InlineData("policy: {topics: {a: {sayings: [发票], unless: [票], opens: [x]}}}", "policy.except.hides")]
    [InlineData("policy: {topics: {a: {sayings: [发票], opens: [x], shows: [weather]}}}", "policy.shows.unknown")]
    [InlineData("policy: {in_use: [b], topics: {a: {sayings: [发票], opens: [x]}}}", "policy.topic.unknown")]
    [InlineData("policy: {topics: {a: {sayings: [发票], opens: [x]}}, policies: {x: {topic: 发票}}}", "policy.text.missing")]
    [InlineData("policy: {topics: {a: {sayings: [发票], opens: [x]}}, policies: {y: {topic: 发票, text: 开}}}", "policy.topic.unopened")]
    [InlineData("policy: {topics: {a: {sayings: [发票], opens: [x]}}, policies: {x: {topic: 发票, text: 开, answers: [开的]}}}", "policy.answer.form")]
    [InlineData("policy: {topics: {a: {sayings: [发票], opens: [x]}}, policies: {x: {topic: 发票, text: 开, facts: [invoice]}}}", "policy.fact.form")]
    [InlineData("policy: {topics: {a: {sayings: [发票], opens: [x]}}, policies: {x: {topic: 发票, text: 开, exempt: [没有]}}}", "policy.exempt.unknown")]
    [InlineData("policy: {topics: {a: {sayings: [发票], opens: [x]}}, policies: {x: {topic: 发票, text: 开, promise: 寄出}}}", "policy.promise.no_due")]
    [InlineData("policy: {topics: {a: {sayings: [发票], opens: [x]}}, policies: {x: {topic: 发票, text: 开, due: 30 d}}}", "policy.due.no_promise")]
    [InlineData("policy: {topics: {a: {sayings: [发票], opens: [x]}}, policies: {x: {topic: 发票, text: 开, due_months: 1}}}", "policy.due.no_promise")]
    [InlineData("policy: {topics: {a: {sayings: [发票], opens: [x]}}, policies: {x: {topic: 发票, text: 开, due_from: order}}}", "policy.due.no_promise")]
    [InlineData("policy: {topics: {a: {sayings: [发票], opens: [x]}}, policies: {x: {topic: 发票, text: 开, promise: 寄出, due: 30 d, due_months: 1}}}", "policy.due.two")]
    [InlineData("policy: {topics: {a: {sayings: [发票], opens: [x]}}, policies: {x: {topic: 发票, text: 开, promise: 寄出, due: 36 h}}}", "policy.due.days")]
    public void Book_is_refused_with_the_place(string rest, string rule) => TopicTale.Problems(rest + "\n").ShouldBe([rule]);

    [Fact]
    public void What_a_book_proposes_to_be_said_passes_its_own_guard_or_is_marked()
    {
        const string Guard = "guard: {rules: {oh: {kind: words, level: hint, words: [哦]}}}\npolicy: {topics: {a: {sayings: [发票], opens: [x]}}, policies: {x: {topic: 发票, text: 开, answers: [能开吗 => 能开的哦]EXEMPT}}}\n";
        TopicTale.Problems(Guard.Replace("EXEMPT", string.Empty, StringComparison.Ordinal)).ShouldBe(["policy.answer.rings"]);
        TopicTale.Problems(Guard.Replace("EXEMPT", ", exempt: [能开吗]", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Historical_preset_only_proposes()
    {
        TopicTale.Preset("pre-sales-handbook").Topics.ShouldNotBeEmpty();
        TopicTale.NewShop.Policies.ShouldAllBe(p => p.Text.Length > 0);
    }
}
