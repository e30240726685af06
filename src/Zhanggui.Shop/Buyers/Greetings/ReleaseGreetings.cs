using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Buyers.Dossier;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers.Greetings;

/// <summary>A named person looks at the list and releases it: what can be sent is sent, the rest becomes somebody's task. Every line ends by itself.</summary>
internal static class ReleaseGreetings
{
    private const int Most = 50;
    public const int TextLimit = 500;

    internal sealed record LineRequest(Guid Id, Guid Buyer, string? Way, string? Text);

    /// <summary><paramref name="Reason"/>: where the guard asks for one. <paramref name="Owner"/>: who does what is done by hand; the releaser where nobody is named.</summary>
    internal sealed record Request(Guid Shop, IReadOnlyList<LineRequest>? Lines, string? Reason, PersonId? Owner);

    internal sealed record SkipRequest(Guid Shop, IReadOnlyList<Guid>? Buyers);

    internal sealed record Outcome1(Guid Buyer, GreetingState? State, string? Code, string? Zh, string? En);

    internal sealed record Answer(IReadOnlyList<Outcome1> Lines);

    public static async Task<IResult> HandleAsync(Request request, Actor actor, BuyerAccess access, DossierPen pen, GreetingBook greetings, IBuyerPost post, IPeople people, ShopDb db, CancellationToken ct)
    {
        var shop = ShopId.From(request.Shop);
        if (await access.FindShopAsync(actor, shop, ct) is not { } card)
        {
            return new BuyerShopNotFound().ToProblem();
        }

        if (!actor.Can(Permissions.ReleaseGreetings, shop))
        {
            return new BuyerActForbidden().ToProblem();
        }

        if (request.Lines is not { Count: > 0 and <= Most } lines)
        {
            return new GreetingTooMany(Most).ToProblem();
        }

        var owner = request.Owner ?? actor.Person;
        if (owner != actor.Person && (await people.WithPermissionAsync(shop, Permissions.EditBuyer, null, ct)).All(p => p.Id != owner))
        {
            return new GreetingOwnerWrong().ToProblem();
        }

        var done = new List<Outcome1>(lines.Count);
        foreach (var line in lines)
        {
            // Asked for every line: the hours may begin while the list is worked off.
            var said = await pen.OpenAsync(actor, line.Buyer, ct);
            var outcome = said.Refusal is { } gone ? gone
                : said.Value.Shop != shop ? new BuyerNotFound()
                : await OneAsync(said.Value, line, request.Reason, owner, actor, card, greetings, post, db, ct);
            done.Add(outcome.Match(
                state => new Outcome1(line.Buyer, state, null, null, null),
                no => new Outcome1(line.Buyer, null, no.Code, no.Zh, no.En)));
        }

        return TypedResults.Json(new Answer(done), HouseJson.Options);
    }

    /// <summary>Not this month: it is written down who decided so.</summary>
    public static async Task<IResult> SkipAsync(SkipRequest request, Actor actor, BuyerAccess access, DossierPen pen, ShopDb db, CancellationToken ct)
    {
        var shop = ShopId.From(request.Shop);
        if (await access.FindShopAsync(actor, shop, ct) is not { } card)
        {
            return new BuyerShopNotFound().ToProblem();
        }

        if (!actor.Can(Permissions.ReleaseGreetings, shop))
        {
            return new BuyerActForbidden().ToProblem();
        }

        if (request.Buyers is not { Count: > 0 and <= Most } buyers)
        {
            return new GreetingTooMany(Most).ToProblem();
        }

        var month = Months.Write(db.Now.InZone(card.TimeZone).Date.ToYearMonth());
        var done = new List<Outcome1>();
        foreach (var buyer in buyers)
        {
            var said = await pen.OpenAsync(actor, buyer, ct);
            if (said.Refusal is not null || said.Value.Shop != shop)
            {
                continue;
            }

            var isNew = await db.InTransactionAsync(() => ClaimAsync(db, said.Value.Buyer.Id, month, new GreetingRow
            {
                Id = db.Fresh(),
                ShopId = shop,
                BuyerId = said.Value.Buyer.Id,
                Month = month,
                Way = string.Empty,
                State = GreetingState.Skipped,
                Owner = actor.Person,
                At = db.Now,
                ByPerson = actor.Person,
            }, ct), ct);
            done.Add(new Outcome1(buyer, isNew ? GreetingState.Skipped : null, isNew ? null : new GreetingTwice().Code, isNew ? null : new GreetingTwice().Zh, isNew ? null : new GreetingTwice().En));
        }

        return TypedResults.Json(new Answer(done), HouseJson.Options);
    }

