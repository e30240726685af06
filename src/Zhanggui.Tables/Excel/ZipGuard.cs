namespace Zhanggui.Tables.Excel;

/// <summary>Against zips that inflate without end.</summary>
internal static class ZipGuard
{
    /// <summary>Below this size a part may be packed as tightly as it likes.</summary>
    public const long FreeBytes = 64L << 20;

    public static TableRefused Bomb => TableRefused.Limit("解压后大得不正常", "it inflates to an unreasonable size");
}
