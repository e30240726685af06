namespace Zhanggui.Rules.Document;

/// <summary>Where a node was written: line and column from 1, and the book (null = the text at hand, else the book it extends).</summary>
internal readonly record struct Place(int Line, int Column, string? Book = null);

/// <summary>A node of a book's text with the place where it was written. YAML tags, anchors and aliases never get this far.</summary>
internal abstract record BookNode(Place Place);

/// <summary>A value as written; null text = nothing was written.</summary>
internal sealed record BookScalar(Place Place, string? Text, bool IsQuoted = false) : BookNode(Place);

internal sealed record BookList(Place Place, IReadOnlyList<BookNode> Items) : BookNode(Place);

/// <summary>Keys in the order of the text; each key once.</summary>
internal sealed record BookMap(Place Place, IReadOnlyList<BookEntry> Entries) : BookNode(Place)
{
    public static readonly BookMap Empty = new(default, []);

    public BookNode? Find(string key) => Entries.FirstOrDefault(e => e.Key == key)?.Value;

    /// <summary>The node at a dotted path, or null.</summary>
    public BookNode? At(string path)
    {
        BookNode? node = this;
        foreach (var key in path.Split('.'))
        {
            node = (node as BookMap)?.Find(key);
        }

        return node;
    }
}

internal sealed record BookEntry(string Key, Place KeyPlace, BookNode Value);
