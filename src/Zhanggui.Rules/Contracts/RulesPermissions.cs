namespace Zhanggui.Rules.Contracts;

/// <summary>What people may be allowed to do with the rule books of their organisation.</summary>
public static class RulesPermissions
{
    /// <summary>Read books that are open for comments, published or in force; acknowledge them.</summary>
    public const string ReadBook = "rules.book.read";

    /// <summary>Write drafts and answer comments.</summary>
    public const string EditBook = "rules.book.edit";

    /// <summary>Put a book in force, or call back one that is not yet in force.</summary>
    public const string PublishBook = "rules.book.publish";

    /// <summary>Comment on a book that is open for comments.</summary>
    public const string CommentBook = "rules.book.comment";
}
