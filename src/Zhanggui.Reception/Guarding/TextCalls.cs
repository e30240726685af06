using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Reception.Guarding;

internal sealed record TextWrong(int Limit) : Refusal(RefusalKind.Invalid, "reception.text.wrong", $"请给出要看的话，最多 {Limit} 个字。", $"Give the words to look at, at most {Limit} characters.", "text");

/// <summary>Kept words under the guard: a look while they are written, and how many of one's own fail.</summary>
internal static class TextCalls
{
    private const int MostText = 2000;

    internal sealed record CheckBody(Guid Shop, TeamId? Team, string? Text);

    internal sealed record Own(long Phrases, long Signatures);

    public static void AddStoredTexts(this IServiceCollection services)
    {
        services.AddSingleton<TextRings>();
        services.AddSingleton<TextGuard>();
        services.AddSingleton<RereadTextsJob>();
        services.AddSingleton<IJob>(s => s.GetRequiredService<RereadTextsJob>());
        services.AddSingleton<IBookJudge, BookTexts>();
    }

    public static void MapStoredTexts(this IEndpointRouteBuilder routes)
    {
        var texts = routes.MapGroup("/api/reception/texts").WithTags("Reception");
        texts.MapPost("/check", CheckAsync).Requires(Permissions.ReadConversations);
        texts.MapGet("/mine", MineAsync).Requires(Permissions.SendMessages);
    }

    private static async Task<IResult> CheckAsync(CheckBody body, Actor actor, IShops shops, TextGuard guard, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(body.Shop), Permissions.ReadConversations, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        return body.Text is not { Length: > 0 and <= MostText } text
            ? new TextWrong(MostText).ToProblem()
            : Results.Json(TextMark.Of(await guard.EyeAsync(card.Id, body.Team, ct) is { } eye ? eye.Look(text) : GuardVerdict.Passed), HouseJson.Options);
    }

    private static async Task<IResult> MineAsync(Guid shop, Actor actor, IShops shops, TextRings rings, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.SendMessages, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        var mine = await rings.CountOfAsync(card.Id, actor.Person, ct);
        return Results.Json(new Own(mine.GetValueOrDefault("phrase"), mine.GetValueOrDefault("signature")), HouseJson.Options);
    }
}
