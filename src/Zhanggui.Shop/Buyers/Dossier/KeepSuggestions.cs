using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers.Dossier;

/// <summary>The archive of what buyers wished for and suggested (CUST-02, CUST-05): noted, answered in time, and counted by topic and month (CUST-10).</summary>
internal static class KeepSuggestions
{
    private const int Page = 50;
    private const int MostMonths = 24;

    internal sealed record NoteRequest(Guid Id, string? Topic, string? Text, LocalDate? Due, Guid? Conversation, long? Seq);

    internal sealed record EndRequest(SuggestionState State, string? Answer);

    /// <summary><paramref name="Next"/> goes into <c>before</c> for the next page.</summary>
    internal sealed record Answer(IReadOnlyList<SuggestionView> Suggestions, string? Next);

    internal sealed record Count(string Month, string Topic, SuggestionState State, int Number);

    internal sealed record Counts(IReadOnlyList<Count> Rows);

    public static async Task<IResult> NoteAsync(Guid id, NoteRequest request, Actor actor, DossierPen pen, DossierPages pages, IShops shops, ShopDb db, CancellationToken ct)
    {
        var found = await pen.OpenAsync(actor, id, ct);
        if (found.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        var opened = found.Value;
        var wrong = SchemeRules.IsOpen(opened.Scheme.Topics, request.Topic) ? DossierPen.Text("text", request.Text) : new DossierChoiceUnknown("topic");
        if ((wrong ?? await pen.PointsWrongAsync(actor, opened, request.Conversation, request.Seq, ct)) is { } no)
        {
            return no.ToProblem();
        }

        var zone = (await shops.FindAsync(opened.Shop, ct))!.TimeZone;
        await db.InTransactionAsync(async () =>
        {
            if (!await db.Set<SuggestionRow>().AnyAsync(s => s.Id == request.Id, ct))
            {
                db.Add(new SuggestionRow
                {
                    Id = request.Id,
                    ShopId = opened.Shop,
                    BuyerId = opened.Buyer.Id,
                    Topic = request.Topic!,
                    Text = opened.Seal(request.Text),
                    State = SuggestionState.Open,
                    DueOn = request.Due ?? db.Now.InZone(zone).Date.PlusDays(opened.Scheme.SuggestionDays),
                    ConversationId = request.Conversation,
                    Seq = request.Seq,
                    At = db.Now,
                    ByPerson = actor.Person,
                });
                DossierPen.Changed(db, opened);
            }

            return 0;
        }, ct);
        return TypedResults.Json(await pages.OfAsync(opened.Buyer, actor, ct), HouseJson.Options);
    }

    /// <summary>Says what became of it, with the reason; once.</summary>
    public static async Task<IResult> EndAsync(Guid suggestion, EndRequest request, Actor actor, DossierPen pen, DossierPages pages, ShopDb db, CancellationToken ct)
    {
        if (await db.Set<SuggestionRow>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == suggestion, ct) is not { } row)
        {
            return new DossierEntryNotFound().ToProblem();
        }

        var found = await pen.OpenAsync(actor, row.BuyerId.Value, ct);
        if (found.Refusal is { } refusal)
        {
            return (refusal is BuyerNotFound ? new DossierEntryNotFound() : refusal).ToProblem();
        }

        if (request.State == SuggestionState.Open || DossierPen.Text("answer", request.Answer) is not null)
        {
            return (DossierPen.Text("answer", request.Answer) ?? new DossierChoiceUnknown("state")).ToProblem();
        }

        var opened = found.Value;
        var answer = opened.Buyer.Id == row.BuyerId ? opened.Seal(request.Answer) : (await pen.SealForAsync(row.BuyerId, request.Answer, ct));
        var ended = await db.InTransactionAsync(async () =>
        {
            var now = await db.Set<SuggestionRow>().SingleAsync(s => s.Id == suggestion, ct);
            if (now.State != SuggestionState.Open)
            {
                return false;
            }

            (now.State, now.EndedAt, now.EndedBy, now.Answer) = (request.State, db.Now, actor.Person, answer);
            DossierPen.Changed(db, opened);
            return true;
        }, ct);
        return ended ? TypedResults.Json(await pages.OfAsync(opened.Buyer, actor, ct), HouseJson.Options) : new DossierEntryEnded().ToProblem();
    }

