using NodaTime;

namespace Zhanggui.Facts.Demo;

/// <summary>Somebody who works in a demo shop. <see cref="Speed"/> is the time of an answer, of a thousand of the usual one.</summary>
internal sealed record DemoPerson(string Id, string Name, string StaffNo, string Role, string Team, string Grade, int Shop, int Number, string? Account, int Speed)
{
    public LocalDate HiredOn { get; init; }

    public LocalDate? LeftOn { get; init; }

    /// <summary>From then on one grade higher.</summary>
    public LocalDate? PromotedOn { get; init; }

    public (LocalDate From, LocalDate To)? Leave { get; init; }

    public bool IsAfterSales => Team == "售后组";

    public bool Works(LocalDate day) => day >= HiredOn && (LeftOn is null || day < LeftOn) && (Leave is not { } leave || day < leave.From || day >= leave.To);
}
