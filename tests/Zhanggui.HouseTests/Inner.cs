namespace Zhanggui.HouseTests.Inner;

/// <summary>Called like another elsewhere, on purpose.</summary>
internal static class First
{
    internal sealed record Body(Body.Line? Only)
    {
        internal sealed record Line(int Number);
    }
}
