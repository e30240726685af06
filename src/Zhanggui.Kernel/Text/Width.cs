namespace Zhanggui.Kernel.Text;

/// <summary>Full-width letters, digits and marks come from Chinese input methods; the runtime's own normalisation needs the tables of ICU, which are absent.</summary>
public static class Width
{
    private const char First = '！';
    private const char Last = '～';
    private const int Shift = 0xFEE0;

    /// <summary>The half-width form of a full-width letter, digit or mark; any other character as it is.</summary>
    public static char Narrow(char c) => c is >= First and <= Last ? (char)(c - Shift) : c;
}
