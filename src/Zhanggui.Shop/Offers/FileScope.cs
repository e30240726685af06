using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Offers;

/// <summary>What an offer holds for as a cell of a file (pure): items by their numbers, categories with <c>category:</c> before each, a buyer with <c>buyer:</c>; nothing = the whole shop.</summary>
internal static class FileScope
{
    private const string Category = "category:";
    private const string Buyer = "buyer:";

    public static string? Write(ItemScope? scope) =>
        scope is null or { Kind: ScopeKind.All } ? null : string.Join(' ', scope.Targets.Select(t => scope.Kind switch { ScopeKind.Category => Category + t, ScopeKind.Buyer => Buyer + t, _ => t }));

    /// <summary>A category ends where the next begins, so its name may have blanks; null where items and categories are mixed.</summary>
    public static ItemScope? Read(string? cell)
    {
        var text = cell?.Trim() ?? string.Empty;
        return text.Length == 0 ? ItemScope.Everything
            : text.StartsWith(Buyer, StringComparison.Ordinal) ? new ItemScope(ScopeKind.Buyer, [.. text.Split(Buyer, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)])
            : !text.Contains(Category, StringComparison.Ordinal) ? new ItemScope(ScopeKind.Item, [.. text.Split([' ', ',', '，', ';', '；', '、', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)])
            : text.StartsWith(Category, StringComparison.Ordinal) ? new ItemScope(ScopeKind.Category, [.. text.Split(Category, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)])
            : null;
    }
}
