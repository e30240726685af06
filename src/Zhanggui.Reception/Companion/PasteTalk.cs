using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Agents;
using Zhanggui.Reception.Channels;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Writing;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Companion;

/// <summary>
/// <c>POST /api/companion/paste</c>: what a buyer (and perhaps the shop) said on a platform becomes messages of that buyer's conversation, each with its source.
/// What is unclear is answered as a question, and nothing is stored.
/// </summary>
internal static class PasteTalk
{
    public const int MostCharacters = 50_000;
    public const int MostLines = 200;
    private const int MostNames = 50;
    private static readonly Duration Ahead = Duration.FromMinutes(5);

    /// <summary><paramref name="Names"/>: whose each unclear name is (buyer, own, skip); <paramref name="Loose"/>: whose the lines above the first name are; <paramref name="Own"/>: further names of the agent's own account.</summary>
    internal sealed record Request(Guid Shop, Guid Channel, string? Buyer, string? Text, IReadOnlyDictionary<string, PastedSide>? Names, PastedSide? Loose, IReadOnlyList<string>? Own, bool? TakeOver, Guid? Again);

    internal sealed record AskedLine(string? Name, PastedSide Side, LocalDateTime? Stated, string Text);

    /// <summary>What has to be said first. Without <paramref name="Buyer"/> nobody knows whose talk it is; <paramref name="Stranger"/> speaks where the buyer at hand does not.</summary>
    internal sealed record Asked(string? Buyer, string? Stranger, IReadOnlyList<AskedLine> Lines);

