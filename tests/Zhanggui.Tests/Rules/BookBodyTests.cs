using FsCheck;
using FsCheck.Fluent;
using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Document;
using static Zhanggui.Tests.Rules.RulesBench;

namespace Zhanggui.Tests.Rules;

public sealed class BookBodyTests
{
    private static readonly Gen<string> Body =
        from window in Value("window", Gen.Elements("0 s", "90 s", "120 s", "2 min", "1h30min", "3 d", "null"))
        from chances in Value("chances", Gen.Elements("0", "7", "100", "~"))
        from counts in Value("    counts", Gen.Elements("true", "false", ""))
        from colour in Value("    colour", Gen.Elements("red", "blue", "null"))
        from words in Value("    words", Gen.Elements("plain words", "\"a\\nb # c\"", "\" lead: and \\\"quote\\\" \\\\ \"", "'😀 是: 否'", "|\n      first\n\n      third", "\"\\u2028 x\"", "null", "\"null\"", "\"\""))
        from names in Value("    names", Gen.Elements("[]", "[a, \"b: c\"]", "null", "[\"- x\", '1']"))
        let flag = counts + colour + words + names
        select $"orders:{(window + chances + flag).Length switch { 0 => " {}", _ => string.Empty }}\n{window}{chances}{(flag.Length == 0 ? string.Empty : "  flag:\n" + flag)}";

    private static readonly Gen<string> Document =
        from body in Gen.OneOf(Gen.Constant(string.Empty), Body)
        from pay in Gen.Elements(string.Empty, "pay: {days: 3}\n", "pay: {}\n")
        from shop in Gen.OneOf(Gen.Constant(string.Empty), Variant("shop: A"))
        from team in Gen.OneOf(Gen.Constant(string.Empty), Variant("team: 售后"))
        from both in Gen.OneOf(Gen.Constant(string.Empty), Variant("shop: A\n    team: 售后"))
        let variants = shop + team + both
        select Book(body + pay + (variants.Length == 0 ? string.Empty : "variants:\n" + variants));

    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(300);

    private static Gen<string> Value(string key, Gen<string> values) =>
        from value in values
        from isWritten in Gen.Elements(true, false)
        select isWritten ? $"{(key.StartsWith(' ') ? string.Empty : "  ")}{key}: {value}\n" : string.Empty;

    private static Gen<string> Variant(string scope) =>
        from body in Body
        select $"  - {scope}\n" + string.Concat(body.TrimEnd('\n').Split('\n').Select(l => l.Length == 0 ? "\n" : "    " + l + "\n"));

    [Fact]
    public void Laying_books_over_each_other_is_associative() =>
        Prop.ForAll(Document.Three().ToArbitrary(), texts =>
        {
            var (a, b, c) = (Sound(texts.Item1), Sound(texts.Item2), Sound(texts.Item3));
            Text(Merging.Over(Merging.Over(a, b), c)).ShouldBe(Text(Merging.Over(a, Merging.Over(b, c))));
        }).Check(Quick);

    [Fact]
    public void The_canonical_text_reads_back_as_the_same_book() =>
        Prop.ForAll(Document.ToArbitrary(), text =>
        {
            var once = Written(text);
            Written(once).ShouldBe(once);
            Comparison.Compare(Sound(text), Sound(once), Small).ShouldBeEmpty();
        }).Check(Quick);

    [Fact]
    public void A_book_does_not_differ_from_itself_and_differs_alike_in_both_directions() =>
        Prop.ForAll(Document.Two().ToArbitrary(), texts =>
        {
            var (a, b) = (Sound(texts.Item1), Sound(texts.Item2));
            Comparison.Compare(a, a, Small).ShouldBeEmpty();
            Comparison.Compare(a, b, Small).Select(d => (d.Path, d.Scope, d.Before, d.After))
                .ShouldBe(Comparison.Compare(b, a, Small).Select(d => (d.Path, d.Scope, d.After, d.Before)));
        }).Check(Quick);

    [Fact]
    public void Any_text_is_read_or_refused_but_never_breaks_the_reader() =>
        Prop.ForAll(Gen.OneOf(
            ArbMap.Default.GeneratorFor<string>().Select(s => s ?? string.Empty),
            from document in Document
            from at in Gen.Choose(0, Math.Max(0, document.Length - 1))
            from c in Gen.Elements('\t', ':', '{', '&', '-', '"', '\n', '|', '不', '\uD83D')
            select document.Insert(at, c.ToString())).ToArbitrary(), text =>
        {
            var book = SmallReader().Read(text);
            book.IsSound.ShouldBe(!book.Problems.Any(p => p.Severity == Severity.Error));
        }).Check(Quick);

