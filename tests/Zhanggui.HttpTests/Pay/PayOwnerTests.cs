using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.HttpTests.Orders;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Owner;

namespace Zhanggui.HttpTests.Pay;

public sealed class PayOwnerTests
{
    [Theory, BothDatabases]
    public async Task Owner_sees_labour_against_sales_and_every_figure_opens_into_its_rows(DatabaseKind db)
    {
        var shop = await PayScene.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        var at = InstantPattern.General.Parse("2026-08-20T02:00:00Z").Value;
        await PayScene.AddAsync(shop, FactsFiles.FinanceItems, new FinanceItemFact { Period = "2026-08", Kind = "utilities", Title = "电费", Amount = Yuan(120) }, new FinanceItemFact { Period = "2026-08", Kind = "utilities", Title = "水费", Amount = Yuan(30) },
            new FinanceItemFact { Period = "2026-08", Kind = "income", Title = "平台返点", Amount = Yuan(50) });
        await PayScene.AddAsync(shop, FactsFiles.Costs, new CostFact { Id = $"C{shop.Id}", At = at, OrderId = "A1", Kind = "freight", Amount = Yuan(15), Responsible = "courier" });
        await PayScene.AddAsync(shop, FactsFiles.Reviews, new ReviewFact { OrderId = "A1", At = at, Rating = "bad", Cause = "courier", Text = "送得慢", ChangedTo = "good", ChangedAt = at + Duration.FromDays(1) });
        await PayScene.AddAsync(shop, FactsFiles.Targets, new TargetFact { Period = "2026-08", Metric = "shop_sales", Value = 4016m });
        (await MonthAsync(owner, shop)).GetProperty("wages").ValueKind.ShouldBe(JsonValueKind.Null);
        var total = (await owner.ComputeAsync(shop, "2026-08")).GetProperty("people").EnumerateArray().Sum(p => p.GetProperty("total").GetInt64());

        var month = await MonthAsync(owner, shop);

        (month.GetProperty("sales").GetInt64(), month.GetProperty("wages").GetInt64(), month.GetProperty("target").GetInt64()).ShouldBe((200800, total, 401600));
        Lines(month).ShouldBe(["+sales 200800", "-refunds 0", $"-wages {total}", "-cost:freight 1500", "+item:income 5000", "-item:utilities 15000"]);
        (month.GetProperty("income").GetInt64(), month.GetProperty("expense").GetInt64(), month.GetProperty("net").GetInt64()).ShouldBe((205800, total + 16500, 205800 - total - 16500));
        (month.GetProperty("reviews").GetInt32(), month.GetProperty("neutralOrBad").GetInt32(), month.GetProperty("changed").GetInt32(), month.GetProperty("freightProblems").GetInt32()).ShouldBe((1, 1, 1, 2));
        foreach (var (what, rows, sum) in new[] { ("sales", 1, 200800L), ("item:utilities", 2, 15000L), ("cost:freight", 1, 1500L), ("freight", 2, 1500L), ("reviews", 1, 0L), ("refunds", 0, 0L) })
        {
            var found = await owner.JsonAsync($"/api/pay/owner/rows?shop={shop.Id}&month=2026-08&what={Uri.EscapeDataString(what)}");
            (found.GetProperty("total").GetInt32(), found.GetProperty("sum").GetInt64()).ShouldBe((rows, sum), what);
        }

        using var xlsx = await owner.GetAsync(new Uri($"/api/pay/owner/xlsx?shop={shop.Id}&from=2026-08&to=2026-09", UriKind.Relative));
        (await xlsx.Content.ReadAsByteArrayAsync()).Take(2).ShouldBe("PK"u8.ToArray());
        using var agent = await shop.SignInAsync(shop.Agent);
        (await agent.GetAsync(new Uri($"/api/pay/owner?shop={shop.Id}&from=2026-08&to=2026-09", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await owner.GetAsync(new Uri($"/api/pay/owner?shop={shop.Id}&from=2026-08&to=2028-09", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await owner.GetAsync(new Uri($"/api/pay/owner/rows?shop={shop.Id}&month=2026-08&what=secrets", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, BothDatabases]
    public async Task Next_months_target_and_budgets_stand_beside_what_happens(DatabaseKind db)
    {
        var shop = await PayScene.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        var next = SystemClock.Instance.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date.ToYearMonth().PlusMonths(1);
        var (month, after) = (Text(next), Text(next.PlusMonths(1)));

        (await owner.RefusedAsync("/api/pay/owner/plan", new { shop = shop.Id.Value, month = "2026-01", target = 1 })).ShouldBe("pay.plan.past");
        (await owner.RefusedAsync("/api/pay/owner/plan", new { shop = shop.Id.Value, month, target = -1 })).ShouldBe("pay.plan.wrong");
        using var set = await owner.PostAsJsonAsync("/api/pay/owner/plan", new { shop = shop.Id.Value, month, target = 8000000, budgets = new[] { new { what = "item:advertising", amount = 600000 } } });
        set.StatusCode.ShouldBe(HttpStatusCode.NoContent, await set.Content.ReadAsStringAsync());

        var read = (await owner.JsonAsync($"/api/pay/owner?shop={shop.Id}&from={month}&to={after}")).GetProperty("months")[0];
        (read.GetProperty("target").GetInt64(), read.GetProperty("budgets").GetProperty("item:advertising").GetInt64()).ShouldBe((8000000, 600000));

        static string Text(YearMonth m) => YearMonthPattern.Iso.Format(m);
    }

    /// <summary>E-20: 30,000 + 50,000 with 2 × 10,000 labour against 80,000 in one month with 6,000 extra: saves 4,000 and one month, 25 % against 20 %.</summary>
    [Theory, BothDatabases]
    public async Task Spending_6000_saves_4000_and_a_month(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        var one = new { months = new[] { new { sales = 3000000, labour = 1000000 }, new { sales = 5000000, labour = 1000000 } }, extra = 0 };
        var other = new { months = new[] { new { sales = 8000000, labour = 1000000 } }, extra = 600000 };

        var said = await owner.PostAsync("/api/pay/owner/plans", new { one, other });

        (said.GetProperty("saved").GetInt64(), said.GetProperty("monthsSaved").GetInt32()).ShouldBe((400000, 1));
        (said.GetProperty("one").GetProperty("cost").GetInt64(), said.GetProperty("other").GetProperty("cost").GetInt64()).ShouldBe((2000000, 1600000));
        (said.GetProperty("one").GetProperty("shareBasisPoints").GetInt64(), said.GetProperty("other").GetProperty("shareBasisPoints").GetInt64()).ShouldBe((2500, 2000));
        (await owner.RefusedAsync("/api/pay/owner/plans", new { one, other = new { months = Array.Empty<object>(), extra = 0 } })).ShouldBe("pay.plan.wrong");
    }

    private static Fen Yuan(long yuan) => new(yuan * 100);

    [Theory, BothDatabases]
    public async Task Months_that_are_over_are_kept_until_their_facts_change(DatabaseKind db)
    {
        var shop = await PayScene.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        var database = shop.House.Services.GetRequiredService<Database>();
        var first = (await owner.JsonAsync($"/api/pay/owner?shop={shop.Id}&from=2026-07&to=2026-10")).GetRawText();
        await CreditHttp.WaitAsync<bool>(async () => (await MonthAsync(owner, shop)).GetProperty("sales").GetInt64() == 200800 && await KeptAsync("2026-08") is not null ? true : null);
        (await owner.JsonAsync($"/api/pay/owner?shop={shop.Id}&from=2026-07&to=2026-10")).GetRawText().ShouldBe(first);

        // What is kept is what is answered.
        await database.WriteAsync((c, t) => c.ExecuteAsync(t, "update pay_owner_month set answer = replace(answer, '200800', '200801') where shop_id = @shop", default, ("shop", shop.Id.Value)), default);
        (await MonthAsync(owner, shop)).GetProperty("sales").GetInt64().ShouldBe(200801);

        // A row of the month takes it away; wages never were a part of it.
        await PayScene.AddAsync(shop, FactsFiles.Costs, new CostFact { Id = $"C{shop.Id}", At = InstantPattern.General.Parse("2026-08-20T02:00:00Z").Value, Kind = "freight", Amount = Yuan(15) });
        await CreditHttp.WaitAsync<bool>(async () => Lines(await MonthAsync(owner, shop)).Contains("-cost:freight 1500") ? true : null);
        (await MonthAsync(owner, shop)).GetProperty("sales").GetInt64().ShouldBe(200800);
        await owner.ComputeAsync(shop, "2026-08");
        (await MonthAsync(owner, shop)).GetProperty("wages").GetInt64().ShouldBeGreaterThan(0);

        // An answer that began before the change is not kept as new.
        var shelf = shop.House.Services.GetRequiredService<OwnerShelf>();
        var month = new YearMonth(2026, 8);
        var (stamp, kept) = (await shelf.OpenAsync(shop.Id, [month], default))[month];
        await shelf.ForgetAsync(shop.Id, "2026-08", "2026-08", default);
        await shelf.KeepAsync(shop.Id, month, stamp, kept!, default);
        (await KeptAsync("2026-08")).ShouldBeNull();

        async Task<string?> KeptAsync(string of)
        {
            await using var c = await database.OpenAsync(default);
            return (await c.ReadAllAsync(null, "select answer from pay_owner_month where shop_id = @shop and month = @month", r => r.IsDBNull(0) ? null : r.GetString(0), default, ("shop", shop.Id.Value), ("month", of))).SingleOrDefault();
        }
    }

    private static async Task<JsonElement> MonthAsync(HttpClient owner, TestShop shop) => (await owner.JsonAsync($"/api/pay/owner?shop={shop.Id}&from=2026-08&to=2026-09")).GetProperty("months")[0];

    private static List<string> Lines(JsonElement month) =>
        [.. month.GetProperty("lines").EnumerateArray().Select(l => $"{(l.GetProperty("isIncome").GetBoolean() ? '+' : '-')}{l.GetProperty("what").GetString()} {l.GetProperty("amount").GetInt64()}")];
}
