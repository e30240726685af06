using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Db;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Orders;

/// <summary>Chats, people, accounts and other rows of the facts folder, each from the file to the facts that the house reckons with.</summary>
public sealed class FactImportTests
{
    private const string Copy = """
        买家甲 2026-10-3 14:05:09
        在吗？
        送货 2026-10-05 14:00 可以吗
        已读
        示例店铺：小王 2026-10-3 14:05:40
        亲，可以的
        已读
        买家甲 2026-10-3 14:06:00
        [图片]
        买家甲 撤回了一条消息
        由 服务助手 转交给 示例店铺:小美
        示例店铺:小美 (2026-10-03 14:07:02):
        好的
        买家乙 2026/10/3 15:00:00
        好的
        """;

    [Theory, BothDatabases]
    public async Task Copied_chat_window_becomes_messages_and_again_without_doubling(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);
        var file = Gbk(Copy.Replace("\n", "\r\n", StringComparison.Ordinal));

        (await http.ImportAsync(shop, file, "chat-copy", "聊天.txt")).ShouldBe("5/0/0/0");
        (await http.ImportAsync(shop, file, "chat-copy", "聊天.txt")).ShouldBe("0/0/5/0");

        (await MessagesAsync(shop)).ShouldBe([
            "买家甲 - Buyer 2026-10-03T06:05:09Z Text 在吗？\n送货 2026-10-05 14:00 可以吗",
            "买家甲 示例店铺:小王 Agent 2026-10-03T06:05:40Z Text 亲，可以的",
            "买家甲 示例店铺:小王 Buyer 2026-10-03T06:06:00Z Image [图片]",
            "买家甲 示例店铺:小美 Agent 2026-10-03T06:07:02Z Text 好的",
            "买家乙 示例店铺:小美 Buyer 2026-10-03T07:00:00Z Text 好的",
        ]);
    }

    [Theory, BothDatabases]
    public async Task Chat_without_times_is_kept_without_times(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);
        var file = Encoding.UTF8.GetBytes($"老客户：\n在吗\n\n{shop.Agent.Name}：\n在的\n\n老客户：\n好的\n\n{shop.Agent.Name}：\n好的\n\n老客户：\n好的\n");

        (await http.ImportAsync(shop, file, "chat-copy", "微信.txt")).ShouldBe("5/0/0/0");
        (await http.ImportAsync(shop, file, "chat-copy", "微信.txt")).ShouldBe("0/0/5/0");

        var messages = await MessagesAsync(shop);
        messages.Count.ShouldBe(5);
        messages.ShouldAllBe(m => m.Contains(" none ", StringComparison.Ordinal));
        messages.Count(m => m.StartsWith($"老客户 {shop.Agent.Name} Agent", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task Chat_in_which_nobody_is_known_as_agent_is_refused_row_by_row(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);

        (await http.ImportAsync(shop, Encoding.UTF8.GetBytes("甲 2026-10-03 14:05:09\n在吗\n乙 2026-10-03 14:06:09\n在\n"), "chat-copy", "x.txt")).ShouldBe("0/0/0/2");
        (await MessagesAsync(shop)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Json_lines_and_the_open_csv_say_the_same(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);
        var csv = "id,shop,buyer,account,sender,sent_at,kind,text\nm1,s,li,s:anna,buyer,2026-10-03T14:05:09.120+08:00,text,\"在吗, 亲\"\nm2,s,li,s:anna,agent,2026-10-03T14:05:40+08:00,,在\nm3,s,li,s:anna,nobody,2026-10-03T14:06:00+08:00,,x\n";
        var json = """
            {"id":"m1","buyer":"li","account":"s:anna","sender":"buyer","sent_at":"2026-10-03T14:05:09.120+08:00","kind":"text","text":"在吗, 亲"}
            {"id":"m2","buyer":"li","account":"s:anna","sender":"agent","sent_at":"2026-10-03T14:05:40+08:00","text":"在"}
            {"id":"m4","buyer":"li","sender":"buyer","text":"没有时间"}
            {"id":"m5",
            """;

        (await http.ImportAsync(shop, Encoding.UTF8.GetBytes(csv), "facts-messages", "messages.csv")).ShouldBe("2/0/0/1");
        (await http.ImportAsync(shop, Encoding.UTF8.GetBytes(json), "facts-messages", "messages.jsonl")).ShouldBe("1/0/2/1");
        (await http.ImportAsync(shop, Encoding.UTF8.GetBytes("id,buyer,sender,text\nm4,li,buyer,改过了\n"), "facts-messages", "messages.csv")).ShouldBe("0/1/0/0");

        (await MessagesAsync(shop)).ShouldBe(["li s:anna Buyer 2026-10-03T06:05:09.12Z Text 在吗, 亲", "li s:anna Agent 2026-10-03T06:05:40Z Text 在", "li - Buyer none Text 改过了"], ignoreOrder: true);
    }

    [Theory, BothDatabases]
    public async Task Sheet_of_chats_in_other_words_is_understood(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);
        var sheet = ExcelFiles.Xlsx(["客户名", "消息序号", "发送时间", "发送内容", "发送账号", "账号类型"], ["甲", "1", "2026-10-03 14:05:09", "在吗", "甲", "客户"], ["甲", "2", "2026-10-03 14:05:40", "在", "示例店:小王", "客服"]);

        (await http.ImportAsync(shop, sheet, "chat-sheet", "聊天.xlsx")).ShouldBe("2/0/0/0");
        (await http.ImportAsync(shop, sheet, "chat-sheet", "聊天.xlsx")).ShouldBe("0/0/2/0");

        (await MessagesAsync(shop)).ShouldBe(["甲 - Buyer 2026-10-03T06:05:09Z Text 在吗", "甲 示例店:小王 Agent 2026-10-03T06:05:40Z Text 在"]);
    }

    [Theory, BothDatabases]
    public async Task People_and_accounts_of_a_file_work_in_the_house_and_decide_orders(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);
        (await http.ImportAsync(shop, Taobao(Row("A1", note: "0115小周 已核对")))).ShouldBe("1/0/0/0");
        var people = Encoding.UTF8.GetBytes("工号,姓名,岗位,组别,级别,入职日期\n0115,小周,客服,一组,junior,2026-01-05\n0116,小吴,客服,一组,,2026-01-05\n");
        var accounts = Encoding.UTF8.GetBytes("子账号,工号,开始日期,结束日期\n示例店:小周,0115,2026-01-05,\n示例店:共用,0115,2026-01-05,2026-06-01\n示例店:共用,0116,2026-06-01,\n示例店:共用,0115,2026-08-01,\n示例店:没有,9999,2026-08-01,\n");

        (await http.ImportAsync(shop, people, "staff-sheet", "人员.csv")).ShouldBe("2/0/0/0");
        (await http.ImportAsync(shop, people, "staff-sheet", "人员.csv")).ShouldBe("0/0/2/0");
        (await http.ImportAsync(shop, accounts, "account-sheet", "账号.csv")).ShouldBe("3/0/0/2"); // nobody uses one account twice at once; nobody is 9999
        (await http.ImportAsync(shop, accounts, "account-sheet", "账号.csv")).ShouldBe("0/0/3/2");

        var facts = await GatherAsync(shop);
        var zhou = facts.People.Single(p => p.StaffNo == "0115");
        (zhou.Name, zhou.Role, zhou.Team, zhou.Grade, zhou.HiredOn).ShouldBe(("小周", "agent", "一组", "junior", new LocalDate(2026, 1, 5)));
        facts.Accounts.Where(a => a.Account == "示例店:共用").Select(a => a.Person == zhou.Person).ShouldBe([true, false], ignoreOrder: true);
        var credit = await CreditAsync(http, shop, "A1");
        (credit.GetProperty("basis").GetString(), credit.GetProperty("name").GetString()).ShouldBe(("remark", "小周"));
    }

    [Theory, BothDatabases]
    public async Task Who_may_not_change_people_may_not_by_a_file(DatabaseKind db)
    {
        var (shop, _) = await OpenAsync(db);
        using var owner = await shop.SignInAsync(shop.Owner);
        await owner.PostJsonAsync($"/api/people/persons/{shop.Agent.Id}/roles", new { preset = "operations", shopId = shop.Id.Value });
        using var http = await shop.SignInAsync(shop.Agent);

        var id = (await http.UploadAsync(shop, Encoding.UTF8.GetBytes("工号,姓名\n0115,小周\n"), "人员.csv")).GetProperty("id").GetGuid();

        (await http.RefusedAsync($"/api/orders/imports/{id}/run", new { })).ShouldBe("orders.import.needs_right");
    }

    [Theory, BothDatabases]
    public async Task Other_rows_of_the_facts_folder_are_kept_with_the_people_they_name(DatabaseKind db)
    {
        var (shop, http) = await OpenAsync(db);
        (await http.ImportAsync(shop, Encoding.UTF8.GetBytes("person,name,staff_no,role,from\np1,小周,0115,agent,2026-01-05\n"), "facts-people", "people.csv")).ShouldBe("1/0/0/0");

        (await http.ImportAsync(shop, Encoding.UTF8.GetBytes("id,at,person,kind,order_id,decided_by\ni1,2026-10-03T10:00:00+08:00,p1,content_error,A1,p1\ni2,2026-10-03T10:00:00+08:00,p9,late,,\n"), "facts-incidents", "incidents.csv")).ShouldBe("1/0/0/1");
        (await http.ImportAsync(shop, Encoding.UTF8.GetBytes("period,person,team,kind,value\n2026-10,0115,,team_score,88.5\n"), "facts-scores", "scores.csv")).ShouldBe("1/0/0/0");
        (await http.ImportAsync(shop, Encoding.UTF8.GetBytes("item,title,price\n901,茶具,128.00\n"), "facts-products", "products.csv")).ShouldBe("1/0/0/0");

        var facts = await GatherAsync(shop);
        var person = facts.People.Single(p => p.StaffNo == "0115").Person;
        facts.Incidents.Single().ShouldSatisfyAllConditions(i => i.Person.ShouldBe(person), i => i.DecidedBy.ShouldBe(person), i => i.OrderId.ShouldBe("A1"));
        facts.Scores.Single().Person.ShouldBe(person);
        facts.Products.Single().Title.ShouldBe("茶具");
    }

    private static async Task<JsonElement> CreditAsync(HttpClient http, TestShop shop, string order)
    {
        for (var i = 0; i < 900; i++)
        {
            var credit = (await http.JsonAsync($"/api/orders/orders/one/{order}?shop={shop.Id}")).GetProperty("order").GetProperty("credit");
            if (credit.ValueKind == JsonValueKind.Object && credit.GetProperty("basis").GetString() == "remark")
            {
                return credit;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("The order was not decided by its note within ten seconds.");
    }

    private static Task<FactSet> GatherAsync(TestShop shop) => shop.House.Services.GetRequiredService<FactsGatherer>().GatherAsync(
        new FactsWanted { Organisation = shop.Organisation, Shop = shop.Id, From = Instant.FromUtc(2026, 1, 1, 0, 0), To = Instant.FromUtc(2027, 1, 1, 0, 0) }, CancellationToken.None);

    private static async Task<IReadOnlyList<string>> MessagesAsync(TestShop shop) =>
    [
        .. (await GatherAsync(shop)).Messages.OrderBy(m => m.SentAt ?? Instant.MaxValue).Select(m => $"{m.Buyer} {m.Account ?? "-"} {m.Sender} {(m.SentAt is { } at ? NodaTime.Text.InstantPattern.ExtendedIso.Format(at) : "none")} {m.Kind} {m.Text}"),
    ];

    private static async Task<(TestShop Shop, HttpClient Http)> OpenAsync(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        return (shop, await shop.SignInAsync(shop.Owner));
    }
}