    /// <param name="state"><c>open</c> (default) or <c>ended</c>.</param>
    /// <param name="month">Of the shop, such as <c>2026-11</c>.</param>
    public static async Task<IResult> ListAsync(Guid shop, string? state, string? topic, string? month, string? before, Actor actor, BuyerAccess access, DossierPages pages, ShopDb db, CancellationToken ct)
    {
        var id = ShopId.From(shop);
        if (await access.FindShopAsync(actor, id, ct) is not { } card)
        {
            return new BuyerShopNotFound().ToProblem();
        }

        var query = db.Set<SuggestionRow>().AsNoTracking().Where(s => s.ShopId == id);
        query = state == "ended" ? query.Where(s => s.State != SuggestionState.Open) : state == "all" ? query : query.Where(s => s.State == SuggestionState.Open);
        query = string.IsNullOrEmpty(topic) ? query : query.Where(s => s.Topic == topic);
        if (Months.Read(month) is { } m)
        {
            var (from, to) = Months.Of(m, card.TimeZone);
            query = query.Where(s => s.At >= from && s.At < to);
        }

        if (Cursor(before) is var (at, last))
        {
            query = query.Where(s => s.At < at || (s.At == at && s.Id.CompareTo(last) < 0));
        }

        var rows = await query.OrderByDescending(s => s.At).ThenByDescending(s => s.Id).Take(Page + 1).ToListAsync(ct);
        var shown = rows.Take(Page).ToList();
        var next = rows.Count > Page ? string.Create(CultureInfo.InvariantCulture, $"{shown[^1].At.ToUnixTimeMilliseconds()}.{shown[^1].Id}") : null;
        return TypedResults.Json(new Answer(await pages.SuggestionsAsync(shown, card.TimeZone, withBuyer: true, ct), next), HouseJson.Options);
    }

    /// <summary>How many of which topic came in each month of the shop, newest month first; what proposals to operations are made of.</summary>
    public static async Task<IResult> CountAsync(Guid shop, int? months, Actor actor, BuyerAccess access, ShopDb db, CancellationToken ct)
    {
        var id = ShopId.From(shop);
        if (await access.FindShopAsync(actor, id, ct) is not { } card)
        {
            return new BuyerShopNotFound().ToProblem();
        }

        var zone = card.TimeZone;
        var counted = new List<Count>();
        var month = db.Now.InZone(zone).Date.ToYearMonth();
        for (var i = 0; i < Math.Clamp(months ?? 6, 1, MostMonths); i++, month = month.PlusMonths(-1))
        {
            var (from, to) = Months.Of(month, zone);
            var rows = await db.Set<SuggestionRow>().AsNoTracking().Where(s => s.ShopId == id && s.At >= from && s.At < to)
                .GroupBy(s => new { s.Topic, s.State }).Select(g => new { g.Key.Topic, g.Key.State, Number = g.Count() }).ToListAsync(ct);
            counted.AddRange(rows.OrderBy(r => r.Topic, StringComparer.Ordinal).ThenBy(r => r.State).Select(r => new Count(Months.Write(month), r.Topic, r.State, r.Number)));
        }

        return TypedResults.Json(new Counts(counted), HouseJson.Options);
    }

    private static (Instant At, Guid Id)? Cursor(string? before) =>
        before?.Split('.') is [var at, var id] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms < 253_402_300_800_000 && Guid.TryParse(id, out var last)
            ? (Instant.FromUnixTimeMilliseconds(ms), last)
            : null;
}
