using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Promises.Contracts;

namespace Zhanggui.Promises.Book;

/// <summary>A row of <c>promises_promise</c>.</summary>
internal sealed class PromiseRow
{
    public required Guid Id { get; init; }

    public required ShopId ShopId { get; init; }

    /// <summary>What was promised, in the words of whoever recorded it.</summary>
    public required string What { get; set; }

    /// <summary>The words of time it was read from; null = the time was chosen.</summary>
    public string? Words { get; init; }

    public required Instant MadeAt { get; init; }

    public required PersonId MadeBy { get; init; }

    public required PersonId Owner { get; set; }

    public required Instant DueAt { get; set; }

    /// <summary>Does the buyer know of it? Then it moves only with the buyer's yes.</summary>
    public required bool IsTold { get; set; }

    public Guid? BuyerId { get; set; }

    public Guid? ConversationId { get; init; }

    /// <summary>The message of the conversation that made it.</summary>
    public long? Seq { get; init; }

    public string? OrderId { get; init; }

    /// <summary>The policy of the book that promises it; see <see cref="PromiseMatter"/>.</summary>
    public string? Policy { get; init; }

    public required PromiseState State { get; set; }

    public Instant? EndedAt { get; set; }

    public int Moved { get; set; }

    public int Chased { get; set; }

    /// <summary>A task for a colleague (an urge to the warehouse); no promise to a buyer.</summary>
    public bool IsUrge { get; init; }

    /// <summary>The department it is put to.</summary>
    public string? Department { get; init; }

    /// <summary>The last stage of <see cref="PromiseClock"/> that was said.</summary>
    public int Noticed { get; set; }
}

/// <summary>A row of <c>promises_act</c>: never changed.</summary>
internal sealed class PromiseActRow
{
    public required Guid Id { get; init; }

    public required Guid PromiseId { get; init; }

    public required Instant At { get; init; }

    /// <summary>Null = the house.</summary>
    public PersonId? PersonId { get; init; }

    public required string Act { get; init; }

    public string? Text { get; set; }

    public Instant? DueBefore { get; init; }

    public Instant? DueAfter { get; init; }

    public PersonId? OwnerBefore { get; init; }

    public PersonId? OwnerAfter { get; init; }
}
