using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.People.SignIn;

/// <summary>What a new password must not be. Length counts most; no classes of characters are demanded.</summary>
internal static class PasswordRules
{
    public const int Longest = 128;

    public static Refusal? Check(string? password, string account, string name, int least)
    {
        if (string.IsNullOrEmpty(password))
        {
            return new FieldMissing("password");
        }

        if (password.Length < least)
        {
            return new PasswordTooShort(least);
        }

        if (password.Length > Longest)
        {
            return new FieldTooLong("password", Longest);
        }

        return IsSimple(password, account, name) ? new PasswordTooSimple() : null;
    }

    private static bool IsSimple(string password, string account, string name)
    {
        var lower = password.ToLowerInvariant();
        if (lower.Distinct().Count() < 4 || IsRow(lower))
        {
            return true;
        }

        // The name or account with a little decoration is what is tried first.
        return Leaves(lower, account.ToLowerInvariant()) || Leaves(lower, name.ToLowerInvariant())
            || Leaves(lower, "password") || Leaves(lower, "zhanggui") || Leaves(lower, "qwertyuiop") || Leaves(lower, "1234567890");
    }

    private static bool Leaves(string password, string part) =>
        part.Length >= 2 && password.Contains(part, StringComparison.Ordinal)
        && password.Replace(part, string.Empty, StringComparison.Ordinal).Length < 5;

    private static bool IsRow(string text)
    {
        var steps = text.Zip(text.Skip(1), (a, b) => b - a).ToList();
        return steps.Count(s => s is 1 or -1 or 0) >= steps.Count - 1;
    }
}
