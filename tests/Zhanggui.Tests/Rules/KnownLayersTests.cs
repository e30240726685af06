using Zhanggui.Rules.Document;
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
}
