using System.Text;
using Zhanggui.Rules.Contracts;
using static Zhanggui.Tests.Rules.RulesBench;

namespace Zhanggui.Tests.Rules;

public sealed class BookReadingTests
{
    [Theory]
    [InlineData("orders:\n  window: 2 min\n  window: 3 min\n", 5, 3, "book.key.duplicate")]
    [InlineData("orders:\n  windw: 2 min\n", 4, 3, "book.key.unknown")]
    [InlineData("oders:\n  window: 2 min\n", 3, 1, "book.key.unknown")]
    [InlineData("orders:\n  window: 2\n", 4, 11, "book.unit.missing")]
    [InlineData("orders:\n  window: soon\n", 4, 11, "book.type.duration")]
    [InlineData("orders:\n  window: 31 d\n", 4, 11, "book.range.duration")]
    [InlineData("orders:\n  window: [2 min]\n", 4, 11, "book.type.value")]
    [InlineData("orders:\n  chances: many\n", 4, 12, "book.type.count")]
    [InlineData("orders:\n  chances: 101\n", 4, 12, "book.range.count")]
    [InlineData("orders:\n  chances: 1.5\n", 4, 12, "book.type.count")]
    [InlineData("orders:\n  flag:\n    counts: yes\n", 5, 13, "book.type.switch")]
    [InlineData("orders:\n  flag:\n    counts: \"true\"\n", 5, 13, "book.type.switch")]
    [InlineData("orders:\n  flag:\n    colour: rde\n", 5, 13, "book.type.choice")]
    [InlineData("orders:\n  flag:\n    names: Li\n", 5, 12, "book.type.list")]
    [InlineData("orders:\n  flag:\n    names: [a, b, c, d, e, f]\n", 5, 28, "book.range.items")]
    [InlineData("orders:\n  flag:\n", 4, 8, "book.type.map")]
    [InlineData("orders: 3\n", 3, 9, "book.type.map")]
    [InlineData("status: old\n", 3, 9, "book.type.choice")]
    [InlineData("version: 0\n", 3, 10, "book.type.count")]
    [InlineData("effective_from: 2026-13-01\n", 3, 17, "book.type.date")]
    [InlineData("extends: ../../etc/passwd\n", 3, 10, "book.header.name")]
    [InlineData("extends: nowhere\n", 3, 10, "book.extends.absent")]
    [InlineData("variants:\n  - orders: {chances: 3}\n", 4, 5, "book.variant.scope")]
    [InlineData("variants:\n  - shop: A\n    pay: {days: 3}\n", 5, 5, "book.variant.section")]
    [InlineData("variants:\n  - shop: A\n  - shop: A\n", 5, 5, "book.variant.duplicate")]
    [InlineData("orders: &a\n  chances: 3\n", 3, 9, "book.yaml.alias")]
    [InlineData("orders: !!map\n  chances: 3\n", 3, 9, "book.yaml.tag")]
    [InlineData("---\norders: {}\n", 3, 1, "book.yaml.documents")]
    [InlineData("orders: {chances: 3\n", 4, 1, "book.yaml.syntax")]
    [InlineData("? [a]\n: 3\n", 3, 3, "book.key.shape")]
    public void A_problem_has_its_place_and_rule(string rest, int line, int column, string rule)
    {
        var book = SmallReader().Read(Book(rest));

        book.IsSound.ShouldBeFalse();
        book.Problems.Where(p => p.Severity == Severity.Error).Select(p => (p.Line, p.Column, p.Rule)).ShouldContain((line, column, rule));
        book.Problems.ShouldAllBe(p => p.Reason.Zh.Length > 0 && p.Reason.En.Length > 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    [InlineData("- a\n- b\n")]
    [InlineData("just words")]
    [InlineData("null")]
    [InlineData("\0")]
    public void A_text_that_is_no_book_is_refused(string text) => SmallReader().Read(text).IsSound.ShouldBeFalse();

    [Fact]
    public void An_unknown_key_names_the_one_that_was_meant() =>
        SmallReader().Read(Book("orders:\n  windwo: 2 min\n")).Problems.Single(p => p.Severity == Severity.Error).Suggestion.ShouldBe("window");

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        var book = SmallReader().Read("orders:\n  window: 2\n  chances: x\n  what: 3\n");

        book.Problems.Select(p => p.Rule).ShouldBe(["book.header.missing", "book.header.missing", "book.unit.missing", "book.type.count", "book.key.unknown"], ignoreOrder: true);
    }

    [Fact]
    public void A_text_that_grows_by_aliases_is_refused_before_it_grows()
    {
        var bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
        for (var c = 'b'; c < 'j'; c++)
        {
            bomb.Append(c).Append(": &").Append(c).Append(" [").AppendJoin(", ", Enumerable.Repeat($"*{(char)(c - 1)}", 9)).Append("]\n");
        }

        SmallReader().Read(bomb.ToString()).Problems.Single().Rule.ShouldBe("book.yaml.alias");
    }

    [Theory]
    [InlineData(900_000, 1, "book.text.size")]
    [InlineData(1, 60, "book.yaml.size")]
    public void Size_and_depth_are_limited(int length, int depth, string rule)
    {
        var text = "a: " + string.Concat(Enumerable.Repeat("[", depth)) + new string('x', length) + string.Concat(Enumerable.Repeat("]", depth));

        SmallReader().Read(text).Problems.ShouldContain(p => p.Rule == rule);
    }

    [Fact]
    public void Very_many_problems_are_cut_and_said_to_be_cut()
    {
        var text = Book("orders:\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"  k{i}: 1\n")));

        var problems = SmallReader().Read(text).Problems;

        problems.Count.ShouldBe(101);
        problems.ShouldContain(p => p.Rule == "book.problems.more");
    }

    [Fact]
    public void Books_that_extend_each_other_in_a_circle_are_refused()
    {
        var folder = Directory.CreateTempSubdirectory("rulebooks-").FullName;
        File.WriteAllText(Path.Combine(folder, "a.yaml"), "book: a\ntitle: a\nextends: b\n");
        File.WriteAllText(Path.Combine(folder, "b.yaml"), "book: b\ntitle: b\nextends: a\n");

        var book = SmallReader(folder).Read(File.ReadAllText(Path.Combine(folder, "a.yaml")));

        var problem = book.Problems.Single(p => p.Severity == Severity.Error);
        (problem.Line, problem.Rule).ShouldBe((3, "book.extends.cycle"));
        problem.Reason.En.ShouldContain("a → b → a");
    }

    [Fact]
    public void An_extended_book_is_looked_for_beside_the_file_first()
    {
        var (beside, presets) = (Directory.CreateTempSubdirectory("beside-").FullName, Directory.CreateTempSubdirectory("presets-").FullName);
        File.WriteAllText(Path.Combine(beside, "base.yaml"), "book: base\ntitle: b\norders:\n  chances: 1\n");
        File.WriteAllText(Path.Combine(presets, "base.yaml"), "book: base\ntitle: b\norders:\n  chances: 2\n");
        var text = Book("extends: base\n");

        Chances(SmallReader(presets).Read(text, beside)).ShouldBe(1);
        Chances(SmallReader(presets).Read(text)).ShouldBe(2);

        static long? Chances(Zhanggui.Rules.Document.ReadBook book) =>
            new SectionValues(book.Effective!.Sections["orders"], RulesBench.Orders.Root).Count("chances");
    }

    [Fact]
    public void A_fault_in_the_extended_book_is_reported_at_the_line_that_extends_it()
    {
        var folder = Directory.CreateTempSubdirectory("rulebooks-").FullName;
        File.WriteAllText(Path.Combine(folder, "base.yaml"), "book: base\ntitle: b\norders:\n  chances: many\n");

        var problem = SmallReader(folder).Read(Book("note: x\nextends: base\n")).Problems.Single();

        (problem.Line, problem.Rule).ShouldBe((4, "book.extends.broken"));
        problem.Reason.En.ShouldContain("line 4");
    }
}
