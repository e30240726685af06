using Microsoft.AspNetCore.Http;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;

namespace Zhanggui.Guard.Desk;

/// <summary>A draft is looked at while it is written: nothing is kept of it.</summary>
internal static class CheckCalls
{
    private const int MostText = 10_000;

    internal sealed record CheckBody(Guid Conversation, string? Text);

    internal sealed record AbandonBody(Guid Id, Guid Conversation, IReadOnlyList<string>? Drafts);

    internal sealed record HitView(string Rule, string Kind, string Name, GuardLevel Level, int Start, int Length, string Text, string Reason, string? Suggestion, string? Replacement);

    /// <param name="Needs">What sending it takes: <c>free</c>, <c>needs-reason</c> or <c>shut</c>.</param>
    internal sealed record CheckAnswer(GuardLevel Verdict, IReadOnlyList<HitView> Hits, string? Rewrite, Way Needs, string? Book, int BookVersion);

    internal sealed record Abandoned(int Kept);

    public static async Task<IResult> CheckAsync(CheckBody body, Actor actor, IGuardedTalks talks, GuardGate gate, CancellationToken ct)
    {
        if (body.Text is not { Length: > 0 and <= MostText } text)
        {
            return new GuardTextWrong(MostText).ToProblem();
        }

        if (await talks.FindForAsync(actor, body.Conversation, ct) is not { } talk)
        {
            return new GuardedTalkNotFound().ToProblem();
        }

        var judged = await gate.JudgeAsync(talk, text, ct);
        var isChinese = !actor.Language.StartsWith("en", StringComparison.OrdinalIgnoreCase);
        return Results.Json(new CheckAnswer(judged.Verdict.Verdict, [.. judged.Verdict.Hits.Select(h => View(h, isChinese))], judged.Verdict.Rewrite,
            Effects.WayOf(judged.Verdict.Verdict, judged.IsApproved, GuardGate.MayPassApproved(actor, talk)), judged.Book.Book is { Length: > 0 } book ? book : null, judged.Book.Version), HouseJson.Options);
    }

    public static async Task<IResult> AbandonAsync(AbandonBody body, Actor actor, IGuardedTalks talks, GuardGate gate, CancellationToken ct) =>
        await talks.FindForAsync(actor, body.Conversation, ct) is { } talk
            ? Results.Json(new Abandoned(await gate.AbandonAsync(actor, talk, new GuardedMessage(body.Id, string.Empty, new GuardWord(null, body.Drafts)), ct)), HouseJson.Options)
            : new GuardedTalkNotFound().ToProblem();

    private static HitView View(GuardHit hit, bool isChinese) => new(
        hit.Rule, hit.Kind, isChinese ? hit.Name.Zh : hit.Name.En ?? hit.Name.Zh, hit.Level, hit.Start, hit.Length, hit.Text, isChinese ? hit.Reason.Zh : hit.Reason.En ?? hit.Reason.Zh, hit.Suggestion, hit.Replacement);
}
