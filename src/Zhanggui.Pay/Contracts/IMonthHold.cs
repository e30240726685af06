using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Pay.Contracts;

/// <summary>
/// Something a month waits for before it may be closed. <paramref name="Kind"/> names the words on the screen; subjects are facts
/// (<c>orders:1</c>, <c>incidents:7</c>), settings or ids, at most a hundred of <paramref name="Count"/>.
/// </summary>
public sealed record MonthWait(string Kind, long Count, IReadOnlyList<WaitSubject> Subjects)
{
    /// <summary>Worth knowing, and nothing to wait for.</summary>
    public bool IsNote { get; init; }
}

/// <summary>One thing that is waited for, whom it is about, and a sentence about it.</summary>
public sealed record WaitSubject(string Subject, string? Person, string Text);

/// <summary>A part of the house that can hold up the close of a month; every part that has something to say registers one.</summary>
public interface IMonthHold
{
    /// <summary>Nothing when the month need not wait.</summary>
    Task<IReadOnlyList<MonthWait>> OfAsync(ShopId shop, YearMonth month, CancellationToken ct);
}
