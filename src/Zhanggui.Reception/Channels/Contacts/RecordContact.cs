using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Agents;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Queue;
using Zhanggui.Reception.Writing;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Channels.Contacts;

/// <summary>
/// <c>POST /api/reception/contacts?shop=</c>: an agent writes down a call, a visit or a QQ chat. It becomes a conversation of
/// that channel under the agent's name; the same id again is the same contact.
/// </summary>
internal static class RecordContact
{
    private const int NameLength = 60;
    private const int AccountLength = 100;
    private const int MostMinutes = 24 * 60;
    private const int MostRings = 99;
    private const string ReadBuyers = "shop.buyer.read";

    internal sealed record Line(string? Who, string? Text);

    /// <summary>Either a buyer of the book (<c>id</c>), or what is known of a new one; all may be empty for a passer-by.</summary>
    internal sealed record Who(BuyerId? Id, string? Name, string? Tel, string? Account);

    internal sealed record Request(Guid Id, string? Kind, string? Direction, Instant? At, int? Minutes, Who? Buyer, string? Summary, IReadOnlyList<Line>? Lines, string? Outcome, string? Class = null, int? Rings = null);

    public static void MapContacts(this IEndpointRouteBuilder routes)
    {
        var contacts = routes.MapGroup("/api/reception/contacts").WithTags("Reception");
        contacts.MapPost(string.Empty, HandleAsync).Requires(Permissions.SendMessages);
        contacts.MapGet(string.Empty, ContactRegister.ListAsync).Requires(Permissions.ReadConversations);
    }

