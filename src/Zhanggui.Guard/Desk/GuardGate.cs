using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Ledger;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Guard.Desk;

/// <summary>A message under the rules of its moment.</summary>
internal sealed record Judged(GuardVerdict Verdict, BookName Book, bool IsApproved);

/// <inheritdoc cref="IGuardGate"/>
internal sealed class GuardGate(IGuardBooks books, IGuardFacts knowledge, OwnedNumbers owned, HitLedger ledger, TimeProvider clock) : IGuardGate
{
    public const int ReasonLength = 200;
    private const int MostDrafts = 5;
    private const int DraftLength = 5000;
    private const string SoothingKind = "soothing";
    private static readonly BookName NoBook = new(string.Empty, 0, string.Empty);

    public async ValueTask<bool> StandsAsync(ShopId shop, CancellationToken ct) => Stands(await books.ForAsync(shop, clock.GetCurrentInstant(), ct));

    public async Task<Judged> JudgeAsync(GuardedTalk talk, string text, CancellationToken ct) =>
        await SightAsync(talk, [text], clock.GetCurrentInstant(), ct) is { } sight ? sight.Judge(text) : new Judged(GuardVerdict.Passed, NoBook, false);

    public static bool MayPassApproved(Actor actor, GuardedTalk talk) => actor.Can(Permissions.PassApproved, talk.Shop, talk.Team);

    public Task<GuardPassage> PassAsync(Actor actor, GuardedTalk talk, GuardedMessage message, CancellationToken ct) => PassAsync(actor, talk, message, clock.GetCurrentInstant(), ct);

    public Task KeepAsync(GuardTrace trace, CancellationToken ct) => ledger.KeepAsync(trace, ct);

    /// <summary>As if it were sent at that instant, under the rules of today: for demonstrations.</summary>
    public async Task<GuardPassage> PassAsync(Actor actor, GuardedTalk talk, GuardedMessage message, Instant now, CancellationToken ct)
    {
        if (await SightAsync(talk, [message.Text, .. Drafts(message)], now, ct) is not { } sight)
        {
            return default;
        }

        var reason = string.IsNullOrWhiteSpace(message.Word?.Reason) ? null : message.Word.Reason.Trim();
        if (reason?.Length > ReasonLength)
        {
            return new GuardPassage(new GuardReasonWrong(ReasonLength), null);
        }

        var sent = sight.Judge(message.Text);
        var refusal = Refuse(sent, MayPassApproved(actor, talk), reason);
        var kept = new List<KeptHit>();
        foreach (var hit in sent.Verdict.Hits)
        {
            kept.Add(refusal is null
                ? Keep(hit, Effects.OfSent(hit.Level), new HitWords(hit.Text, null, hit.Level >= GuardLevel.Confirm ? reason : null))
                : Keep(hit, HitEffect.Stopped, new HitWords(hit.Text, message.Text, null)));
        }

        if (refusal is null)
        {
            foreach (var draft in Drafts(message))
            {
                kept.AddRange(Effects.OfDraft(sight.Judge(draft).Verdict, sent.Verdict, message.Text)
                    .Where(d => !kept.Exists(k => k.Rule == d.Hit.Rule && k.Words!.Slice == d.Hit.Text))
                    .Select(d => Keep(d.Hit, d.Effect, new HitWords(d.Hit.Text, null, null))).ToList());
            }
        }

        var told = refusal is null && sent.Verdict.Hits.Any(h => h.Kind == SoothingKind) ? new SoothedAgain(talk.Shop, talk.Conversation, actor.Person, message.Id, now.ToUnixTimeMilliseconds()) : null;
        return new GuardPassage(refusal, await ledger.SealAsync(kept, ct, told));

        KeptHit Keep(GuardHit hit, HitEffect effect, HitWords words) => Row(actor, talk, message.Id, now, hit, sent.Book, effect, words);
    }

