using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Zhanggui.Guard.Contracts;

namespace Zhanggui.Guard.Topics;

/// <summary>What belongs beside an answer because it changes from hour to hour.</summary>
internal enum LiveKind
{
    Postage,
    Return,
    Stock,
    Price,
    Promotions,
    Delivery,
    Colour,
    Brand,
    Discount,
}

/// <summary>One thing that buyers ask about.</summary>
internal sealed record BookTopic
{
    public required string Key { get; init; }

    public required string Name { get; init; }

    public IReadOnlyList<string> Sayings { get; init; } = [];

    public IReadOnlyList<string> Except { get; init; } = [];

    public IReadOnlyList<string> Unless { get; init; } = [];

    /// <summary>Which policies answer it, by key or by a word of their topic, the fittest first.</summary>
    public IReadOnlyList<string> Opens { get; init; } = [];

    public bool OpensNothing { get; init; }

    public IReadOnlyList<LiveKind> Shows { get; init; } = [];
}

/// <summary>An answer by case. An exempt one is said although a rule of wording rings on it.</summary>
internal sealed record BookAnswer(string Case, string Answer, bool IsExempt);

/// <summary>A policy as a book proposes it; it holds nowhere before a shop has released its own.</summary>
internal sealed record BookPolicy
{
    public required string Key { get; init; }

    public required string Topic { get; init; }

    public required string Title { get; init; }

    public required string Text { get; init; }

    public string? Source { get; init; }

    public IReadOnlyList<BookAnswer> Answers { get; init; } = [];

    public IReadOnlyList<(string Name, string Value)> Facts { get; init; } = [];

    public IReadOnlyList<string> NotToSay { get; init; } = [];

    /// <summary>What whoever asks is promised; it holds beside the shop's own words too.</summary>
    public PolicyPromise? Promise { get; init; }
}

/// <summary>What the section <c>policy</c> says.</summary>
internal sealed record PolicyRulesOfBook
{
    private Compiled? compiled;

    public IReadOnlyList<BookTopic> Topics { get; init; } = [];

    public IReadOnlyList<BookPolicy> Policies { get; init; } = [];

    /// <summary>Compiled when it is first asked for. A copy made with other topics takes over what was compiled of this one and does not use it.</summary>
    public TopicBook Book => (compiled is { } known && ReferenceEquals(known.Of, this) ? known : compiled = new Compiled(this, new TopicBook(new TopicReader(Topics), MarkOf(Topics)))).Book;

    private sealed record Compiled(PolicyRulesOfBook Of, TopicBook Book);

    private static string MarkOf(IReadOnlyList<BookTopic> topics) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(topics.Select(t => new object[] { t.Key, t.Name, t.Sayings, t.Except, t.Unless })))))[..16];
}
