using FsCheck;
using FsCheck.Fluent;
using Zhanggui.Facts;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;

namespace Zhanggui.Tests.FactsFolders;

/// <summary>A folder written row by row in any order is the one that is written from memory.</summary>
public sealed class FactsSortingTests
{
    private const int Little = 40; // characters: nearly every line is a run of its own
    private static readonly string[] Texts = ["", "a", "a!", "a,b", "a\"b", "\0", "a\0b", "\n", "b\r\nc", "好", "😀", "=1+1", " "];
    private static readonly string[] Names = ["备注", "a,b", "text", "\0"];

    [Fact]
    public void Rows_in_any_order_give_the_same_bytes_and_digest()
    {
        var rows = Gen.ArrayOf(from id in Gen.Elements(Texts) from text in Gen.Elements(Texts) select (id, text));
        Prop.ForAll(rows.ToArbitrary(), given =>
        {
            var facts = Facts(given);
            var (one, two) = (FactsFolderTests.Folder(), FactsFolderTests.Folder());
            FactsFolder.Write(facts, one);
            using var sorter = new FactsFolderSorter(two, FactsFolder.DefaultZone, Little);
            foreach (var message in facts.Messages)
            {
                sorter.Add(FactsFiles.Messages, message);
            }

            var (counts, digest) = sorter.Close();
            digest.ShouldBe(FactsDigest.Of(facts));
            counts.GetValueOrDefault("messages.csv").ShouldBe(given.Length);
            Same(one, two);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Cells_of_unknown_columns_go_out_behind_the_known_ones()
    {
        var rows = Gen.ArrayOf(from id in Gen.Elements(Texts) from text in Gen.Elements(Texts) from cell in Gen.Elements(Texts) from name in Gen.Choose(0, Names.Length) select (id, text, cell, name)).Where(r => r.Length > 0);
        Prop.ForAll(rows.ToArbitrary(), given =>
        {
            var facts = Facts([.. given.Select(g => (g.id, g.text))]);
            var cells = given.Select(g => g.name == Names.Length ? null : new Dictionary<string, string>(StringComparer.Ordinal) { [Names[g.name]] = g.cell }).ToList();
            var names = cells.SelectMany(c => c?.Keys ?? Enumerable.Empty<string>()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            var (one, two) = (FactsFolderTests.Folder(), FactsFolderTests.Folder());
            FactsFolder.Write(facts, one, [new UnknownColumns("messages.csv", [.. names.Select(n => n == "text" ? "text (2)" : n)], [.. cells.Select(c => names.Select(n => c?.GetValueOrDefault(n)).ToList())])]);
            using var sorter = new FactsFolderSorter(two, FactsFolder.DefaultZone, Little);
            foreach (var (message, kept) in facts.Messages.Zip(cells))
            {
                sorter.Add(FactsFiles.Messages, message, kept);
            }

            sorter.Close().Digest.ShouldBe(FactsDigest.Of(facts));
            Same(one, two);
        }).QuickCheckThrowOnFailure();
    }

    private static FactSet Facts(IReadOnlyList<(string Id, string Text)> rows) => new()
    {
        Messages = [.. rows.Select(r => new MessageFact { Id = r.Id, Shop = "s", Buyer = "li", Sender = SenderKind.Buyer, Text = r.Text.Length == 0 ? null : r.Text })],
        Missing = FactsFiles.All.Select(f => f.Name).ToHashSet(StringComparer.Ordinal),
    };

    private static void Same(string one, string two)
    {
        Directory.GetFileSystemEntries(two).Select(Path.GetFileName).ShouldBe(Directory.GetFileSystemEntries(one).Select(Path.GetFileName));
        foreach (var path in Directory.GetFiles(one))
        {
            File.ReadAllBytes(Path.Combine(two, Path.GetFileName(path))).ShouldBe(File.ReadAllBytes(path));
        }

        Directory.Delete(one, recursive: true);
        Directory.Delete(two, recursive: true);
    }
}
