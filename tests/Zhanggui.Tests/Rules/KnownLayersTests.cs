using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Document;
using Zhanggui.Rules.Presets;
using static Zhanggui.Tests.Rules.RulesBench;

namespace Zhanggui.Tests.Rules;

/// <summary>Layers are read once and remembered; what was changed, or lies under what was changed, is read anew.</summary>
public sealed class KnownLayersTests
{
    [Fact]
    public void A_layer_that_changed_under_another_is_read_anew()
    {
        var folder = Directory.CreateTempSubdirectory("zhanggui-layers").FullName;
        try
        {
            Write("low", "book: low\ntitle: 底\npromises:\n  check_within: 5 min\n");
            Write("middle", "book: middle\ntitle: 中\nextends: low\n");
            const string Top = "book: top\ntitle: 上\nextends: middle\n";

            Minutes(Top).ShouldBe("5 min");
            Minutes(Top).ShouldBe("5 min");
            Write("low", "book: low\ntitle: 底\npromises:\n  check_within: 7 min\n");
            Minutes(Top).ShouldBe("7 min");
            Write("low", "book: low\ntitle: 底\nextends: middle\n");
            HouseReader.Read(Top, folder).Problems.ShouldContain(p => p.Rule == "book.extends.cycle");
            HouseReader.Read("book: low\ntitle: 另一个\nextends: middle\n", folder).Problems.ShouldContain(p => p.Rule == "book.extends.cycle");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name + ".yaml"), text);
        string? Minutes(string text) => (HouseReader.Read(text, folder).Effective!.Sections["promises"].At("check_within") as BookScalar)?.Text;
    }

    [Fact]
    public void Houses_of_one_process_that_know_the_same_sections_read_a_preset_once()
    {
        var folder = Directory.CreateTempSubdirectory("zhanggui-layers").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "low.yaml"), "book: low\ntitle: 底\npromises:\n  check_within: 5 min\n");
            File.WriteAllText(Path.Combine(folder, "top.yaml"), "book: top\ntitle: 上\nextends: low\n");
            var sections = House.All.Skip(1).ToList(); // of this test's own: what is remembered of others is dropped when it is much
            var first = Read(sections);
            Read(sections).ShouldBeSameAs(first);
            Read(sections.SkipLast(1)).ShouldNotBeSameAs(first);

            File.WriteAllText(Path.Combine(folder, "low.yaml"), "book: low\ntitle: 底\npromises:\n  check_within: soon\n");
            var wrong = Read(sections);
            wrong.IsSound.ShouldBeFalse();
            wrong.Problems.ShouldContain(p => p.Rule == "book.extends.broken" && p.Line == 3);
            new BookReader(new RuleSections(sections), new PresetShelf(folder)).ReadPreset("none").ShouldBeNull();

            File.WriteAllText(Path.Combine(folder, "low.yaml"), "book: low\ntitle: 底\npromises:\n  check_within: 5 min\n");
            Read(sections).ShouldBeSameAs(first);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        ReadBook Read(IEnumerable<RuleSection> known) => new BookReader(new RuleSections(known), new PresetShelf(folder)).ReadPreset("top")!;
    }
}
