using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Channels;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Guarding;
using Zhanggui.Reception.Queue;
using Zhanggui.Reception.Rules;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Reception.Replies;

internal sealed record ReplyFieldWrong(string Name, string Why, string WhyEn) : Refusal(RefusalKind.Invalid, "reception.reply.field_wrong", Why, WhyEn, Name);

/// <summary>Automatic replies as the book in force has them, and whether other words would keep the form. They change with the book: its draft, comments and date.</summary>
internal static class RepliesPart
{
    internal sealed record ReplyView(string Key, bool IsOn, string Text, long? AfterSeconds, long? FontSize, IReadOnlyList<string> Colours);

    /// <summary>A text of the book in force that the guard does not let pass (any more); <paramref name="Path"/> is its place in the section.</summary>
    internal sealed record ReplyRing(string Path, TextMark Mark);

    internal sealed record FormView(long? MaxLines, long? FontSize, long? MaxColours, IReadOnlyList<string> Blocks);

    internal sealed record Answer(FormView Form, IReadOnlyList<ReplyView> Replies, string? Notice, string? Colour, string? WidgetName, IReadOnlyList<ReplyRing> Rings);

    internal sealed record CheckBody(Guid Shop, string? Key, bool IsOn, string? Text, long? AfterSeconds, long? FontSize, IReadOnlyList<string>? Colours);

    internal sealed record Hint(string Field, string Rule, Words Reason);

    /// <param name="Guard">What the guard of the book in force finds: what it blocks cannot be published, what asks for a reason is signed for.</param>
    internal sealed record Checked(int Lines, IReadOnlyList<Hint> Hints, TextMark? Guard);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var replies = routes.MapGroup("/api/reception/replies").WithTags("Reception");
        replies.MapGet(string.Empty, ReadAsync).Requires(Permissions.ReadConversations);
        replies.MapPost("/check", CheckAsync).Requires(Permissions.ReadConversations);
    }

    private static async Task<IResult> ReadAsync(Guid shop, Actor actor, IShops shops, ShopRules rules, ChannelBook channels, TextRings rings, TimeProvider clock, CancellationToken ct)
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
            section?.RecordingNotice, widget?.Settings.Colour, widget?.Name,
            [.. (await rings.OfKindAsync(card.Id, TextKind.Reply, ct)).SelectMany(r => r).Select(r => new ReplyRing(r.Ref, r.Mark))]), HouseJson.Options);
    }

    private static async Task<IResult> CheckAsync(CheckBody body, Actor actor, IShops shops, ShopRules rules, TextGuard guard, TimeProvider clock, CancellationToken ct)
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
        var verdict = string.IsNullOrWhiteSpace(reply.Text) ? null : (await guard.EyeAsync(card.Id, ct))?.Look(reply.Text);
        if (verdict is not null && StoredEye.Refuse("text", verdict, "signed") is { } stopped)
        {
            return stopped.ToProblem();
        }

        var found = ReplyRules.Check(form, reply).ToList();
        return found.Find(f => f.Finding.Severity == Severity.Error) is { Finding: { } wrong } first
            ? new ReplyFieldWrong(first.Field, wrong.Reason.Zh, wrong.Reason.En ?? wrong.Reason.Zh).ToProblem()
            : Results.Json(new Checked(ReplyRules.Lines(reply.Text), [.. found.Select(f => new Hint(f.Field, f.Finding.Rule, f.Finding.Reason))], verdict is { Hits.Count: > 0 } ? TextMark.Of(verdict) : null), HouseJson.Options);
    }
}
