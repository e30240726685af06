using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Shifts.Handover;

/// <summary>What an item of the duty log is about.</summary>
internal enum LogSort
{
    Event,
    Instruction,
}

/// <summary>How much hangs on it; the book says from which one up an unresolved event blocks a handover.</summary>
internal enum LogLevel
{
    Normal,
    Major,
    Urgent,
}

internal enum HandoverState
{
    Draft,

    /// <summary>The leaver has signed; the receiver has not.</summary>
    Offered,

    Done,
}

internal enum EquipmentState
{
    Running,
    Stopped,
    Starting,
    Stopping,
    Faulty,
}

/// <summary>A row of <c>shifts_log_item</c>.</summary>
internal sealed class LogItemRow
{
    public required Guid Id { get; init; }

    public required ShopId ShopId { get; init; }

    public required LogSort Sort { get; init; }

    public required LogLevel Level { get; init; }

    public required string Cause { get; init; }

    public required string Course { get; init; }

    public required string Result { get; init; }

    public required PersonId WrittenBy { get; init; }

    public required Instant WrittenAt { get; init; }

    public required PersonId Owner { get; set; }

    /// <summary>Nothing more is to be done at once; it stays open until its receiver closes it.</summary>
    public Instant? HandledAt { get; set; }

    public Instant? ClosedAt { get; set; }
}

/// <summary>A row of <c>shifts_log_act</c>: never changed.</summary>
internal sealed class LogActRow
{
    public required Guid Id { get; init; }

    public required Guid ItemId { get; init; }

    public required Instant At { get; init; }

    /// <summary>Null = the house.</summary>
    public PersonId? PersonId { get; init; }

    public required string Act { get; init; }

    public string? Text { get; init; }

    public PersonId? OwnerBefore { get; init; }

    public PersonId? OwnerAfter { get; init; }
}

/// <summary>A row of <c>shifts_handover</c>.</summary>
internal sealed class HandoverRow
{
    public required Guid Id { get; init; }

    public required ShopId ShopId { get; init; }

    public required PersonId Leaver { get; init; }

    public PersonId? Receiver { get; set; }

    public required HandoverState State { get; set; }

    /// <summary>The leaver's own words about the day.</summary>
    public string? Summary { get; set; }

    /// <summary>The day's counts as they stood when the leaver signed, as JSON.</summary>
    public string? Counts { get; set; }

    public required Instant BegunAt { get; init; }

    public Instant? LeaverSignedAt { get; set; }

    public Instant? ReceiverSignedAt { get; set; }

    public PersonId? ExceptedBy { get; set; }

    public Instant? ExceptedAt { get; set; }

    public string? Exception { get; set; }

    /// <summary>The codes of the blocks that were excepted, with commas.</summary>
    public string? ExceptedBlocks { get; set; }
}

/// <summary>A row of <c>shifts_handover_line</c>.</summary>
internal sealed class HandoverLineRow
{
    public const string Log = "log";

    public required Guid Id { get; init; }

    public required Guid HandoverId { get; init; }

    public required int Place { get; init; }

    public required string Kind { get; init; }

    public required string Ref { get; init; }

    public required string Title { get; init; }

    public required Instant Since { get; init; }

    public Instant? DueAt { get; init; }

    public required bool IsUrgent { get; init; }

    public string? Link { get; init; }

    /// <summary>Why the receiver did not take it; it stays with the leaver.</summary>
    public string? Refused { get; set; }
}

/// <summary>A row of <c>shifts_handover_act</c>: never changed.</summary>
internal sealed class HandoverActRow
{
    public required Guid Id { get; init; }

    public required Guid HandoverId { get; init; }

    public required Instant At { get; init; }

    public PersonId? PersonId { get; init; }

    public required string Act { get; init; }

    public string? Text { get; init; }
}

/// <summary>A row of <c>shifts_handover_tick</c>: a point of the preparation list that is done.</summary>
internal sealed class HandoverTickRow
{
    public required Guid HandoverId { get; init; }

    public required string Name { get; init; }

    public required PersonId PersonId { get; init; }

    public required Instant At { get; init; }
}

/// <summary>A row of <c>shifts_equipment</c>.</summary>
internal sealed class EquipmentRow
{
    public required ShopId ShopId { get; init; }

    public required string Name { get; init; }

    public required EquipmentState State { get; set; }

    public required Instant Since { get; set; }

    public required PersonId SetBy { get; set; }
}

/// <summary>A row of <c>shifts_equipment_act</c>: never changed.</summary>
internal sealed class EquipmentActRow
{
    public required Guid Id { get; init; }

    public required ShopId ShopId { get; init; }

    public required string Name { get; init; }

    public required Instant At { get; init; }

    public required PersonId PersonId { get; init; }

    public required EquipmentState State { get; init; }
}
