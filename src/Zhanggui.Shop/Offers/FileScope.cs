using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Offers;

/// <summary>What an offer holds for as a cell of a file (pure): items by their numbers, categories with <c>category:</c> before each; nothing = the whole shop.</summary>
internal static class FileScope
{
    private const string Category = "category:";

    public static string? Write(ItemScope? scope) =>
        scope is null or { Kind: ScopeKind.All } ? null : string.Join(' ', scope.Targets.Select(t => scope.Kind == ScopeKind.Category ? Category + t : t));

    /// <summary>A category ends where the next begins, so its name may have blanks; null where items and categories are mixed.</summary>
    public static ItemScope? Read(string? cell)
    {
        var text = cell?.Trim() ?? string.Empty;
        return text.Length == 0 ? ItemScope.Everything
            : !text.Contains(Category, StringComparison.Ordinal) ? new ItemScope(ScopeKind.Item, [.. text.Split([' ', ',', '，', ';', '；', '、', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)])
            : text.StartsWith(Category, StringComparison.Ordinal) ? new ItemScope(ScopeKind.Category, [.. text.Split(Category, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)])
            : null;
    }
}
