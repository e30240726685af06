using System.Text;
using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Tests.FactsFolders;

public sealed class FactsFolderTests
{
    private const string OrderHeader = "order_id,shop,buyer,placed_at,status,paid\n";

    [Fact]
    public void A_row_is_read_with_all_its_kinds_of_cells()
    {
        var reading = Read(("orders.csv",
            "order_id,shop,buyer,placed_at,paid_at,status,amount,postage,paid,note,agreed_ship\n"
            + "1,s,b,2026-10-03T14:05:09.120+08:00,2026-10-03T06:05:10Z,paid,128.00,8,128.5,\"a, \"\"b\"\"\nc\",2026-10-05\n"));

        reading.Problems.ShouldBeEmpty();
        reading.Facts.Orders.Single().ShouldBe(new OrderFact
        {
            OrderId = "1",
            Shop = "s",
            Buyer = "b",
            PlacedAt = Instant.FromUtc(2026, 10, 3, 6, 5, 9) + Duration.FromMilliseconds(120),
            PaidAt = Instant.FromUtc(2026, 10, 3, 6, 5, 10),
            Status = OrderStatus.Paid,
            Amount = new Fen(12800),
            Postage = new Fen(800),
            Paid = new Fen(12850),
            Note = "a, \"b\"\nc",
            AgreedShip = new LocalDate(2026, 10, 5),
        });
    }

