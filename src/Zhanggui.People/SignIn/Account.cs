using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Text;

namespace Zhanggui.People.SignIn;

/// <summary>The name somebody signs in with, in one spelling: full-width and upper-case letters mean the same.</summary>
internal static class Account
{
    /// <summary>The one spelling, or null when it cannot be an account.</summary>
    public static string? Normalise(string? typed)
    {
        if (typed is null || typed.Length > 200 || !IsWellFormed(typed))
        {
            return null;
        }

        var account = string.Concat(typed.Select(Width.Narrow)).Trim().ToLowerInvariant();
        var isUsable = account.Length is >= 2 and <= 60 && account.All(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '@');
        return isUsable ? account : null;
    }

    public static Refusal? Check(string? typed) => Normalise(typed) is null ? new AccountMalformed() : null;

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