    private static async Task<Outcome<GreetingState>> OneAsync(Opened opened, LineRequest line, string? reason, PersonId owner, Actor actor, ShopCard card, GreetingBook greetings, IBuyerPost post, ShopDb db, CancellationToken ct)
    {
        var rule = opened.Scheme.Greeting;
        var now = db.Now.InZone(card.TimeZone);
        if (GreetingRules.IsQuiet(now.TimeOfDay, rule.QuietFrom, rule.QuietTo))
        {
            return new GreetingQuiet(rule.QuietFrom, rule.QuietTo);
        }

        var text = line.Text?.Trim() ?? string.Empty;
        if (text.Length is 0 or > TextLimit || text.Contains('{', StringComparison.Ordinal))
        {
            return new GreetingTextWrong(TextLimit);
        }

        var buyer = opened.Buyer.Id;
        if (line.Way is not { } way || !GreetingBook.Ways(await greetings.ConsentsAsync(buyer, ct)).Contains(way))
        {
            return new GreetingNoConsent();
        }

        var month = now.Date.ToYearMonth();
        var name = Months.Write(month);
        var last = Months.Write(GreetingRules.LastAllowed(month, rule.EveryMonths));
        if (await db.Set<GreetingRow>().AnyAsync(g => g.BuyerId == buyer && g.State != GreetingState.Sending && g.State != GreetingState.Skipped && string.Compare(g.Month, last) > 0, ct))
        {
            return new GreetingTwice();
        }

        var isSent = way == RecordConsent.Chat;
        if (!isSent && await post.CheckAsync(opened.Shop, text, reason, ct) is { } wrong)
        {
            return wrong;
        }

        // One that was on its way when the house stopped goes on as the same message.
        var before = db.Now - Stranded;
        var stranded = await db.Set<GreetingRow>().AsNoTracking().FirstOrDefaultAsync(g => g.BuyerId == buyer && g.Month == name && g.State == GreetingState.Sending && g.At < before, ct);
        text = stranded is null ? text : opened.Read(stranded.Text) ?? text;
        var row = new GreetingRow
        {
            Id = stranded?.Id ?? line.Id,
            ShopId = opened.Shop,
            BuyerId = buyer,
            Month = name,
            Way = way,
            State = isSent ? GreetingState.Sending : GreetingState.Open,
            Text = opened.Seal(text),
            Owner = owner,
            At = db.Now,
            ByPerson = actor.Person,
        };
        // The month is claimed before anything leaves the house: of two who release at once, one is told.
        var isClaimed = await db.InTransactionAsync(async () =>
        {
            if (!await ClaimAsync(db, buyer, row.Month, row, ct))
            {
                return false;
            }

            db.Audit(new AuditEntry(actor.Organisation, opened.Shop, actor.Person, "shop.buyer.greeting", "buyer", buyer.ToString(), After: new { row.Month, way }));
            DossierPen.Changed(db, opened);
            return true;
        }, ct);
        if (!isClaimed)
        {
            return new GreetingTwice();
        }

        if (!isSent)
        {
            return GreetingState.Open;
        }

        var sent = await post.SendAsync(actor, opened.Shop, buyer, row.Id, text, reason, ct);
        if (sent.Refusal is { } no)
        {
            await db.InTransactionAsync(() => db.Set<GreetingRow>().Where(g => g.Id == row.Id && g.State == GreetingState.Sending).ExecuteDeleteAsync(ct), ct);
            return no;
        }

        var (conversation, seq) = (sent.Value.Conversation, sent.Value.Seq);
        await db.InTransactionAsync(() => db.Set<GreetingRow>().Where(g => g.Id == row.Id).ExecuteUpdateAsync(s => s
            .SetProperty(g => g.State, GreetingState.Sent).SetProperty(g => g.ConversationId, conversation).SetProperty(g => g.Seq, seq).SetProperty(g => g.HeardSeq, seq), ct), ct);
        return GreetingState.Sent;
    }

    /// <summary>One row a buyer and month.</summary>
    private static async Task<bool> ClaimAsync(ShopDb db, BuyerId buyer, string month, GreetingRow row, CancellationToken ct)
    {
        var before = db.Now - Stranded;
        await db.Set<GreetingRow>().Where(g => g.BuyerId == buyer && g.Month == month && g.State == GreetingState.Sending && g.At < before).ExecuteDeleteAsync(ct);
        return await db.Database.ExecuteSqlAsync(
            $"""
            insert into shop_buyer_greeting (id, shop_id, buyer_id, month, way, state, text, owner, at, by_person, heard_seq)
            values ({row.Id}, {row.ShopId.Value}, {buyer.Value}, {month}, {row.Way}, {row.State.ToString()}, {row.Text}, {row.Owner.Value}, {row.At.ToUnixTimeMilliseconds()}, {row.ByPerson.Value}, 0)
            on conflict do nothing
            """, ct) == 1;
    }

    private static readonly NodaTime.Duration Stranded = NodaTime.Duration.FromMinutes(2);
}
