using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Demo;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;

namespace Zhanggui.Tests.FactsFolders;

/// <summary>Files that are read in blocks by two threads give what reading row by row gives: the same facts, problems and digest.</summary>
public sealed class QuickReadingTests
{
    private const string Header = "id,shop,buyer,account,sender,sent_at,kind,text\n";
    private static readonly ReadingSizes InBlocks = new(0, 600);
    private static readonly ReadingSizes RowByRow = new(long.MaxValue, 1);

    private static readonly string[] Rows =
    [
        "m01,s,b,a,agent,2026-10-03T14:05:09.120+08:00,text,在吗\n", "m02,s,b,,buyer,,image,\n", "m03,s,好,a,agent,2026-10-03T06:05:09.120Z,text,\n", "m04,s,b,a,agent,2026-10-03T14:05:09.120+08:00,,x\n",
        "m05,s,b,a,agent,2026-10-03T14:05:09.120+08:00,text,\"a,\"\"b\"\"\nc\"\n", "m06,s,b,a, agent,2026-10-03T14:05:09.120+08:00,text,x\n", "m07,t,b,a,agent,2026-10-03T14:05:09.120+08:00,text,24\"屏\n",
        "m07,t,b,a,agent,2026-10-03T14:05:09.120+08:00,text,other\n", "m08,s,b,a,agent,2026-10-03 14:05:09.120+08:00,text,\"plain\"\n", "m09,s,b,a,agent,2026-10-03T14:05:09.1209+08:00,text,x\n", "m10,s,b,a,agent,2026-10-03T14:05:09.120+08:00,text,x\r\n",
        "m11,s,b,a,nobody,2026-10-03T14:05:09.120+08:00,text,x\n", "m12,s,b\n", "m13,s,,a,agent,,text,x\n", "m14,s, b,a,agent,,text,x\n", "m15,s,b,a,agent,,text,\"open\n", "m16,s,b,a,agent,1899-12-31T23:59:59.000+08:00,text,x\n",
        "m17,s,b,a,agent,1940-06-03T14:05:09.120+09:00,text,😀\n", "\n", "m01,s,b,a,agent,2026-10-03T14:05:09.120+08:00,text,在吗\n", "m18,s,b,a,agent,2026-10-03T00:00:00.000-00:00,text,x\n", "m\uFF01,s,b,a,push,,card,\n", "m😀,s,b,a,bot,,file,\n",
    ];

    [Fact]
    public void Messages_in_blocks_are_those_row_by_row() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Choose(0, Rows.Length - 1)).ToArbitrary(), picks =>
        {
            Same(("messages.csv", Header + string.Concat(picks.Select(p => Rows[p]))));
            Same(("messages.csv", Header + string.Concat(picks.Order().Distinct().Where(p => p is not 2 and not 11).Select(p => Rows[p]))));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Theory]
    [InlineData("id,shop,buyer,account,sender,sent_at,kind,text")]
    [InlineData("text,id,shop,buyer,account,sender,sent_at,kind")]
    [InlineData("id,shop,buyer,account,sender,sent_at,text,extra")]
    [InlineData("id,id,buyer,account,sender,sent_at,text,shop")]
    [InlineData("id,shop,sender")]
    public void Whatever_the_header_says(string header) => Same(("messages.csv", header + "\n" + string.Concat(Rows.Take(5))));

    [Fact]
    public void A_demo_month_is_the_same_and_its_files_know_their_digest()
    {
        var folder = FactsFolderTests.Folder();
        var facts = DemoMonth.Make(DemoScale.Tiny with { Shops = 2 }, new YearMonth(2026, 10), 5);
        FactsFolder.Write(facts, folder);

        var quick = FactsFolder.Read(folder, new ReadingSizes(0, 1 << 14), default);
        Same(quick, FactsFolder.Read(folder, RowByRow, default));
        foreach (var file in FactsFiles.All.Where(f => f.Count(facts) > 100))
        {
            file.KnownDigest(quick.Facts, quick.Zone).ShouldNotBeNull(file.Name);
        }

        FactsDigest.Of(quick.Facts).ShouldBe(FactsDigest.Of(facts));
        FactsDigest.Of(quick.Facts with { Messages = [.. quick.Facts.Messages.Skip(1)] }).ShouldNotBe(FactsDigest.Of(facts));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Messages_before_an_instant_keep_their_ids_and_words()
    {
        var messages = (PackedMessages)FactsFolder.Read(FactsFolderTests.Folder(("messages.csv", Header + Rows[0] + Rows[1] + "m03,s,c,a,agent,2026-10-04T14:05:09.120+08:00,text,later\nm04,s,c,a,agent,2026-10-02T14:05:09.120+08:00,card,earlier\n")), InBlocks, default).Facts.Messages;
        var at = Instant.FromUtc(2026, 10, 4, 0, 0);

        messages.Before(at).ShouldBe(messages.Where(m => !(m.SentAt >= at)));
        messages.Before(at).Before(at - Duration.FromDays(1)).Select(m => m.Text).ShouldBe([null, "earlier"]);
    }

    [Fact]
    public void A_folder_in_another_zone_is_digested_in_its_own()
    {
        var text = "order_id,shop,buyer,placed_at\n1,s,b,2026-10-03T14:05:09.120+08:00\n";
        var tokyo = FactsFolder.Read(FactsFolderTests.Folder(("shops.csv", "shop,zone\ns,Asia/Tokyo\n"), ("orders.csv", text)), InBlocks, default);
        FactsFiles.Orders.KnownDigest(tokyo.Facts, tokyo.Zone).ShouldBeNull();
        Same(("shops.csv", "shop,zone\ns,Asia/Tokyo\n"), ("orders.csv", text));
    }

    private static void Same(params (string Name, string Text)[] files)
    {
        var folder = FactsFolderTests.Folder(files);
        Same(FactsFolder.Read(folder, InBlocks, default), FactsFolder.Read(folder, RowByRow, default));
        Directory.Delete(folder, recursive: true);
    }

    private static void Same(FactsReading quick, FactsReading careful)
    {
        quick.Problems.ShouldBe(careful.Problems);
        quick.Unknown.Count.ShouldBe(careful.Unknown.Count);
        foreach (var file in FactsFiles.All)
        {
            string[] Lines(FactsReading reading) => [.. file.Cells(reading.Facts, reading.Zone).Select(CsvLine.Of)];
            Lines(quick).ShouldBe(Lines(careful));
        }

        FactsDigest.Of(quick.Facts).ShouldBe(FactsDigest.Of(careful.Facts));
    }
}