    [Fact]
    public void A_missing_file_means_none_and_is_named()
    {
        var reading = Read(("orders.csv", OrderHeader));

        reading.Facts.Orders.ShouldBeEmpty();
        reading.Facts.Missing.ShouldNotContain("orders.csv");
        reading.Facts.Missing.ShouldContain("messages.csv");
        reading.Facts.Missing.Count.ShouldBe(FactsFiles.All.Count - 1);
    }

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData("")]
    public void A_byte_order_mark_is_no_part_of_the_header(string mark) =>
        Read(("orders.csv", mark + OrderHeader + "1,s,b,,,\r\n")).Facts.Orders.Single().OrderId.ShouldBe("1");

    [Theory]
    [InlineData("1,s,b,2026-10-03T14:05:09,,", "no_offset", "placed_at")]
    [InlineData("1,s,b,2026-10-03,,", "no_offset", "placed_at")]
    [InlineData("1,s,b,2026/10/03 14:05,,", "not_instant", "placed_at")]
    [InlineData("1,s,b,2026-02-29T14:05:09+08:00,,", "not_instant", "placed_at")]
    [InlineData("1,s,b,2026-10-03T24:05:09+08:00,,", "not_instant", "placed_at")]
    [InlineData("1,s,b,2026-10-03T14:05:09+08:99,,", "not_instant", "placed_at")]
    [InlineData("1,s,b,2026-10-03T14:05:09.+08:00,,", "not_instant", "placed_at")]
    [InlineData("1,s,b,,PAID,", "no_choice", "status")]
    [InlineData("1,s,b,,refunded,", "no_choice", "status")]
    [InlineData("1,s,b,,,1.234", "not_money", "paid")]
    [InlineData("1,s,b,,,￥12", "not_money", "paid")]
    [InlineData("1,s,b,,,\"1,200.00\"", "not_money", "paid")]
    [InlineData("1,s,b,,,1.23E+17", "not_money", "paid")]
    [InlineData(",s,b,,,", "empty", "order_id")]
    [InlineData("1,s,  ,,,", "empty", "buyer")]
    [InlineData("1\t,s,b,,,", "blank_around", "order_id")]
    [InlineData("1,s,b,,", "ragged", null)]
    [InlineData("1,s,b,,,,", "ragged", null)]
    [InlineData("1,s,\"b\"c,,,", "bad_quotes", null)]
    [InlineData("1,s,b,,,\"12", "bad_quotes", null)]
    public void A_bad_row_is_refused_with_its_line_column_and_reason(string row, string code, string? column)
    {
        var reading = Read(("orders.csv", OrderHeader + "0,s,b,,,\n" + row + "\n"));

        var problem = reading.Problems[0];
        (problem.File, problem.Line, problem.Column, problem.Code, problem.Severity).ShouldBe(("orders.csv", 3, column, code, FactsSeverity.Error));
        problem.Zh.ShouldNotBeEmpty();
        problem.En.ShouldNotBeEmpty();
        reading.HasRefusals.ShouldBeTrue();
        reading.Facts.Orders.Select(o => o.OrderId).ShouldBe(["0"]);
    }

    [Fact]
    public void Every_fault_of_a_row_is_told_with_the_cell()
    {
        var reading = Read(("orders.csv", OrderHeader + "1,s,b,today,gone,much\n2,s,b,,,\n"));

        reading.Problems.Select(p => (p.Column, p.Value)).ShouldBe([("placed_at", "today"), ("status", "gone"), ("paid", "much")]);
        reading.Facts.Orders.Select(o => o.OrderId).ShouldBe(["2"]);
    }

    [Fact]
    public void Lines_are_counted_as_an_editor_counts_them()
    {
        var reading = Read(("orders.csv", "order_id,shop,buyer,note\n1,s,b,\"two\nlines\"\n\n2,s,,\n"));

        reading.Problems.Single().Line.ShouldBe(5);
    }

    [Fact]
    public void A_quote_inside_a_plain_cell_is_text() => Read(("orders.csv", "order_id,shop,buyer,note\n1,s,b,24\"屏\n")).Facts.Orders.Single().Note.ShouldBe("24\"屏");

    [Fact]
    public void Bytes_that_are_no_utf8_refuse_their_row()
    {
        var folder = Folder();
        File.WriteAllBytes(Path.Combine(folder, "orders.csv"), [.. Encoding.UTF8.GetBytes("order_id,shop,buyer,note\n1,s,b,"), 0xC4, 0xE3, (byte)'\n', .. Encoding.UTF8.GetBytes("2,s,b,好\n")]);

        var reading = FactsFolder.Read(folder);

        (reading.Problems.Single().Line, reading.Problems.Single().Code).ShouldBe((2, "not_utf8"));
        reading.Facts.Orders.Single().Note.ShouldBe("好");
    }

    [Theory]
    [InlineData("", "no_header", null)]
    [InlineData("order_id,shop\n1,s\n", "missing_column", "buyer")]
    [InlineData("order_id,shop,buyer,note,note\n1,s,b,x,y\n", "header_twice", "note")]
    public void A_file_whose_header_cannot_be_trusted_is_refused(string text, string code, string? column)
    {
        var reading = Read(("orders.csv", text));

        (reading.Problems.Single().Code, reading.Problems.Single().Column).ShouldBe((code, column));
        reading.HasRefusals.ShouldBeTrue();
        reading.Facts.Orders.ShouldBeEmpty();
    }

    [Fact]
    public void Unknown_columns_and_files_are_reported_and_refuse_nothing()
    {
        var reading = Read(("orders.csv", "order_id,colour,shop,buyer\n1,red,s,b\n2,,s,b\n"), ("ordres.csv", "order_id\n1\n"));

        reading.Problems.Select(p => (p.File, p.Code, p.Severity)).ShouldBe([("orders.csv", "unknown_column", FactsSeverity.Note), ("ordres.csv", "unknown_file", FactsSeverity.Note)]);
        reading.Unknown.Single().Names.ShouldBe(["colour"]);
        reading.Unknown.Single().Rows.Select(r => r[0]).ShouldBe(["red", null]);
        reading.HasRefusals.ShouldBeFalse();
    }

    [Fact]
    public void A_key_that_comes_twice_counts_once_when_equal_and_is_refused_when_not()
    {
        var reading = Read(("orders.csv", OrderHeader + "1,s,b,,,5\n1,s,b,,,5.00\n1,s,b,,,6\n"));

        reading.Problems.Select(p => (p.Line, p.Code, p.Severity)).ShouldBe([(3, "repeated", FactsSeverity.Warning), (4, "twice", FactsSeverity.Error)]);
        reading.Facts.Orders.Single().Paid.ShouldBe(new Fen(500));
    }

    [Theory]
    [InlineData("a,p,s,2026-10-01T00:00:00Z,2026-10-05T00:00:00Z", "a,q,s,2026-10-04T23:59:59Z,", true)]
    [InlineData("a,p,s,2026-10-01T00:00:00Z,2026-10-05T00:00:00Z", "a,q,s,2026-10-05T00:00:00Z,", false)]
    [InlineData("a,p,s,,", "a,q,,2026-10-05T00:00:00Z,", true)]
    [InlineData("a,p,s,,", "a,q,t,,", false)]
    [InlineData("a,p,s,,", "b,q,s,,", false)]
    public void Overlapping_intervals_of_an_account_in_a_shop_are_shown_and_kept(string one, string two, bool isShown)
    {
        foreach (var rows in new[] { $"{one}\n{two}\n", $"{two}\n{one}\n" })
        {
            var reading = Read(("accounts.csv", "account,person,shop,from,to\n" + rows));

            reading.Problems.Select(p => p.Code).ShouldBe(isShown ? ["overlap"] : []);
            reading.Facts.Accounts.Count.ShouldBe(2);
        }
    }

    [Fact]
    public void An_interval_that_ends_before_it_begins_is_refused()
    {
        var reading = Read(("presence.csv", "account,from,to,state\na,2026-10-05T00:00:00Z,2026-10-04T00:00:00Z,online\na,2026-10-05T00:00:00Z,2026-10-05T00:00:00Z,on_hold\n"));

        (reading.Problems.Single().Line, reading.Problems.Single().Column, reading.Problems.Single().Code).ShouldBe((2, "to", "to_before_from"));
        reading.Facts.Presence.Single().State.ShouldBe(PresenceState.OnHold);
    }

    [Fact]
    public void A_date_in_an_interval_is_the_start_of_that_day_in_the_zone_of_the_shops()
    {
        var reading = Read(("shops.csv", "shop,zone\ns,Europe/Berlin\n"), ("accounts.csv", "account,person,from\na,p,2026-07-01\n"));

        reading.Facts.Accounts.Single().From.ShouldBe(Instant.FromUtc(2026, 6, 30, 22, 0));
        Read(("shops.csv", "shop,zone\ns,Mars/Olympus\n")).Problems.Single().Code.ShouldBe("no_zone");
    }

    [Fact]
    public void What_is_finer_than_a_millisecond_is_cut_and_said_once()
    {
        var reading = Read(("orders.csv", OrderHeader + "1,s,b,2026-10-03T06:05:09.1209999Z,,\n2,s,b,2026-10-03T06:05:09.1209999Z,,\n"));

        reading.Facts.Orders[0].PlacedAt.ShouldBe(Instant.FromUtc(2026, 10, 3, 6, 5, 9) + Duration.FromMilliseconds(120));
        reading.Problems.Single().Severity.ShouldBe(FactsSeverity.Note);
    }

    [Fact]
    public void A_stream_gives_the_rows_that_the_folder_gives()
    {
        var folder = Folder(("orders.csv", OrderHeader + "1,s,b,,,5\n2,s,b,,,x\n3,s,b,,,6\n"));
        var problems = new List<FactsProblem>();

        FactsFolder.Stream(folder, FactsFiles.Orders, FactsFolder.DefaultZone, problems.Add).Select(o => o.OrderId).ShouldBe(["1", "3"]);
        problems.Single().Line.ShouldBe(3);
    }

    [Fact]
    public void Every_file_of_the_format_is_known_with_its_columns()
    {
        FactsFiles.All.Count.ShouldBe(30);
        FactsFiles.All.Select(f => f.Name).ShouldBeUnique();
        foreach (var file in FactsFiles.All)
        {
            file.ColumnNames.ShouldBeUnique();
        }
    }

    internal static string Folder(params (string Name, string Text)[] files)
    {
        var folder = Directory.CreateTempSubdirectory("zhanggui-facts-").FullName;
        foreach (var (name, text) in files)
        {
            File.WriteAllText(Path.Combine(folder, name), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }

        return folder;
    }

    private static FactsReading Read(params (string Name, string Text)[] files) => FactsFolder.Read(Folder(files));
}
