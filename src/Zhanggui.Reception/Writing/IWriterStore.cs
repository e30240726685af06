using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;

namespace Zhanggui.Reception.Writing;

/// <summary>What a batch needs to know before its rules run.</summary>
internal sealed class Wanted
{
    public HashSet<Guid> Conversations { get; } = [];

    /// <summary>Look whether sends were stored before? Seldom needed: the unique index finds a repeat, and the batch runs again with this set.</summary>
    public bool WithRepeats { get; set; }

    public HashSet<(Guid Channel, Guid Buyer)> Arrivals { get; } = [];

    /// <summary>Sends whose repeats are looked for: the channel or the conversation is known.</summary>
    public List<(Guid? Channel, Guid? Conversation, Guid ExternalId)> Sends { get; } = [];

    public HashSet<(Guid Conversation, long Seq)> Messages { get; } = [];

    public HashSet<(Guid Conversation, Guid Person)> Reads { get; } = [];

    public HashSet<(Guid Conversation, Guid Person)> Drafts { get; } = [];
}

/// <summary>A message that was stored before under the same id.</summary>
internal sealed record StoredSend(Message Message, Guid Buyer);

/// <summary>What the store found, locked until commit or rollback.</summary>
internal sealed class Loaded
{
    /// <summary>Nothing is locked: another process may have changed the heads since. What is written is compared at the commit; what is refused must be asked again.</summary>
    public bool IsFromMemory { get; init; }

    public Dictionary<Guid, Conversation> Heads { get; } = [];

    public Dictionary<(Guid Channel, Guid Buyer), Guid> Arrivals { get; } = [];

    public Dictionary<(Guid Channel, Guid ExternalId), StoredSend> Repeats { get; } = [];

    public Dictionary<(Guid Conversation, long Seq), Message> Messages { get; } = [];

    public Dictionary<(Guid Conversation, Guid Person), ReadMark> Reads { get; } = [];

    public Dictionary<(Guid Conversation, Guid Person), Draft> Drafts { get; } = [];

    public Dictionary<Guid, SubjectKey> Keys { get; } = [];
}

internal readonly record struct NewMessage(Message Message, byte[] Sealed, byte[] Hash);

/// <summary>A head to store. Quiet: nothing changed but counters, marks and the last words, which no index holds.</summary>
internal readonly record struct ChangedHead(Conversation Head, bool IsNew, bool IsQuiet, byte[] LastTextSealed, byte[]? AboutSealed);

/// <summary>The rows of one commit.</summary>
internal sealed class Rows
{
    public List<NewMessage> Messages { get; } = [];

    public List<ChangedHead> Heads { get; } = [];

    public List<(Guid Conversation, RecallMark Mark)> Recalls { get; } = [];

    public List<(Guid Conversation, DeliveryMark Mark)> Deliveries { get; } = [];

    public Dictionary<(Guid Conversation, Guid Person), ReadMark> Reads { get; } = [];

    public Dictionary<(Guid Conversation, Guid Person), (Draft Draft, byte[] Sealed)> Drafts { get; } = [];

    public HashSet<(Guid Conversation, Guid Person)> EmptiedDrafts { get; } = [];

    /// <summary>What rang in the messages that agents sent.</summary>
    public List<GuardTrace> Traces { get; } = [];

    /// <summary>Events by stream; streams are appended in id order.</summary>
    public SortedDictionary<Guid, List<FeedEntry>> Told { get; } = [];

    public bool IsEmpty => Told.Count == 0 && EmptiedDrafts.Count == 0;
}

/// <summary>
/// The database side of the writer: one dedicated connection, one transaction at a time. Two implementations because
/// each database has another fast way: prepared statements in process, arrays in few round trips.
/// </summary>
internal interface IWriterStore : IAsyncDisposable
{
    /// <summary>Opens the transaction, locks the heads concerned in id order and loads what was asked for.</summary>
    Task<Loaded> BeginAsync(Wanted wanted, CancellationToken ct);

    /// <summary>The next conversation number of a shop, inside the transaction.</summary>
    Task<long> NextNumberAsync(ShopId shop, CancellationToken ct);

    /// <summary>Stores the rows and commits; gives the told events with their numbers.</summary>
    Task<IReadOnlyList<IReadOnlyList<FeedEvent>>> CommitAsync(Rows rows, CancellationToken ct);

    /// <summary>There is nothing to store; what was read stays known.</summary>
    Task ReleaseAsync();

    /// <summary>Gives the transaction up and forgets what was known. Never throws; a broken connection is opened anew next time.</summary>
    Task RollbackAsync();

    /// <summary>Is it worth trying the same batch again at once (deadlock, a race for the same key)?</summary>
    bool IsTransient(Exception error);

    /// <summary>Is the database as a whole away, so that trying command by command would be pointless?</summary>
    bool IsOutage(Exception error);
}
