using System.ComponentModel.DataAnnotations;

namespace Zhanggui.Reception.Search;

/// <summary>Settings of the search, section <c>Search</c>; ranges are checked at start.</summary>
internal sealed class SearchOptions
{
    /// <summary>Keep an index? Without one every search reads and opens all messages of the shop: right only for a very small one.</summary>
    public bool Index { get; set; } = true;

    /// <summary>Memory for opened pages of the index, in MiB.</summary>
    [Range(1, 16_384)]
    public int MemoryMegabytes { get; set; } = 128;

    /// <summary>How long new messages may be in the index's memory alone, in seconds; after a crash they are read again.</summary>
    [Range(1, 3600)]
    public int WriteSeconds { get; set; } = 20;

    /// <summary>How long one search may wait for an index that is being built, in milliseconds; then it says that it is not complete.</summary>
    [Range(0, 60_000)]
    public int BuildMilliseconds { get; set; } = 1500;
}
