using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.Records.Contracts;

namespace Zhanggui.Orders.Earners;

/// <summary>
/// Somebody says whose the numbers in the notes are: a colleague's from a day on, or those of somebody new, who is taken in without a password. Afterwards
/// every order of the shop is asked about again.
/// </summary>
internal static class TellNumbers
{
    private const int Most = 60;
    private const int LongestName = 40;
    private const int LongestNumber = 20;

    internal sealed record Told(string? Number = null, LocalDate? Since = null, Guid? Person = null, string? Name = null);

    internal sealed record Request(Guid Shop, IReadOnlyList<Told>? Numbers = null);

    internal sealed record Answer(int Saved);

    public static async Task<IResult> HandleAsync(Request request, Actor actor, OrderAccess access, IStaffHistory staff, IStaffIntake intake, IRecordStore records, Database database, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, request.Shop, Permissions.DecideCredit, ct) is not { } shop)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        var people = (await staff.StaffAsync(shop.Organisation, ct)).ToDictionary(p => p.Person);
        if (Check(request.Numbers ?? [], people.ContainsKey) is { } no)
        {
            return no.ToProblem();
        }

        foreach (var told in request.Numbers!)
        {
            if (told.Person is { } id)
            {
                var row = new PersonFact { Person = id.ToString(), Name = people[new PersonId(id)].Name, StaffNo = told.Number!.Trim(), From = told.Since };
                await records.StoreAsync(shop.Id, FactsFiles.People, [row], null, ct);
            }
            else if ((await intake.TakePersonAsync(shop.Id, new StaffRow(null, told.Name!.Trim(), told.Number!.Trim(), "agent", null, null, told.Since, null, told.Since, null), actor.Person, ct)).Refusal is { } refused)
            {
                return refused.ToProblem();
            }
        }

        await database.WriteAsync((c, t) => c.ExecuteAsync(t,
            "insert into orders_to_decide (shop_id, order_id) select shop_id, order_id from orders_order where shop_id = @shop on conflict (shop_id, order_id) do update set asked = orders_to_decide.asked + 1", ct, ("shop", shop.Id.Value)), ct);
        return Results.Json(new Answer(request.Numbers.Count), HouseJson.Options);
    }

    private static Refusal? Check(IReadOnlyList<Told> numbers, Func<PersonId, bool> isKnown)
    {
        if (numbers.Count is 0 or > Most)
        {
            return new NumbersWrong(Most);
        }

        foreach (var told in numbers)
        {
            if (told.Number?.Trim() is not { Length: > 0 and <= LongestNumber })
            {
                return new NumberWrong(LongestNumber);
            }

            var isNew = told.Name?.Trim() is { Length: > 0 and <= LongestName };
            if (told.Person is { } person ? !isKnown(new PersonId(person)) : !isNew)
            {
                return new NumberHolderWrong(told.Number.Trim(), LongestName);
            }
        }

        return null;
    }
}