    public static async Task<IResult> HandleAsync(Request request, Actor actor, CompanionAccess access, IBuyers buyers, PasteIds ids, ConversationWriter writer, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, request.Shop, ct) is not { } shop)
        {
            return new ShopNotFound().ToProblem();
        }

        if (await access.FindChannelAsync(shop, request.Channel, ct) is not { } channel)
        {
            return new ChannelNotFound().ToProblem();
        }

        if (Check(request) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var own = (await access.OwnNamesAsync(shop, ct)).Concat(request.Own ?? []).SelectMany(Spellings).ToHashSet(StringComparer.Ordinal);
        var names = (request.Names ?? new Dictionary<string, PastedSide>()).Where(n => n.Value != PastedSide.Unclear).ToDictionary(n => n.Key, n => n.Value, StringComparer.Ordinal);
        var talk = PastedTalk.Read(request.Text!, new PasteHints(CompanionAccess.Nick(request.Buyer), own, names, request.Loose));
        var lines = talk.Lines.Where(l => l.Side != PastedSide.Skip).ToList();
        if (lines.Count == 0)
        {
            return new PasteInvalid("text", "没有读到买家的话。", "No words of a buyer were found.").ToProblem();
        }

        if (lines.Count > MostLines)
        {
            return new PasteTooManyLines(MostLines).ToProblem();
        }

        if (!talk.IsClear || CompanionAccess.Nick(talk.Buyer) is not { } nick)
        {
            return Results.Json(new { ask = new Asked(talk.Buyer, talk.Stranger, [.. talk.Lines.Select(l => new AskedLine(l.Name, l.Side, l.Stated, l.Text))]) }, HouseJson.Options);
        }

        var buyer = await buyers.FindOrCreateAsync(shop.Id, channel.Kind, nick, new BuyerProfile(nick, BuyerIdentity.Signed), ct);
        if (buyer.IsErased)
        {
            return new BuyerDataErased().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var dated = lines.ConvertAll(l => l.Stated is { } stated && shop.TimeZone.AtLeniently(stated).ToInstant() > now + Ahead ? l with { Stated = null } : l);
        var arrival = new Arrival(shop.Id, channel.Id, channel.Kind, channel.Name, buyer.Id.Value, buyer.Identity, new About(buyer.Name, buyer.Note));
        return await StoreAsync(dated, await ids.OfAsync(channel.Id, buyer.Id.Value, dated, request.Again, ct), arrival, Party.Of(actor), request.TakeOver == true, l => Body(l, shop.TimeZone), ids, writer, ct) switch
        {
            { Refusal: { } no } => no.ToProblem(),
            var stored => Answers.Json((stored, nick), static (json, x) =>
            {
                json.WriteStartObject();
                json.WriteString("buyer"u8, x.nick);
                json.WriteNumber("stored"u8, x.stored.Count);
                json.WriteNumber("repeated"u8, x.stored.Repeated);
                if (x.stored.Head is { } head)
                {
                    json.WritePropertyName("head"u8);
                    HeadJson.WriteForAgents(json, head);
                }

                json.WriteEndObject();
            }),
        };
    }

    private sealed record Stored(Refusal? Refusal, int Count, int Repeated, Conversation? Head);

    /// <summary>Each line is an act of its own with an id of its own: handed in together, and harmless when it comes again.</summary>
    private static async Task<Stored> StoreAsync(List<PastedLine> lines, IReadOnlyList<Guid> idOf, Arrival arrival, Party by, bool takesOver, Func<PastedLine, byte[]> body, PasteIds ids, ConversationWriter writer, CancellationToken ct)
    {
        var known = await ids.KnownAsync(arrival.Channel, idOf, ct);
        var acts = new List<Task<Result>>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (!known.Contains(idOf[i]))
            {
                var words = new Words(idOf[i], MessageKind.Text, lines[i].Text, body(lines[i])) { IsRecorded = true };
                acts.Add(writer.ActAsync(new Send(by, lines[i].Side == PastedSide.Own ? SenderKind.Agent : SenderKind.Buyer, words, arrival) { IsBeside = true, TakesOver = takesOver }, ct));
            }
        }

        var results = await Task.WhenAll(acts);
        // A colleague who pasted the same line in this moment has stored it.
        if (results.Select(r => r.Refusal).FirstOrDefault(r => r is not null and not MessageIdTaken) is { } refusal)
        {
            return new Stored(refusal, 0, 0, null);
        }

        var head = results.LastOrDefault(r => r.Head is not null).Head;
        if (head is not null)
        {
            await writer.ActAsync(new MarkRead(by, head.LastSeq) { Conversation = head.Id }, ct);
        }

        var fresh = results.Count(r => r is { Refusal: null, IsRepeat: false });
        return new Stored(null, fresh, lines.Count - fresh, head);
    }

    /// <summary>The mark of the source. Who pasted is the message's person, when is its instant; what stood beside the name is what the platform says.</summary>
    private static byte[] Body(PastedLine line, DateTimeZone zone) =>
        JsonSerializer.SerializeToUtf8Bytes(new { pasted = new { stated = line.Stated is { } stated ? zone.AtLeniently(stated).ToInstant() : (Instant?)null } }, HouseJson.Options);

    private static IEnumerable<string> Spellings(string account)
    {
        var at = account.AsSpan().IndexOfAny(':', '：');
        return at > 0 && at < account.Length - 1 ? [account, account[(at + 1)..]] : [account];
    }

    private static Refusal? Check(Request request) =>
        string.IsNullOrWhiteSpace(request.Text) ? new PasteInvalid("text", "请粘贴或输入买家的话。", "Paste or type what the buyer said.")
        : request.Text.Length > MostCharacters ? new PasteTooLong(MostCharacters)
        : !string.IsNullOrEmpty(request.Buyer) && CompanionAccess.Nick(request.Buyer) is null ? new PasteInvalid("buyer", "买家昵称最多100个字，不能有控制字符。", "A buyer's nick has at most 100 characters, none of them control characters.")
        : request.Names?.Count > MostNames || request.Own?.Count > MostNames || request.Own?.Any(o => CompanionAccess.Nick(o) is null) is true ? new PasteInvalid("own", "账号名不对。", "The account names are not right.")
        : null;
}
