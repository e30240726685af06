using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers.Dossier;

/// <summary>A buyer agreed to something, or took it back. Rows are only added; a withdrawal needs no evidence, a yes does.</summary>
internal static class RecordConsent
{
    /// <summary>The way over which words can be sent from here.</summary>
    public const string Chat = "chat";

    /// <summary>How: the buyer's answer said so, and the house read it.</summary>
    public const string Answer = "answer";

    /// <summary>Over which way the buyer may be reached for it.</summary>
    public static readonly IReadOnlySet<string> Channels = new HashSet<string>(StringComparer.Ordinal) { Chat, "phone", "sms", "email", "wechat" };

    /// <summary>How the buyer said so.</summary>
    public static readonly IReadOnlySet<string> Hows = new HashSet<string>(StringComparer.Ordinal) { "message", "phone", "paper", "form" };

    internal sealed record Request(Guid Id, string? Purpose, string? Channel, bool Given, string? How, string? Note, Guid? Conversation, long? Seq);

    public static async Task<IResult> HandleAsync(Guid id, Request request, Actor actor, DossierPen pen, DossierPages pages, ShopDb db, CancellationToken ct)
    {
        var found = await pen.OpenAsync(actor, id, ct);
        if (found.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        var opened = found.Value;
        if ((Check(request, opened.Scheme) ?? await pen.PointsWrongAsync(actor, opened, request.Conversation, request.Seq, ct)) is { } wrong)
        {
            return wrong.ToProblem();
        }

        await db.InTransactionAsync(async () =>
        {
            if (!await db.Set<ConsentRow>().AnyAsync(c => c.Id == request.Id, ct))
            {
                db.Add(new ConsentRow
                {
                    Id = request.Id,
                    ShopId = opened.Shop,
                    BuyerId = opened.Buyer.Id,
                    Purpose = request.Purpose!,
                    Channel = request.Channel!,
                    IsGiven = request.Given,
                    How = request.How!,
                    Note = opened.Seal(request.Note),
                    ConversationId = request.Conversation,
                    Seq = request.Seq,
                    At = db.Now,
                    ByPerson = actor.Person,
                });
                db.Audit(new AuditEntry(actor.Organisation, opened.Shop, actor.Person, "shop.buyer.consent", "buyer", opened.Buyer.Id.ToString(), After: new { request.Purpose, request.Channel, request.Given, request.How }));
                DossierPen.Changed(db, opened);
            }

            return 0;
        }, ct);
        return TypedResults.Json(await pages.OfAsync(opened.Buyer, actor, ct), HouseJson.Options);
    }

    private static Refusal? Check(Request said, BuyerScheme scheme) =>
        !(said.Given ? SchemeRules.IsOpen(scheme.Purposes, said.Purpose) : scheme.Purposes.Any(p => p.Key == said.Purpose)) ? new DossierChoiceUnknown("purpose")
        : said.Channel is null || !Channels.Contains(said.Channel) ? new DossierChoiceUnknown("channel")
        : said.How is null || !Hows.Contains(said.How) ? new DossierChoiceUnknown("how")
        : said.Note?.Length > DossierPen.TextLimit ? new BuyerValueTooLong("note", DossierPen.TextLimit)
        : said.Given && said.Seq is null && string.IsNullOrWhiteSpace(said.Note) ? new ConsentEvidenceMissing()
        : null;
}
