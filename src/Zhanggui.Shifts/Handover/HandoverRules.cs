using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Shifts.Handover;

/// <summary>What the rules of handing over look at.</summary>
/// <param name="Log">The leaver's open items.</param>
/// <param name="Equipment">States that somebody entered; what nobody entered is not being switched.</param>
/// <param name="Done">Points of the preparation list that are done.</param>
internal sealed record HandoverLook(IReadOnlyCollection<LogItemRow> Log, IReadOnlyCollection<EquipmentRow> Equipment, IReadOnlyCollection<string> Done);

/// <summary>What may be written, handed over, received and closed. Pure.</summary>
internal static class HandoverRules
{
    public const int TextLength = 1000;
    public const int SummaryLength = 2000;
    public const int ReasonLength = 300;
    private const int Named = 3;
    private const int NameLength = 24;

    /// <summary>An item needs cause, course and result, each of them (HAND-02).</summary>
    public static Refusal? Write(string? cause, string? course, string? result) =>
        IsWrong(cause, TextLength) ? new LogTextWrong("cause", "起因", "cause", TextLength)
        : IsWrong(course, TextLength) ? new LogTextWrong("course", "经过", "course", TextLength)
        : IsWrong(result, TextLength) ? new LogTextWrong("result", "结果", "result", TextLength)
        : null;

    /// <summary>Somebody handles, adds to or closes an item of their own; anybody's for who sees all.</summary>
    public static Refusal? Act(LogItemRow item, PersonId by, bool seesAll, string? text) =>
        item.Owner != by && !seesAll ? new LogItemNotYours()
        : item.ClosedAt is not null ? new LogItemClosed()
        : IsWrong(text, TextLength) ? new LogTextWrong("text", "处理情况", "what was done", TextLength)
        : null;

    /// <summary>An event that blocks is closed by being handled first: closing never hides it.</summary>
    public static Refusal? Handle(LogItemRow item, PersonId by, bool seesAll, string? text) =>
        Act(item, by, seesAll, text) ?? (item.HandledAt is not null ? new LogItemClosed() : null);

    /// <summary>What stands against a handover now (HAND-09 to HAND-11): unresolved events from the book's level up, equipment being started or stopped, preparation that is not done.</summary>
    public static IReadOnlyList<Refusal> Blocks(HandoverLook look, HandoverBookRules book)
    {
        var blocks = new List<Refusal>();
        if (book.BlocksFrom is { } from && look.Log.Where(i => i.Sort == LogSort.Event && i.Level >= from && i is { HandledAt: null, ClosedAt: null }).OrderByDescending(i => i.Level).ThenBy(i => i.WrittenAt).ThenBy(i => i.Id).ToList() is { Count: > 0 } events)
        {
            blocks.Add(new HandoverEventOpen(events.Count, Names(events.Select(e => e.Cause))));
        }

        if (look.Equipment.Where(e => e.State is EquipmentState.Starting or EquipmentState.Stopping && book.Equipment.Contains(e.Name)).Select(e => e.Name).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } switching)
        {
            blocks.Add(new HandoverEquipmentSwitching(Names(switching)));
        }

        if (book.Preparation.Where(p => !look.Done.Contains(p)).ToList() is { Count: > 0 } missing)
        {
            blocks.Add(new HandoverUnprepared(book.Preparation.Count - missing.Count, book.Preparation.Count, Names(missing)));
        }

        return blocks;
    }

    /// <summary>Signed by the leaver, to somebody else; past the blocks that a supervisor excepted.</summary>
    public static Refusal? Sign(HandoverRow handover, PersonId by, IReadOnlyList<Refusal> blocks) =>
        handover.State != HandoverState.Draft ? new HandoverMoved()
        : handover.Receiver is not { } receiver || receiver == by ? new HandoverReceiverWrong()
        : blocks.FirstOrDefault(b => !IsExcepted(handover, b));

    /// <summary>Past the blocks there are, by name and with a reason; never one's own handover.</summary>
    public static Refusal? Except(HandoverRow handover, PersonId by, IReadOnlyList<Refusal> blocks, string? reason) =>
        handover.State != HandoverState.Draft ? new HandoverMoved()
        : handover.Leaver == by ? new HandoverExceptionOwn()
        : blocks.Count == 0 ? new HandoverNothingBlocks()
        : IsWrong(reason, ReasonLength) ? new HandoverReasonMissing(ReasonLength)
        : null;

    public static Refusal? Recall(HandoverRow handover, PersonId by) =>
        handover.Leaver != by ? new HandoverNotYours() : handover.State != HandoverState.Offered ? new HandoverMoved() : null;

    /// <summary>Signed by the receiver as themselves; what is not taken needs a reason.</summary>
    public static Refusal? Receive(HandoverRow handover, PersonId by, IReadOnlyCollection<string?> reasons) =>
        handover.Receiver != by ? new HandoverNotYours()
        : handover.State != HandoverState.Offered ? new HandoverMoved()
        : reasons.Any(r => IsWrong(r, ReasonLength)) ? new HandoverReasonMissing(ReasonLength)
        : null;

    public static bool IsExcepted(HandoverRow handover, Refusal block) => handover.ExceptedBlocks?.Split(',').Contains(block.Code) == true;

    /// <summary>
    /// To whom: whoever's shift follows (the earliest that begins after the leaver's own and is not over), else whoever is on duty, by name.
    /// The order of what is given changes nothing.
    /// </summary>
    public static PersonId? Successor(PersonId leaver, LocalDateTime now, IReadOnlyCollection<RosterShift> shifts, IReadOnlyCollection<(PersonId Person, string Name, bool IsOnDuty)> able)
    {
        var timed = shifts.Where(s => s.Start is not null).Select(s => (s.Person, From: s.Date + s.Start!.Value, Until: End(s))).ToList();
        var own = timed.Where(s => s.Person == leaver && s.From <= now).Select(s => (LocalDateTime?)s.From).Max();
        var others = able.Where(a => a.Person != leaver).Select(a => a.Person).ToHashSet();
        var next = timed.Where(s => others.Contains(s.Person) && s.Until > now && (own is null || s.From > own)).OrderBy(s => s.From).ThenBy(s => s.Person.Value).Select(s => (PersonId?)s.Person).FirstOrDefault();
        return next ?? able.Where(a => a.IsOnDuty && a.Person != leaver).OrderBy(a => a.Name, StringComparer.Ordinal).ThenBy(a => a.Person.Value).Select(a => (PersonId?)a.Person).FirstOrDefault();
    }

    private static LocalDateTime End(RosterShift shift) =>
        shift.End is not { } end ? shift.Date.PlusDays(1).AtMidnight() : (end > shift.Start!.Value ? shift.Date : shift.Date.PlusDays(1)) + end;

    private static bool IsWrong(string? text, int most) => string.IsNullOrWhiteSpace(text) || text.Trim().Length > most;

    private static string Names(IEnumerable<string> some)
    {
        var all = some.ToList();
        var named = string.Join('、', all.Take(Named).Select(n => n.Length > NameLength ? $"{n[..NameLength]}…" : n));
        return all.Count > Named ? $"{named} 等 {all.Count} 项" : named;
    }
}
