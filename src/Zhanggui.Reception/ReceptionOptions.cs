using System.ComponentModel.DataAnnotations;

namespace Zhanggui.Reception;

/// <summary>Settings of the room, section <c>Reception</c>; ranges are checked at start.</summary>
internal sealed class ReceptionOptions
{
    /// <summary>How long the author may recall a message, in seconds.</summary>
    [Range(0, 86_400)]
    public int RecallSeconds { get; set; } = 120;

    /// <summary>A buyer who writes within this many minutes after closing reopens the conversation; later a new one begins.</summary>
    [Range(0, 43_200)]
    public int ReopenMinutes { get; set; } = 1440;

    /// <summary>Longest text of a message, in characters.</summary>
    [Range(1, 100_000)]
    public int TextLength { get; set; } = 5000;

    [Range(0, 100)]
    public int TagCount { get; set; } = 20;

    /// <summary>How many open conversations an agent gets by routing.</summary>
    [Range(1, 1000)]
    public int AgentCapacity { get; set; } = 60;

    /// <summary>Does the house send the rule book's automatic replies and notices? Off where somebody else does.</summary>
    public bool AutomaticReplies { get; set; } = true;

    /// <summary>Does the house close conversations that have been silent as long as the rule book says? Off in the demo shop, whose talks should stay to be looked at.</summary>
    public bool EndsSilentSessions { get; set; } = true;

    /// <summary>Most conversations that the supervisor's board counts.</summary>
    [Range(100, 1_000_000)]
    public int BoardTalks { get; set; } = 20_000;

    /// <summary>Most waiting buyers that the board lists; more are said to be there.</summary>
    [Range(10, 2000)]
    public int BoardRows { get; set; } = 200;

    /// <summary>Rows of a page of the lists of buyers to come back to.</summary>
    [Range(10, 1000)]
    public int ListRows { get; set; } = 100;

    /// <summary>Most conversations of an agent's own day that are listed as open.</summary>
    [Range(10, 2000)]
    public int DayRows { get; set; } = 200;

    /// <summary>Most ratings of a month that are listed.</summary>
    [Range(100, 100_000)]
    public int RatingRows { get; set; } = 2000;

    /// <summary>Most commands in one commit.</summary>
    [Range(1, 10_000)]
    public int CommitCommands { get; set; } = 1024;

    /// <summary>
    /// For so many commits after the start and after a repeat the writer looks beforehand whether a send is stored already: clients that
    /// came back send again what they had not heard of. Otherwise the unique index finds the repeat and the commit runs again.
    /// </summary>
    [Range(0, 1_000_000)]
    public int RepeatLookCommits { get; set; } = 200;

    /// <summary>
    /// PostgreSQL: for so many commits after another process changed a conversation that this one had in memory, heads are read and
    /// locked beforehand; otherwise they are compared at the commit, which saves a round trip.
    /// </summary>
    [Range(0, 1_000_000)]
    public int HeadLookCommits { get; set; } = 50;

    /// <summary>Most commands that wait for the writer; more make senders wait.</summary>
    [Range(16, 1_000_000)]
    public int QueueCommands { get; set; } = 16_384;

    /// <summary>Most bytes waiting for one slow socket before it is told to come again.</summary>
    [Range(65_536, 67_108_864)]
    public int SocketBufferBytes { get; set; } = 1_048_576;

    public Conversations.Limits Limits => new(
        NodaTime.Duration.FromSeconds(RecallSeconds),
        NodaTime.Duration.FromMinutes(ReopenMinutes),
        TextLength,
        TagCount);
}
