using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Disputes;
using Zhanggui.Guard.Ledger;
using Zhanggui.Guard.Rules;
using Zhanggui.Kernel.Ids;
using Zhanggui.Rules.Document;
using Zhanggui.Tests.Guard;
using Zhanggui.Tests.Rules;
using GuardTale = Zhanggui.Tests.Guard.GuardTale;

namespace Zhanggui.Tests.Guarding;

public sealed class ExceptionTests
{
    private const string Book = """
        cannot:
          kind: words
          level: confirm
          words: [不行]
          except: [行不行]
        """;

    [Theory]
    [InlineData("这里不行走", "LetThrough")]
    [InlineData("这个不行", "StillRings")]
    [InlineData("行不行呢", "Unsure")] // the book would not ring on it any more anyway
    [InlineData(null, "Unsure")] // only the word is kept, and the exception is about what stood around it
    public void Past_hit_is_looked_at_with_and_without_the_exception(string? text, string fate)
    {
        var rules = Rules(Book);
        var change = new BookException(["不行走"], [], []);
        Consequences.Of(rules.Book, Consequences.With(rules, "cannot", change).Book, Hit("不行"), text, change).ToString().ShouldBe(fate);
    }

    [Theory]
    [InlineData("不行，路太滑", "路太滑", "LetThrough")]
    [InlineData("不行。路太滑", "路太滑", "StillRings")] // another sentence
    public void What_excuses_in_the_same_sentence_excuses_past_hits_too(string text, string unless, string fate)
    {
        var rules = Rules(Book);
        var change = new BookException([], [unless], []);
        Consequences.Of(rules.Book, Consequences.With(rules, "cannot", change).Book, Hit("不行"), text, change).ToString().ShouldBe(fate);
    }

    [Theory]
    [InlineData("不行", "不行", true, true)]
    [InlineData("保证明天到货", "保证后天到货", false, true)]
    [InlineData("不行", "微信", false, false)]
    [InlineData("不", "不行", false, false)]
    public void Likeness_counts_pairs_of_characters(string one, string other, bool isSame, bool isAlike)
    {
        Consequences.Likeness(one, other, null).ShouldBe((isSame, isSame));
        Consequences.Likeness(one, other, 50).ShouldBe((isSame, isAlike));
    }

    [Theory]
    [InlineData("自行车道不行走哦", "不行", 4, "行车道不行走哦")]
    [InlineData("不行。走吧", "不行", 0, "不行")]
    [InlineData("这不行", "不行", 9, "这不行")]
    public void What_is_proposed_first_is_the_word_with_its_neighbours(string text, string slice, int start, string around) => Consequences.Around(text, slice, start).ShouldBe(around);

    [Theory]
    [InlineData("guard:\n  rules:\n    a:\n      except: [甲, 乙]\n      words: [丙]\n", "except: [甲, 乙, \"丁\"]")]
    [InlineData("guard:\n  rules:\n    a:\n      except: []\n", "except: [\"丁\"]")]
    [InlineData("guard:\n  rules:\n    a:\n      except:\n        - 甲 # 说明\n        - 乙\n      words: [丙]\n", "        - 乙\n        - \"丁\"\n      words")]
    [InlineData("guard:\n  rules:\n    a:\n      except:\n      - 甲\n", "      - 甲\n      - \"丁\"\n")]
    [InlineData("guard:\n  rules:\n    a:\n      words: [丙] # 说明\n", "except: [\"己\", \"丁\"]\n      words: [丙] # 说明")]
    [InlineData("guard:\n  rules:\n    a: {words: [丙]}\n", "a: {except: [\"己\", \"丁\"], words: [丙]}")]
    [InlineData("guard:\n  rules:\n    b:\n      words: [丙]\n", "  rules:\n    a:\n      except: [\"己\", \"丁\"]\n    b:")]
    [InlineData("guard:\n  rules:\n    a:\n      except:\n      words: [丙]\n", "except: [\"己\", \"丁\"]\n      words")]
    [InlineData("book: ours # 说明\n", "book: ours # 说明\nguard:\n  rules:\n    a:\n      except: [\"己\", \"丁\"]\n")]
    public void Text_is_added_to_the_list_and_everything_else_stays(string text, string part)
    {
        var written = ListWriting.Add(text, ["guard", "rules", "a", "except"], ["己"], ["丁"]).ShouldNotBeNull();
        written.ShouldContain(part);
        foreach (var line in text.Split('\n').Where(l => l.Contains("说明", StringComparison.Ordinal)))
        {
            written.ShouldContain(line);
        }

        ListWriting.Add(written, ["guard", "rules", "a", "except"], [], ["丁"]).ShouldBe(written);
    }

    [Theory]
    [InlineData("guard:\n  rules:\n    a:\n      except: 甲\n")]
    [InlineData("guard:\n  rules:\n    a: 甲\n")]
    [InlineData("guard: [")]
    public void What_cannot_be_added_to_is_left_alone(string text) => ListWriting.Add(text, ["guard", "rules", "a", "except"], [], ["丁"]).ShouldBeNull();

    [Fact]
    public void Variant_of_a_shop_is_an_entry_of_a_list() =>
        ListWriting.Add("variants:\n  - shop: 甲店\n    guard:\n      terms: [甲]\n", ["variants", "0", "guard", "terms"], [], ["丁"]).ShouldBe("variants:\n  - shop: 甲店\n    guard:\n      terms: [甲, \"丁\"]\n");

    private static GuardRules Rules(string rules) =>
        GuardSection.Section.Read(new Zhanggui.Rules.Contracts.SectionValues(RulesBench.HouseReader.Read(GuardTale.Text(rules)).Effective!.Sections["guard"], GuardSection.Section.Root));

    private static KeptHit Hit(string slice) => new(Guid.NewGuid(), default, default, default, default, default, Instant.FromUnixTimeMilliseconds(0), "cannot", "words", "说不行", GuardLevel.Confirm, "ours", 1, 0, slice.Length,
        HitEffect.Past, new HitWords(slice, null, null), new HitPlace(null, null, null));
}
