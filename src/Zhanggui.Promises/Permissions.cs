namespace Zhanggui.Promises;

internal static class Permissions
{
    /// <summary>One's own promises, and those of conversations one sees.</summary>
    public const string Read = "promises.promise.read";

    /// <summary>Make, keep, chase, move and end promises of one's own.</summary>
    public const string Make = "promises.promise.make";

    /// <summary>Everybody's promises of the shop.</summary>
    public const string ReadAll = "promises.promise.read-all";

    /// <summary>Act on promises of others and hand them over.</summary>
    public const string Hand = "promises.promise.hand";
}
