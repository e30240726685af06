using NodaTime;
using Zhanggui.Guard.Topics;
using Zhanggui.Kernel.Ids;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Guard.Contracts;

/// <summary>Characters of the buyer's words, in UTF-16 units.</summary>
public readonly record struct TopicStretch(int Start, int Length);

/// <summary>A topic that the buyer's words rang, with what rang in the order of the text.</summary>
public sealed record TopicHit(string Topic, string Name, IReadOnlyList<TopicStretch> Rang);

/// <summary>What buyers ask, as one book knows it: compiled, never changes, may be used from many threads.</summary>
public sealed class TopicBook
{
    private readonly TopicReader reader;

    internal TopicBook(TopicReader reader, string mark)
    {
        this.reader = reader;
        Mark = mark;
    }

    /// <summary>The same in two books that find the same topics by the same sayings, whatever else stands in them.</summary>
    public string Mark { get; }

    /// <summary>
    /// Pure: the topics of one or more lines of a buyer (the newest last), the best first, at most <see cref="Most"/>. Any text gets an answer, in time that grows with its length only.
    /// </summary>
    public IReadOnlyList<TopicHit> Read(string text) => reader.Read(text);

    public const int Most = TopicReader.Most;
}

/// <summary>Topics of a book's text without a server.</summary>
public interface ITopicDesk
{
    /// <summary>The topics of a text, for a place known by any of these names; the text must be sound.</summary>
    InForce<TopicBook> Compile(string text, string? folder, IReadOnlyList<string> shopNames);
}

/// <summary>What buyers ask, by the book that a shop goes by.</summary>
public interface ITopicBooks
{
    Task<InForce<TopicBook>> EffectiveAsync(ShopId shop, Instant at, CancellationToken ct);
}
