namespace Zhanggui.Orders.Import.Watched;

/// <summary>Where a shop's folder may lie: a plain path inside the house's root, as Windows and Linux both can make it. Pure but for <see cref="IsInside"/>.</summary>
internal static class WatchedPlace
{
    private const int Longest = 120;
    private const int MostParts = 4;
    private const string Forbidden = "<>:\"|?*\\";
    private static readonly HashSet<string> Ours = new(["taken", "done", "failed"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> Devices = new(
        [.. Enumerable.Range(0, 10).SelectMany(i => new[] { $"COM{i}", $"LPT{i}" }), "CON", "PRN", "AUX", "NUL"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The path with <c>/</c> between its parts; null where it is none or leads out of the root.</summary>
    public static string? Read(string? text)
    {
        var path = (text ?? string.Empty).Trim();
        if (path.Length is 0 or > Longest || path.Any(c => char.IsControl(c)) || Path.IsPathRooted(path))
        {
            return null;
        }

        var parts = path.Replace('\\', '/').TrimEnd('/').Split('/');
        return parts.Length <= MostParts && parts.All(IsPart) ? string.Join('/', parts) : null;
    }

    /// <summary>A name from a shop's: what the file system cannot hold becomes a line.</summary>
    public static string Of(string shopName)
    {
        var plain = new string([.. shopName.Trim().Select(c => char.IsControl(c) || c == '/' || Forbidden.Contains(c) ? '-' : c)]).Trim('.', ' ');
        plain = plain.Length > 60 ? plain[..60].TrimEnd('.', ' ') : plain;
        return Read(plain) ?? "shop";
    }

    /// <summary>One folder inside the other, or the same: two shops would take each other's files.</summary>
    public static bool Meet(string one, string two) =>
        one.Equals(two, StringComparison.OrdinalIgnoreCase) || one.StartsWith($"{two}/", StringComparison.OrdinalIgnoreCase) || two.StartsWith($"{one}/", StringComparison.OrdinalIgnoreCase);

    /// <summary>False where the folder, or one above it, is a link: what lies behind it is not the root's.</summary>
    public static bool IsInside(string root, string folder)
    {
        var top = Path.GetFullPath(root);
        var at = Path.GetFullPath(Path.Combine(top, folder));
        if (!at.StartsWith(Path.TrimEndingDirectorySeparator(top) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return false;
        }

        for (var one = new DirectoryInfo(at); one is not null && one.FullName.Length > top.Length; one = one.Parent)
        {
            if (one.LinkTarget is not null)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPart(string part) =>
        part.Length > 0 && part[0] != '.' && part[^1] is not ('.' or ' ') && part[0] != ' ' && !part.Any(Forbidden.Contains) && !Ours.Contains(part) && !Devices.Contains(part.Split('.')[0]);
}
