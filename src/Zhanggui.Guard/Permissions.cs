namespace Zhanggui.Guard;

internal static class Permissions
{
    /// <summary>Have a draft looked at, see one's own hits, say that a hit was wrong.</summary>
    public const string Use = "guard.hit.read";

    /// <summary>Everybody's hits of the shop: the guard's owner.</summary>
    public const string ReadAll = "guard.hit.read-all";

    /// <summary>Send an approved text past a block.</summary>
    public const string PassApproved = "guard.block.pass";
}
