namespace Zhanggui.Facts.Demo;

/// <summary>One person's work with one account on one day; instants are Unix milliseconds, intervals half open.</summary>
internal sealed record DemoStint(DemoPerson Person, string Account, int Shop, long RosterFrom, long RosterTo, long From, long To)
{
    public (long From, long To) Away { get; init; }

    public (long From, long To) OnHold { get; init; }

    /// <summary>Offline in the middle of the shift.</summary>
    public (long From, long To) Gap { get; init; }

    public bool IsOnline(long at) => at >= From && at < To && !IsIn(Away, at) && !IsIn(OnHold, at) && !IsIn(Gap, at);

    public bool IsOffline(long at) => at < From || at >= To || IsIn(Gap, at);

    private static bool IsIn((long From, long To) interval, long at) => at >= interval.From && at < interval.To;
}