    [Fact]
    public void A_variant_is_laid_over_the_book_from_wide_to_narrow()
    {
        var body = Sound(Book("orders:\n  chances: 1\n  window: 1 min\nvariants:\n  - shop: A\n    team: 售后\n    orders: {chances: 4}\n  - team: 售后\n    orders: {chances: 3}\n  - shop: A\n    orders: {chances: 2, window: null}\n"));

        Chances(null, null).ShouldBe(1);
        Chances("A", null).ShouldBe(2);
        Chances("B", "售后").ShouldBe(3);
        Chances("A", "售后").ShouldBe(4);
        Values("A", null).Duration("window").ShouldBeNull();

        long? Chances(string? shop, string? team) => Values(shop, team).Count("chances");
        SectionValues Values(string? shop, string? team) => new(body.Resolve("orders", new Scope(shop, team))!, RulesBench.Orders.Root);
    }

    [Fact]
    public void A_book_that_is_silent_about_a_section_says_nothing() =>
        Sound(Book("pay: {days: 3}\n")).Resolve("orders", Scope.Everyone).ShouldBeNull();

    [Fact]
    public void A_difference_reads_as_a_sentence_in_both_languages()
    {
        var difference = Comparison.Compare(Sound(Book("orders:\n  window: 2 min\n")), Sound(Book("orders:\n  window: 180 s\n")), Small).Single();

        difference.Sentence.ShouldBe(new Words("订单 · 窗口：2 分钟 → 3 分钟", "Orders · Window: 2 min → 3 min"));
    }

    [Fact]
    public void A_shop_is_told_apart_only_where_it_changes_otherwise_than_the_whole()
    {
        var before = Sound(Book("orders:\n  chances: 1\nvariants:\n  - shop: A\n    orders: {window: 1 min}\n"));
        var after = Sound(Book("orders:\n  chances: 2\nvariants:\n  - shop: A\n    orders: {window: 2 min}\n"));

        Comparison.Compare(before, after, Small).Select(d => d.Sentence.Zh)
            .ShouldBe(["订单 · 次数：1 次 → 2 次", "A · 订单 · 窗口：1 分钟 → 2 分钟"]);
    }

    [Fact]
    public void The_same_words_written_differently_have_the_same_digest()
    {
        var one = Book("orders:\n  window: 120 s\n  flag: {words: '甲'}\n");
        var other = "title: \"试\"\nbook: t\norders:\n  flag:\n    words: |\n      甲\n  # said otherwise\n  window: 2分钟\n";

        Canonical.Digest(Written(one)).ShouldBe(Canonical.Digest(Written(other)));
    }

    /// <summary>Routing takes the first group that fits; who is at their posts at noon is asked of every entry.</summary>
    [Fact]
    public void Entries_keep_their_order_where_it_says_something()
    {
        var ordered = Written(Book("routing:\n  groups:\n    vip:\n      name: 老客\n    after:\n      name: 售后\n"), HouseReader, House);
        var keyed = Written(Book("duty:\n  presence:\n    noon:\n      at_least: 2\n    early:\n      at_least: 1\n"), HouseReader, House);

        ordered.IndexOf("vip:", StringComparison.Ordinal).ShouldBeInRange(0, ordered.IndexOf("after:", StringComparison.Ordinal));
        keyed.IndexOf("early:", StringComparison.Ordinal).ShouldBeInRange(0, keyed.IndexOf("noon:", StringComparison.Ordinal));
        Written(ordered, HouseReader, House).ShouldBe(ordered);
    }

    [Fact]
    public void Entries_that_change_their_places_are_a_difference_where_order_says_something()
    {
        string Groups(params string[] keys) => Book("routing:\n  groups:\n" + string.Concat(keys.Select(k => $"    {k}:\n      name: {k.ToUpperInvariant()}\n")));

        Comparison.Compare(Sound(Groups("a", "b", "c"), HouseReader), Sound(Groups("c", "a", "b"), HouseReader), House).Single().Sentence.Zh.ShouldEndWith("接待组 · 先后：A、B、C → C、A、B");
        Comparison.Compare(Sound(Groups("a", "b", "c"), HouseReader), Sound(Groups("a", "c"), HouseReader), House).Count.ShouldBe(1); // b has gone, and that is all
    }

    private static string Text(BookBody body) => Canonical.Write(SmallReader().Read(Book(string.Empty)).Header, body, Small);
}
