using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Promises.Contracts;

namespace Zhanggui.Promises.Book;

/// <summary>Somebody who wants to act: may they act on promises of others too?</summary>
internal readonly record struct Acting(PersonId Person, bool MayHand);

/// <summary>What may be done with a promise. Pure: the same promise, act and moment give the same answer.</summary>
internal static class PromiseActs
{
    public const int WhatLength = 200;
    public const int TextLength = 300;
    public const int OrderLength = 64;
    public const int PolicyLength = 100;
    private const int FarthestDays = 400;

    public static Refusal? Make(string? what, Instant? due, string? order, string? policy, Instant now) =>
        string.IsNullOrWhiteSpace(what) || what.Trim().Length > WhatLength ? new PromiseWhatWrong(WhatLength)
        : IsWrong(due, now) ? new PromiseDueWrong(FarthestDays)
        : order is { Length: > OrderLength } ? new PromiseOrderWrong(OrderLength)
        : policy is { Length: > PolicyLength } ? new PromisePolicyWrong(PolicyLength)
        : null;

    /// <summary>Kept, with what shows it.</summary>
    public static Refusal? Keep(PromiseRow promise, Acting by, string? evidence) => Open(promise, by) ?? Needs("evidence", evidence);

    public static Refusal? Break(PromiseRow promise, Acting by, string? reason) => Open(promise, by) ?? Needs("reason", reason);

    /// <summary>Taken back: where the buyer knows of it, only with the buyer's yes.</summary>
    public static Refusal? Withdraw(PromiseRow promise, Acting by, string? reason, bool agreed) =>
        Open(promise, by) ?? Needs("reason", reason) ?? (promise.IsTold && !agreed ? new PromiseNeedsYes() : null);

    public static Refusal? Move(PromiseRow promise, Acting by, Instant? due, string? reason, bool agreed, Instant now) =>
        Open(promise, by) ?? (IsWrong(due, now) ? new PromiseDueWrong(FarthestDays) : null) ?? Needs("reason", reason) ?? (promise.IsTold && !agreed ? new PromiseNeedsYes() : null);

    public static Refusal? Chase(PromiseRow promise, Acting by, string? way, string? note) =>
        Open(promise, by) ?? (way is "message" or "phone" ? null : new PromiseWayWrong()) ?? Needs("note", note);

    /// <summary>One's own promise, or anybody's for who may hand over; never to oneself twice.</summary>
    public static Refusal? Hand(PromiseRow promise, Acting by, PersonId to, string? reason) =>
        Open(promise, by) ?? (promise.Owner == to ? new PromisePersonWrong() : null) ?? Needs("reason", reason);

    /// <summary>Taken over by who may hand over; what is one's own already is not taken.</summary>
    public static Refusal? Take(PromiseRow promise, Acting by) =>
        !by.MayHand ? new PromiseNotYours() : promise.Owner == by.Person ? new PromisePersonWrong() : promise.State != PromiseState.Open ? new PromiseEnded() : null;

    /// <summary>To whom a promise goes whose owner has left: who serves the conversation, else who has the fewest open promises, the same one whatever the order of the candidates.</summary>
    public static PersonId? Successor(PersonId owner, PersonId? serving, IReadOnlyDictionary<PersonId, int> openOnDuty) =>
        serving is { } one && one != owner && openOnDuty.ContainsKey(one)
            ? one
            : openOnDuty.Where(c => c.Key != owner).OrderBy(c => c.Value).ThenBy(c => c.Key.Value).Select(c => (PersonId?)c.Key).FirstOrDefault();

    private static Refusal? Open(PromiseRow promise, Acting by) =>
        promise.Owner != by.Person && !by.MayHand ? new PromiseNotYours() : promise.State != PromiseState.Open ? new PromiseEnded() : null;

    private static Refusal? Needs(string field, string? text) =>
        string.IsNullOrWhiteSpace(text) || text.Trim().Length > TextLength ? new PromiseReasonMissing(field, TextLength) : null;

    private static bool IsWrong(Instant? due, Instant now) => due is not { } at || at <= now || at > now + Duration.FromDays(FarthestDays);
}
