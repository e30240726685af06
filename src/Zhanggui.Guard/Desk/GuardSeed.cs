using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Disputes;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;

namespace Zhanggui.Guard.Desk;

/// <inheritdoc cref="IGuardSeed"/>
internal sealed class GuardSeed(IGuardedPast past, IGuardedTalks talks, IPeople people, GuardGate gate, DisputeBook disputes, TimeProvider clock) : IGuardSeed
{
    private const int MostTalks = 200;
    private const int MostLines = 200;
    private static readonly Duration Thinking = Duration.FromSeconds(4);

    public async Task<int> SowAsync(ShopId shop, int days, IReadOnlyList<GuardTale> tales, IReadOnlyList<string> reasons, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var (looked, told) = (0, new HashSet<GuardTale>());
        foreach (var head in await past.HeadsAsync(shop, now - Duration.FromDays(days), Guid.Empty, now, MostTalks, ct))
        {
            var (lines, _) = await past.LinesAsync(head.Conversation, 0, MostLines, ct);
            foreach (var line in lines.Where(l => l is { IsBuyer: false, Person: not null }))
            {
                if (await people.ActorOfAsync(line.Person!.Value, ct) is not { } actor || await talks.FindForAsync(actor, head.Conversation, ct) is not { } talk)
                {
                    continue;
                }

                // What was said later is not known yet.
                var before = lines.Where(l => l.Seq < line.Seq).ToList();
                talk = talk with
                {
                    Line = talk.Line with
                    {
                        Earlier = [.. before.Select(l => new EarlierLine(l.IsBuyer, l.Text, l.Person?.ToString(), l.At))],
                        BuyerText = before.LastOrDefault(l => l.IsBuyer)?.Text,
                    },
                };
                var tale = tales.FirstOrDefault(t => line.Text.Contains(t.Line, StringComparison.Ordinal));
                tale = tale is not null && told.Add(tale) ? tale : null;
                await TellAsync(actor, talk, line, tale, ct);
                var word = new GuardWord(null, tale?.Drafts);
                if (await PassAsync(actor, talk, new GuardedMessage(line.Message, line.Text, word), line.At, ct) is GuardReasonMissing && reasons.Count > 0)
                {
                    await PassAsync(actor, talk, new GuardedMessage(line.Message, line.Text, word with { Reason = reasons[looked % reasons.Count] }), line.At, ct);
                }

                looked++;
            }
        }

        return looked;
    }

    /// <summary>What was said long ago is kept by itself: its message stands in the record already.</summary>
    private async Task<Refusal?> PassAsync(Actor actor, GuardedTalk talk, GuardedMessage message, Instant at, CancellationToken ct)
    {
        var passage = await gate.PassAsync(actor, talk, message, at, ct);
        if (passage.Trace is { } trace)
        {
            await gate.KeepAsync(trace, ct);
        }

        return passage.Refusal;
    }

    private async Task TellAsync(Actor actor, GuardedTalk talk, GuardedPastLine line, GuardTale? tale, CancellationToken ct)
    {
        if (tale?.Tried is { } tried)
        {
            await PassAsync(actor, talk, new GuardedMessage(NewId.Create(clock), tried, null), line.At - Thinking, ct);
        }

        if (tale?.GivenUp is { } given)
        {
            await gate.AbandonAsync(actor, talk, new GuardedMessage(NewId.Create(clock), string.Empty, new GuardWord(null, [given])), line.At - Thinking, ct);
        }

        if (tale?.Fine is { } note && (tale.Tried ?? tale.GivenUp ?? (tale.Drafts is [var first, ..] ? first : null)) is { } text && await gate.JudgeAsync(talk, text, ct) is { Verdict.Hits: [var hit, ..] } judged)
        {
            await disputes.AddAsync(new Dispute(NewId.Create(clock), talk.Shop, talk.Subject, talk.Conversation, actor.Person, line.Message, line.At, hit.Rule, hit.Kind, hit.Name.Zh, hit.Level, judged.Book.Book, judged.Book.Version,
                hit.Start, hit.Length, DisputeState.Open, null, null, null, null, null, new DisputeWords(hit.Text, text, note), null), ct);
        }
    }
}
