using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Matching;

namespace Zhanggui.Tests.Guard;

public sealed class GuardPropertyTests
{
    private const string Letters = "不你微信加vxqV发货今天好1２３。！ \u200b\u200f\ud83d\ude00❤為開";

    [Fact]
    public void Hits_are_those_of_a_naive_scan()
    {
        var random = new Random(20261122);
        for (var round = 0; round < 2000; round++)
        {
            var phrases = Enumerable.Range(0, random.Next(1, 40)).Select(_ => Word(random, 1 + random.Next(5))).Distinct(StringComparer.Ordinal).ToList();
            var text = Word(random, random.Next(60));
            var found = new List<Occurrence>();
            new PhraseMatcher(phrases).Find(text, found);
            found.Select(f => (f.Phrase, f.Start, f.Length)).Order().ShouldBe(Naive(phrases, text).Order());
        }
    }

    [Fact]
    public void Any_text_gets_a_verdict_whose_positions_lie_in_it()
    {
        var random = new Random(7);
        for (var round = 0; round < 3000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(80)).Select(_ => random.Next(4) == 0 ? (char)random.Next(char.MaxValue + 1) : Letters[random.Next(Letters.Length)]));
            var line = new GuardLine { Text = text, Earlier = [new EarlierLine(false, Word(random, random.Next(20)))], BuyerText = Word(random, random.Next(10)) };
            foreach (var book in (GuardBook[])[GuardTale.NewShop, GuardTale.Handbook])
            {
                var verdict = book.Check(line, GuardFacts.Unknown);
                foreach (var hit in verdict.Hits)
                {
                    text.Substring(hit.Start, hit.Length).ShouldBe(hit.Text);
                }

                verdict.Verdict.ShouldBe(verdict.Hits.Select(h => h.Level).DefaultIfEmpty(GuardLevel.Pass).Max());
                Told(book.Check(line, GuardFacts.Unknown)).ShouldBe(Told(verdict));
                if (verdict.Rewrite is { } rewrite)
                {
                    book.Check(line with { Text = rewrite }, GuardFacts.Unknown).Verdict.ShouldBe(GuardLevel.Pass);
                }
            }
        }
    }

    [Fact]
    public void Joining_split_words_changes_marks_only_and_moves_nothing()
    {
        var random = new Random(11);
        for (var round = 0; round < 3000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => random.Next(3) == 0 ? "。！？；，,!?;"[random.Next(9)] : Letters[random.Next(Letters.Length)]));
            var joined = SplitWords.Join(text);
            joined.Length.ShouldBe(text.Length);
            text.Zip(joined).Where(p => p.First != p.Second).ShouldAllBe(p => p.Second == '\u200b' && "。！？；，,!?;".Contains(p.First, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Folding_never_grows_and_keeps_places_in_order()
    {
        var loose = Folding.Disguised([('薇', '微')]);
        for (var c = 0; c <= char.MaxValue; c++)
        {
            foreach (var folding in (Folding[])[Folding.Plain, loose])
            {
                var text = new FoldedText($"a{(char)c}b", folding);
                text.Characters.Length.ShouldBeInRange(2, 3);
                text.Stretch(0, text.Characters.Length).ShouldBe(new Stretch(0, 3));
            }
        }
    }

    [Fact]
    public void A_long_text_takes_no_longer_per_character()
    {
        var text = string.Concat(Enumerable.Repeat("微信不加今天你我保证", 20_000));
        GuardTale.NewShop.Check(new GuardLine { Text = text[..2000] }, GuardFacts.Unknown).Verdict.ShouldNotBe(GuardLevel.Pass);
        GuardTale.NewShop.Check(new GuardLine { Text = new string('加', 200_000) }, GuardFacts.Unknown).Verdict.ShouldBe(GuardLevel.Pass);
    }

    /// <summary>A million characters that ring everywhere in one sentence: were any step to look at all hits for each, this would take hours.</summary>
    [Theory]
    [InlineData("加微信")]
    [InlineData("你保证今天发“好”a@b.cn")]
    [InlineData("花呗不支持，送您一个，")]
    [InlineData("未好好好好好送您小礼物")] // says what would excuse it, too far off
    [InlineData("\ud83d\u200f\u200b加")]
    public void A_message_of_a_megabyte_gets_its_verdict(string repeated)
    {
        var text = string.Concat(Enumerable.Repeat(repeated, 500_000 / repeated.Length));
        var facts = GuardFacts.Unknown with { Payments = new Dictionary<string, bool> { ["花呗"] = false }, Promotions = [new RunningPromotion("p", "gift", null, "杯刷")] };
        var verdict = GuardTale.NewShop.Check(new GuardLine { Text = text, BuyerText = "好" }, facts);
        verdict.Hits.ShouldAllBe(h => h.Start >= 0 && h.Start + h.Length <= text.Length);
        verdict.Verdict.ShouldBe(verdict.Hits.Select(h => h.Level).DefaultIfEmpty(GuardLevel.Pass).Max());
    }

    [Fact]
    public void Spans_answer_as_a_look_at_all_of_them()
    {
        var random = new Random(20261123);
        for (var round = 0; round < 5000; round++)
        {
            var all = Enumerable.Range(0, random.Next(12)).Select(_ => Some(random)).ToList();
            var (spans, asked) = (Spans.Of(all), Some(random));
            spans.Cover(asked).ShouldBe(all.Exists(s => s.Covers(asked)));
            spans.Touch(asked).ShouldBe(all.Exists(s => s.Touches(asked)));
            spans.LieIn(asked).ShouldBe(all.Exists(asked.Covers));
            var near = Some(random);
            spans.AnyEndsIn(asked.From, asked.To, near.From).ShouldBe(all.Exists(s => s.To >= asked.From && s.To <= asked.To && s.From >= near.From));
            spans.AnyBeginsIn(asked.From, asked.To, near.To).ShouldBe(all.Exists(s => s.From >= asked.From && s.From <= asked.To && s.To <= near.To));
            (spans.Longest(asked)?.At.Length ?? 0).ShouldBe(all.Where(s => s.Covers(asked)).Select(s => s.Length).DefaultIfEmpty(0).Max());
        }

        static Stretch Some(Random random) => random.Next(40) is var from ? new Stretch(from, from + 1 + random.Next(9)) : default;
    }

    private static IEnumerable<(int, int, int)> Naive(List<string> phrases, string text) =>
        from p in Enumerable.Range(0, phrases.Count)
        from start in Enumerable.Range(0, text.Length)
        where string.CompareOrdinal(text, start, phrases[p], 0, phrases[p].Length) == 0 && start + phrases[p].Length <= text.Length
        select (p, start, phrases[p].Length);

    private static string Told(GuardVerdict verdict) => $"{verdict.Verdict} {verdict.Rewrite} {string.Join('|', verdict.Hits)}";

    private static string Word(Random random, int length) => string.Concat(Enumerable.Range(0, length).Select(_ => Letters[random.Next(Letters.Length)]));
}
