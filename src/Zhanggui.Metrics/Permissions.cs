namespace Zhanggui.Metrics;

internal static class Permissions
{
    /// <summary>One's own figures and the rows behind them.</summary>
    public const string ReadFigure = "metrics.figure.read";

    /// <summary>Those of the team, and of everybody in it.</summary>
    public const string ReadTeam = "metrics.figure.read-team";

    public const string ReadAll = "metrics.figure.read-all";

    public const string Export = "metrics.figure.export";

    /// <summary>Figures that only the platform can give are entered with their source.</summary>
    public const string WritePlatform = "metrics.platform.write";

    /// <summary>Set targets of days and months, for the shop or the teams one leads.</summary>
    public const string WriteTarget = "metrics.target.write";
}
