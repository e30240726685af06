using System.Data.Common;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Guarding;

namespace Zhanggui.Reception.Phrases;

/// <summary>Changes phrases one at a time, each with its version and, for those of the shop and of teams, its line in the audit.</summary>
internal sealed class PhraseDesk(Database database, PhraseBook book, TextGuard guard, TimeProvider clock)
{
    private const string UniqueViolation = "23505";

    /// <summary>Removed or not, if the actor may keep it.</summary>
    public async Task<Phrase?> FindAsync(Guid id, Actor actor, CancellationToken ct) =>
        await book.FindAsync(id, ct) is { } phrase && PhraseRules.Keeps(actor, phrase.Shop, phrase.Fields) ? phrase : null;

    public async Task<Outcome<Phrase>> SetAsync(ShopId shop, Guid? id, int version, PhraseFields fields, Actor actor, CancellationToken ct)
    {
        var made = id ?? NewId.Create(clock);
        var verdict = (await guard.EyeAsync(shop, fields.Team, ct))?.Look(fields.Text) ?? GuardVerdict.Passed;
        return await WriteAsync(made, shop, actor, (before, now) =>
            !PhraseRules.Keeps(actor, shop, fields) ? new ActNotAllowed()
            : before is null && version > 0 ? new PhraseNotFound()
            : before is not null && before.Version != version ? new PhraseChangedMeanwhile()
            : PhraseRules.Reasoned(fields, before?.Fields, verdict) is var kept && StoredEye.Refuse("text", verdict, kept.GuardReason) is { } no ? no
            : (new Phrase(made, shop, kept, version + 1, actor.Person, now, IsRemoved: false, before?.Uses ?? 0, before?.LastUsedAt), before is null ? "added" : "changed"), ct);
    }

    public Task<Outcome<Phrase>> SetRemovedAsync(Guid id, int version, bool isRemoved, Actor actor, CancellationToken ct) => WriteAsync(id, null, actor, (before, now) =>
        before is null ? new PhraseNotFound()
        : before.IsRemoved == isRemoved ? (before, null)
        : before.Version != version ? new PhraseChangedMeanwhile()
        : (before with { Version = version + 1, ChangedBy = actor.Person, ChangedAt = now, IsRemoved = isRemoved }, isRemoved ? "removed" : "restored"), ct);

    /// <summary>Nobody finds words right that the guard blocks.</summary>
    public async Task<Outcome<Phrase>> ReviewedAsync(Phrase seen, int version, LocalDate? next, Actor actor, CancellationToken ct)
    {
        var verdict = (await guard.EyeAsync(seen.Shop, seen.Fields.Team, ct))?.Look(seen.Fields.Text) ?? GuardVerdict.Passed;
        return await WriteAsync(seen.Id, null, actor, (before, now) =>
            before is null or { IsRemoved: true } ? new PhraseNotFound()
            : before.Version != version || before.Fields.Text != seen.Fields.Text ? new PhraseChangedMeanwhile()
            : StoredEye.Refuse("text", verdict, before.Fields.GuardReason) is { } no ? no
            : (before with { Fields = before.Fields with { ReviewOn = next }, Version = version + 1, ChangedBy = actor.Person, ChangedAt = now }, "reviewed"), ct);
    }

    private async Task<Outcome<Phrase>> WriteAsync(Guid id, ShopId? shop, Actor actor, Func<Phrase?, Instant, Outcome<(Phrase Phrase, string? What)>> decide, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        try
        {
            return await TryAsync(id, shop, actor, decide, now, ct);
        }
        catch (DbException error) when (error.SqlState == UniqueViolation)
        {
            return new PhraseChangedMeanwhile(); // two people wrote the same code in the same instant
        }
    }

    private Task<Outcome<Phrase>> TryAsync(Guid id, ShopId? shop, Actor actor, Func<Phrase?, Instant, Outcome<(Phrase Phrase, string? What)>> decide, Instant now, CancellationToken ct) =>
        database.WriteAsync<Outcome<Phrase>>(async (c, t) =>
        {
            var before = await PhraseBook.FindAsync(c, t, id, ct);
            if (before is not null && ((shop is { } here && before.Shop != here) || !PhraseRules.Keeps(actor, before.Shop, before.Fields)))
            {
                return new PhraseNotFound();
            }

            var decided = decide(before, now);
            if (decided.Refusal is { } no)
            {
                return no;
            }

            var (phrase, what) = decided.Value;
            if (what is null)
            {
                return phrase;
            }

            var most = phrase.Fields.Level == PhraseLevel.Own ? PhraseRules.MostOfPerson : PhraseRules.MostOfShop;
            if (what is "added" or "restored" && await PhraseBook.CountAsync(c, t, phrase.Shop, phrase.Fields, ct) >= most)
            {
                return new PhrasesTooMany(most);
            }

            if (!phrase.IsRemoved && await PhraseBook.IsCodeTakenAsync(c, t, phrase.Shop, phrase.Fields, id, ct))
            {
                return new PhraseCodeTaken(phrase.Fields.Code!);
            }

            await PhraseBook.SetAsync(c, t, phrase, what, ct);
            if (phrase.Fields.Level != PhraseLevel.Own)
            {
                await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(),
                    new AuditEntry(actor.Organisation, phrase.Shop, actor.Person, $"reception.phrase.{what}", "phrase", id.ToString(), After: new { version = phrase.Version, group = phrase.Fields.Group, code = phrase.Fields.Code }), ct);
            }

            return phrase;
        }, ct);
}
