using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Reception.Agents;
using Zhanggui.Reception.Channels;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Guarding;
using Zhanggui.Reception.Phrases;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Companion;

/// <summary>The small window beside a platform's chat: the buyer's words are pasted in, the answer passes the guard, is copied out and recorded.</summary>
internal static class CompanionPart
{
    internal sealed record ChannelRequest(Guid Shop, string? Kind);

    internal sealed record FindRequest(Guid Shop, Guid Channel, string? Buyer);

    internal sealed record AnswerRequest(Guid Id, ConversationId Conversation, string? Text, GuardWord? Guard = null, bool? TakeOver = null);

    private sealed record Account(ChannelId Id, string Kind, string Name);

    public static void AddCompanion(this IServiceCollection services)
    {
        services.AddSingleton<CompanionAccess>();
        services.AddSingleton<PasteIds>();
    }

    public static void MapCompanion(this IEndpointRouteBuilder routes)
    {
        var companion = routes.MapGroup("/api/companion").WithTags("Reception");
        companion.MapGet("/accounts", AccountsAsync).Requires(Permissions.SendMessages);
        companion.MapPost("/accounts", AddAccountAsync).Requires(Permissions.SendMessages);
        companion.MapPost("/find", FindAsync).Requires(Permissions.SendMessages);
        companion.MapPost("/paste", PasteTalk.HandleAsync).Requires(Permissions.SendMessages);
        companion.MapPost("/answers", AnswerAsync).Requires(Permissions.SendMessages);
    }

    /// <summary>The shop's accounts on platforms, the platforms that have none yet, and the names under which its people speak there.</summary>
    private static async Task<IResult> AccountsAsync(Guid shop, Actor actor, CompanionAccess access, ChannelBook channels, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, shop, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        var known = (await channels.ListAsync(card.Id, ct)).Where(c => c.IsEnabled && ChannelKinds.IsPlatform(c.Kind)).ToList();
        return Results.Json(new
        {
            accounts = known.Select(c => new Account(c.Id, c.Kind, c.Name)),
            platforms = ChannelKinds.Platforms.Where(p => known.TrueForAll(c => c.Kind != p)),
            own = await access.OwnNamesAsync(card, ct),
        }, HouseJson.Options);
    }

    /// <summary>A platform on which nobody wrote anything down yet gets its channel on first use, as a telephone does.</summary>
    private static async Task<IResult> AddAccountAsync(ChannelRequest request, Actor actor, CompanionAccess access, ChannelBook channels, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, request.Shop, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        if (request.Kind is null || !ChannelKinds.IsPlatform(request.Kind))
        {
            return new ChannelInvalid("kind", "请选择平台。", "Choose the platform.").ToProblem();
        }

        var channel = await channels.RecordedAsync(card.Organisation, card.Id, request.Kind, NameOf(request.Kind), actor.Person, ct);
        return Results.Json(new Account(channel.Id, channel.Kind, channel.Name), HouseJson.Options);
    }

    /// <summary>The talk with a buyer named by nick; nobody is made by asking.</summary>
    private static async Task<IResult> FindAsync(FindRequest request, Actor actor, CompanionAccess access, Database database, ConversationReader reader, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, request.Shop, ct) is not { } shop)
        {
            return new ShopNotFound().ToProblem();
        }

        if (await access.FindChannelAsync(shop, request.Channel, ct) is not { } channel)
        {
            return new ChannelNotFound().ToProblem();
        }

        if (CompanionAccess.Nick(request.Buyer) is not { } nick)
        {
            return new PasteInvalid("buyer", "请填写买家昵称，最多100个字。", "Give the buyer's nick, at most 100 characters.").ToProblem();
        }

        Conversation? head = null;
        if (await access.FindBuyerAsync(channel, nick, ct) is { } buyer)
        {
            await using var connection = await database.OpenAsync(ct);
            head = await reader.FindOfBuyerAsync(connection, null, channel.Id, buyer.Value, ct);
        }

        return Answers.Json(head is not null && Party.Of(actor).Sees(head) ? head : null, static (json, found) =>
        {
            json.WriteStartObject();
            json.WritePropertyName("head"u8);
            if (found is null)
            {
                json.WriteNullValue();
            }
            else
            {
                HeadJson.WriteForAgents(json, found);
            }

            json.WriteEndObject();
        });
    }

    /// <summary>
    /// What the agent copies out and says on the platform: through the same gate as everything that is sent. It is copied only after this has answered, so what is
    /// stopped never reaches the clipboard.
    /// </summary>
    private static async Task<IResult> AnswerAsync(AnswerRequest request, Actor actor, ConversationReader reader, ConversationWriter writer, SendGate gate, CancellationToken ct)
    {
        var text = request.Text ?? string.Empty;
        if (PhraseRules.OpenVariable(text) is { } open)
        {
            return Answers.Problem(new MessageVariableOpen(open));
        }

        var party = Party.Of(actor);
        if (await reader.FindAsync(request.Conversation, ct) is not { } head || !party.Sees(head) || !ChannelKinds.IsPlatform(head.ChannelKind))
        {
            return Answers.Problem(new ConversationNotFound());
        }

        // Asked before the guard is: who has the buyer decides whether there is an answer at all.
        if (request.TakeOver != true && Conversations.Conversations.IsOfAnother(head, party))
        {
            return Answers.Problem(new ConversationOfAnother(head.AssigneeName ?? string.Empty));
        }

        var words = new Words(request.Id, MessageKind.Text, text, JsonSerializer.SerializeToUtf8Bytes(new { copied = true }, HouseJson.Options)) { IsRecorded = true };
        var passage = await gate.AskAsync(party, request.Conversation, words, request.Guard, ct);
        return passage.Refusal is { } refusal
            ? Answers.Problem(refusal)
            : Answers.Act(await writer.ActAsync(new Send(party, SenderKind.Agent, words) { IsBeside = true, TakesOver = request.TakeOver == true, Conversation = request.Conversation, Trace = passage.Trace }, ct));
    }

    private static string NameOf(string kind) => kind switch
    {
        "taobao" => "淘宝",
        "tmall" => "天猫",
        "jd" => "京东",
        "pinduoduo" => "拼多多",
        "douyin" => "抖店",
        _ => "快手",
    };
}
