using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Channels;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Queue;
using Zhanggui.Reception.Rules;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Reception.Replies;

internal sealed record ReplyFieldWrong(string Name, string Why, string WhyEn) : Refusal(RefusalKind.Invalid, "reception.reply.field_wrong", Why, WhyEn, Name);

/// <summary>Automatic replies as the book in force has them, and whether other words would keep the form. They change with the book: its draft, comments and date.</summary>
internal static class RepliesPart
{
    internal sealed record ReplyView(string Key, bool IsOn, string Text, long? AfterSeconds, long? FontSize, IReadOnlyList<string> Colours);

    internal sealed record FormView(long? MaxLines, long? FontSize, long? MaxColours, IReadOnlyList<string> Blocks);

    internal sealed record Answer(FormView Form, IReadOnlyList<ReplyView> Replies, string? Notice, string? Colour, string? WidgetName);

    internal sealed record CheckBody(Guid Shop, string? Key, bool IsOn, string? Text, long? AfterSeconds, long? FontSize, IReadOnlyList<string>? Colours);

    internal sealed record Hint(string Field, string Rule, Words Reason);

    internal sealed record Checked(int Lines, IReadOnlyList<Hint> Hints);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var replies = routes.MapGroup("/api/reception/replies").WithTags("Reception");
        replies.MapGet(string.Empty, ReadAsync).Requires(Permissions.ReadConversations);
        replies.MapPost("/check", CheckAsync).Requires(Permissions.ReadConversations);
    }

    private static async Task<IResult> ReadAsync(Guid shop, Actor actor, IShops shops, ShopRules rules, ChannelBook channels, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.ReadConversations, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        var section = await rules.SectionAsync(card.Id, clock.GetCurrentInstant(), ct);
        var widget = (await channels.ListAsync(card.Id, ct)).FirstOrDefault(c => c is { Kind: "web", IsEnabled: true });
        var form = section?.ReplyForm ?? new ReplyForm(null, null, null, []);
        return Results.Json(new Answer(
            new FormView(form.MaxLines, form.FontSize, form.MaxColours, form.Blocks),
            [.. (section?.WrittenReplies ?? []).Select(r => new ReplyView(r.Key, r.IsOn, r.Text ?? string.Empty, (long?)r.After?.TotalSeconds, r.FontSize, r.Colours))],
            section?.RecordingNotice, widget?.Settings.Colour, widget?.Name), HouseJson.Options);
    }

    private static async Task<IResult> CheckAsync(CheckBody body, Actor actor, IShops shops, ShopRules rules, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(body.Shop), Permissions.ReadConversations, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        if (body.Key is not { } key || !ReplyRules.Keys.Contains(key))
        {
            return new ReplyFieldWrong("key", "没有这种自动回复。", "There is no such automatic reply.").ToProblem();
        }

        var form = (await rules.SectionAsync(card.Id, clock.GetCurrentInstant(), ct))?.ReplyForm ?? new ReplyForm(null, null, null, []);
        var reply = new WrittenReply(key, body.IsOn, body.Text?.ReplaceLineEndings("\n"), body.AfterSeconds is { } seconds ? Duration.FromSeconds(seconds) : null, body.FontSize, [.. (body.Colours ?? []).Select(c => c.Trim()).Where(c => c.Length > 0)]);
        var found = ReplyRules.Check(form, reply).ToList();
        return found.Find(f => f.Finding.Severity == Severity.Error) is { Finding: { } wrong } first
            ? new ReplyFieldWrong(first.Field, wrong.Reason.Zh, wrong.Reason.En ?? wrong.Reason.Zh).ToProblem()
            : Results.Json(new Checked(ReplyRules.Lines(reply.Text), [.. found.Select(f => new Hint(f.Field, f.Finding.Rule, f.Finding.Reason))]), HouseJson.Options);
    }
}
