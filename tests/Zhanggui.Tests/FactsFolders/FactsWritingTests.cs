using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Tests.FactsFolders;

public sealed class FactsWritingTests
{
    private static readonly string[] Hostile =
        ["", " ", "=1+1", "+1", "-1", "@x", "'", "\"", "\"\"", ",", "a,b", "\n", "\r\n", "\r", "a\"b,c\nd", "\t", "，。；", "😀", "\uFEFF", "\0", "null", "#", "\\", "好\u2028评", "0012", "1.23E+17", "\"a"];

    [Fact]
    public void What_was_written_reads_back_equal_and_in_one_canonical_form()
    {
        var rows = from texts in Gen.ArrayOf(Gen.Elements(Hostile).Or(ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => Clean(s.Get))))
                   from at in Gen.Choose(0, int.MaxValue)
                   select (texts, at);
        Prop.ForAll(rows.ToArbitrary(), row =>
        {
            var facts = Facts(row.texts, row.at) with { Missing = new HashSet<string>(FactsFilesNames) };
            var folder = FactsFolderTests.Folder();
            FactsFolder.Write(facts, folder);
            var reading = FactsFolder.Read(folder);

            reading.Problems.ShouldBeEmpty();
            reading.Facts.Messages.OrderBy(m => m.Id, StringComparer.Ordinal).ShouldBe(facts.Messages.OrderBy(m => m.Id, StringComparer.Ordinal));
            reading.Facts.Orders.OrderBy(o => o.OrderId, StringComparer.Ordinal).ShouldBe(facts.Orders.OrderBy(o => o.OrderId, StringComparer.Ordinal));
            FactsDigest.Of(reading.Facts).ShouldBe(FactsDigest.Of(facts));
            Directory.Delete(folder, recursive: true);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_order_of_rows_changes_neither_bytes_nor_digest()
    {
        var facts = Facts(["b", "a", "c"], 5);
        var turned = facts with { Messages = [.. facts.Messages.Reverse()], Orders = [.. facts.Orders.Reverse()] };
        var (one, two) = (FactsFolderTests.Folder(), FactsFolderTests.Folder());
        FactsFolder.Write(facts, one);
        FactsFolder.Write(turned, two);

        File.ReadAllBytes(Path.Combine(one, "messages.csv")).ShouldBe(File.ReadAllBytes(Path.Combine(two, "messages.csv")));
        FactsDigest.Of(turned).ShouldBe(FactsDigest.Of(facts));
        FactsDigest.Of(turned with { Orders = [turned.Orders[0] with { Paid = new Fen(1) }, .. turned.Orders.Skip(1)] }).ShouldNotBe(FactsDigest.Of(facts));
    }

    [Fact]
    public void Anybody_can_compute_the_digest_from_the_files()
    {
        var facts = Facts(["b", "a"], 5) with { Missing = new HashSet<string>(FactsFilesNames) };
        var folder = FactsFolderTests.Folder();
        FactsFolder.Write(facts, folder);

        var manifest = string.Concat(Directory.GetFiles(folder).Order(StringComparer.Ordinal)
            .Select(f => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f)))}  {Path.GetFileName(f)}\n"));
        FactsDigest.Of(facts).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(manifest))));
    }

    [Fact]
    public void The_same_facts_written_otherwise_have_the_same_digest()
    {
        var one = FactsFolder.Read(FactsFolderTests.Folder(("orders.csv", "order_id,shop,buyer,placed_at,paid\n1,s,b,2026-10-03T14:05:09+08:00,8\n2,s,b,,\n")));
        var two = FactsFolder.Read(FactsFolderTests.Folder(("orders.csv", "paid,buyer,shop,extra,order_id,placed_at\n,b,s,x,2,\n8.00,b,s,,1,2026-10-03T06:05:09.000Z\n"), ("messages.csv", "id,shop,buyer,sender\n")));

        FactsDigest.Of(two.Facts).ShouldBe(FactsDigest.Of(one.Facts));
    }

    [Fact]
    public void Unknown_columns_go_out_as_they_came()
    {
        var reading = FactsFolder.Read(FactsFolderTests.Folder(("orders.csv", "order_id,colour,shop,buyer\n2,\"r,d\",s,b\n1,,s,b\n")));
        var folder = FactsFolderTests.Folder();
        FactsFolder.Write(reading.Facts, folder, reading.Unknown);

        var again = FactsFolder.Read(folder);
        again.Unknown.Single().Names.ShouldBe(["colour"]);
        again.Facts.Orders.Select((o, i) => (o.OrderId, again.Unknown[0].Rows[i][0])).ShouldBe([("1", null), ("2", "r,d")]);
    }

    [Fact]
    public void Every_column_of_every_file_survives_writing_and_reading()
    {
        var facts = FullFacts.Make();
        var folder = FactsFolderTests.Folder();
        FactsFolder.Write(facts, folder);
        var reading = FactsFolder.Read(folder);

        reading.Problems.ShouldBeEmpty();
        foreach (var file in Zhanggui.Facts.Schema.FactsFiles.All)
        {
            file.Count(facts).ShouldBe(1, file.Name);
            File.ReadAllLines(Path.Combine(folder, file.Name))[1].Split(',').ShouldAllBe(cell => cell.Length > 0, file.Name);
        }

        FullFacts.Rows(reading.Facts).ShouldBe(FullFacts.Rows(facts));
    }

    private static IEnumerable<string> FactsFilesNames => Zhanggui.Facts.Schema.FactsFiles.All.Select(f => f.Name);

    private static string Clean(string text) => new([.. text.Where(c => !char.IsSurrogate(c))]);

    private static FactSet Facts(string[] texts, int at) => new()
    {
        Messages = [.. texts.Select((text, i) => new MessageFact
        {
            Id = $"m{i}",
            Shop = "s",
            Buyer = "b",
            Sender = (SenderKind)(i % 7),
            Kind = (MessageKind)(i % 4),
            SentAt = Instant.FromUnixTimeMilliseconds(1_790_000_000_000L + at + i),
            Text = text.Length == 0 ? null : text,
        })],
        Orders = [.. texts.Select((text, i) => new OrderFact { OrderId = $"{i}", Shop = "s", Buyer = "b", Note = text.Length == 0 ? null : text, Paid = new Fen(at - i), Status = (OrderStatus)(i % 6) })],
    };
}