    /// <summary>Drafts that rang and were not sent; what does not ring (any more) leaves no trace.</summary>
    public Task<int> AbandonAsync(Actor actor, GuardedTalk talk, GuardedMessage drafts, CancellationToken ct) => AbandonAsync(actor, talk, drafts, clock.GetCurrentInstant(), ct);

    /// <summary>As if it were given up at that instant.</summary>
    public async Task<int> AbandonAsync(Actor actor, GuardedTalk talk, GuardedMessage drafts, Instant now, CancellationToken ct)
    {
        if (await SightAsync(talk, [.. Drafts(drafts)], now, ct) is not { } sight)
        {
            return 0;
        }

        var kept = new List<KeptHit>();
        foreach (var draft in Drafts(drafts))
        {
            var judged = sight.Judge(draft);
            kept.AddRange(judged.Verdict.Hits.Where(h => !kept.Exists(k => k.Rule == h.Rule && k.Words!.Slice == h.Text))
                .Select(h => Row(actor, talk, drafts.Id, now, h, judged.Book, HitEffect.Abandoned, new HitWords(h.Text, draft, null))).ToList());
        }

        if (await ledger.SealAsync(kept, ct) is { } trace)
        {
            await ledger.KeepAsync(trace, ct);
        }

        return kept.Count;
    }

    private static Refusal? Refuse(Judged sent, bool mayPassApproved, string? reason)
    {
        if (sent.Verdict.Hits.Count == 0)
        {
            return null;
        }

        var gravest = sent.Verdict.Hits.MaxBy(h => h.Level)!;
        return Effects.WayOf(sent.Verdict.Verdict, sent.IsApproved, mayPassApproved) switch
        {
            Way.Free => null,
            Way.NeedsReason => reason is null ? GuardReasonMissing.By(gravest) : null,
            _ => GuardBlocked.By(gravest),
        };
    }

    private static IEnumerable<string> Drafts(GuardedMessage message) =>
        (message.Word?.Drafts ?? []).Where(d => !string.IsNullOrWhiteSpace(d) && d.Length <= DraftLength && d.Trim() != message.Text.Trim()).Distinct(StringComparer.Ordinal).Take(MostDrafts);

    private KeptHit Row(Actor actor, GuardedTalk talk, Guid act, Instant now, GuardHit hit, BookName book, HitEffect effect, HitWords words) => new(
        NewId.Create(clock), talk.Shop, talk.Subject, talk.Conversation, actor.Person, act, now, hit.Rule, hit.Kind, hit.Name.Zh, hit.Level, book.Book, book.Version, hit.Start, hit.Length, effect, words,
        new HitPlace(talk.Team, talk.Line.Team, talk.Line.Channel));

    /// <summary>A preset that nobody has put in force guards nobody.</summary>
    public static bool Stands(InForce<GuardBook> book) => book.Book.Version > 0 && book.Rules.Rules.Count > 0;

    private async Task<Sight?> SightAsync(GuardedTalk talk, IReadOnlyList<string> texts, Instant now, CancellationToken ct)
    {
        var book = await books.ForAsync(talk.Shop, clock.GetCurrentInstant(), ct, talk.Line.Team);
        if (!Stands(book))
        {
            return null;
        }

        var facts = await knowledge.ForAsync(talk.Shop, talk.Line.Item, talk.Line.Buyer, now, ct);
        return new Sight(book, talk.Line with { At = now }, facts with { Names = talk.Names.Count == 0 ? facts.Names : [.. facts.Names, .. talk.Names], OwnerOf = await owned.ForAsync(talk, texts, ct) });
    }

    /// <summary>Everything that one look needs.</summary>
    private sealed record Sight(InForce<GuardBook> Book, GuardLine Line, GuardFacts Facts)
    {
        public Judged Judge(string text)
        {
            var verdict = Book.Rules.Check(Line with { Text = text }, Facts);
            return new(verdict, Book.Book, verdict.Hits.Count > 0 && Facts.Approved.Any(a => a.Trim() == text.Trim()));
        }
    }
}