    private static async Task<IResult> HandleAsync(Guid shop, Request request, Actor actor, IShops shops, IBuyers buyers, ChannelBook channels, ConversationWriter writer, ContactRegister register, ShopRules rules, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.SendMessages, ct) is not { } card || !actor.Can(Permissions.ReadConversations, card.Id))
        {
            return new ShopNotFound().ToProblem();
        }

        if (Check(request) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (request.Class is { } named && !(await rules.FloorAsync(card.Id, Kernel.Time.Clock.GetCurrentInstant(clock), ct)).ContactClasses.Contains(named, StringComparer.Ordinal))
        {
            return new ContactInvalid("class", "制度里没有这个类别。", "The rule book has no such class.").ToProblem();
        }

        var found = await FindBuyerAsync(request, card.Id, actor, buyers, ct);
        if (found.Refusal is { } no)
        {
            return no.ToProblem();
        }

        var channel = await channels.RecordedAsync(card.Organisation, card.Id, request.Kind!, NameOf(request.Kind!), actor.Person, ct);
        var buyer = found.Value;
        var arrival = new Arrival(card.Id, channel.Id, channel.Kind, channel.Name, buyer.Id.Value, buyer.Identity, new About(buyer.Name, buyer.Note));
        var lines = (request.Lines ?? []).Select((l, i) => new ContactLine(LineId(request.Id, i), l.Who == "buyer", l.Text!.Trim())).ToList();
        var at = request.At ?? Kernel.Time.Clock.GetCurrentInstant(clock);
        var contact = new Contact(request.Direction == "out", at, request.Minutes, request.Summary?.Trim() ?? string.Empty, lines, string.IsNullOrWhiteSpace(request.Outcome) ? null : request.Outcome.Trim());
        var send = new Send(Party.Of(actor), SenderKind.Agent, new Words(request.Id, MessageKind.System, string.Empty), arrival) { Contact = contact };
        var result = await writer.ActAsync(send, ct);
        if (result is { Refusal: null, Head: { } head })
        {
            await register.AddAsync(new BookedContact(request.Id, card.Id, head.Id, request.Kind!, request.Direction!, at, request.Minutes, request.Class, request.Rings, actor.Person), ct);
        }

        return Answers.Act(result);
    }

    private static Refusal? Check(Request request)
    {
        if (request.Kind is null || !ChannelKinds.Recorded.Contains(request.Kind, StringComparer.Ordinal))
        {
            return new ContactInvalid("kind", "请选择电话、到店或 QQ。", "Choose telephone, visit or QQ.");
        }

        if (request.Direction is not ("in" or "out"))
        {
            return new ContactInvalid("direction", "请选择对方找来，还是我方联系。", "Say who began: in or out.");
        }

        if (request.Minutes is < 0 or > MostMinutes)
        {
            return new ContactInvalid("minutes", $"时长请填 0 到 {MostMinutes} 分钟。", $"Between 0 and {MostMinutes} minutes, please.");
        }

        if (request.Rings is < 0 or > MostRings || (request.Rings is not null && request.Kind != ChannelKinds.Telephone))
        {
            return new ContactInvalid("rings", $"响铃次数请填 0 到 {MostRings}，只有电话有。", $"Between 0 and {MostRings} rings, and only for calls.");
        }

        if (request.Lines?.Any(l => l.Who is not ("buyer" or "agent") || l.Text is null) is true)
        {
            return new ContactInvalid("lines", "每句话要写明是谁说的。", "Say of each line who said it.");
        }

        var who = request.Buyer;
        return who?.Name?.Length > NameLength ? new ContactInvalid("buyer.name", $"姓名最多{NameLength}个字。", $"A name has at most {NameLength} characters.")
            : who?.Tel?.Length > AccountLength ? new ContactInvalid("buyer.tel", $"电话最多{AccountLength}个字符。", $"A number has at most {AccountLength} characters.")
            : who?.Account?.Length > AccountLength ? new ContactInvalid("buyer.account", $"账号最多{AccountLength}个字符。", $"An account has at most {AccountLength} characters.")
            : request.Outcome?.Length > NameLength ? new ContactInvalid("outcome", $"结果最多{NameLength}个字。", $"An outcome has at most {NameLength} characters.")
            : null;
    }

    /// <summary>A caller is known again by the number, a QQ friend by the account; whoever has given neither is somebody new.</summary>
    private static async Task<Outcome<BuyerSummary>> FindBuyerAsync(Request request, ShopId shop, Actor actor, IBuyers buyers, CancellationToken ct)
    {
        var who = request.Buyer ?? new Who(null, null, null, null);
        if (who.Id is { } id)
        {
            return actor.Can(ReadBuyers, shop) && await buyers.FindAsync(id, ct) is { IsErased: false } known && known.Shop == shop
                ? known
                : new ContactInvalid("buyer.id", "没有找到这位客户。", "There is no such buyer.");
        }

        var tel = Digits(who.Tel);
        var external = request.Kind == "qq" && !string.IsNullOrWhiteSpace(who.Account) ? who.Account.Trim() : tel.Length > 0 ? $"tel:{tel}" : $"contact:{request.Id:n}";
        // Whoever telephoned and then comes to the desk is the same person by the same number.
        var knownBy = request.Kind == ChannelKinds.Visit && tel.Length > 0 ? ChannelKinds.Telephone : request.Kind!;
        return await buyers.FindOrCreateAsync(shop, knownBy, external, new BuyerProfile(who.Name, BuyerIdentity.Claimed, string.IsNullOrWhiteSpace(who.Tel) ? null : who.Tel.Trim()), ct);
    }

    private static string Digits(string? tel)
    {
        var digits = string.Concat((tel ?? string.Empty).Where(char.IsAsciiDigit));
        return digits.Length > 11 && digits.StartsWith("86", StringComparison.Ordinal) ? digits[2..] : digits;
    }

    private static string NameOf(string kind) => kind switch
    {
        ChannelKinds.Telephone => "电话",
        ChannelKinds.Visit => "到店",
        _ => "QQ",
    };

    private static Guid LineId(Guid contact, int index)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{contact:n}\n{index}"), hash);
        return new Guid(hash[..16], bigEndian: true);
    }
}
