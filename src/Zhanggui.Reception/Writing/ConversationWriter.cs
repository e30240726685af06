using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Queue;

namespace Zhanggui.Reception.Writing;

/// <summary>
/// The one writer of conversations in this process. Commands gather while a commit is under way; then they go through
/// the rule in order of arrival and into the database in one transaction. Acknowledged only after the commit.
/// </summary>
internal sealed class ConversationWriter : IHostedService, IAsyncDisposable
{
    private const int Attempts = 5;

    private readonly Channel<Submission> queue;
    private readonly IWriterStore store;
    private readonly FeedHub hub;
    private readonly SubjectKeys keys;
    private readonly ShopRules rules;
    private readonly TimeProvider clock;
    private readonly ReceptionOptions options;
    private readonly ILogger<ConversationWriter> log;
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Thread? thread;
    private int wary;
    private int disposed;

    public ConversationWriter(Database database, FeedStore feed, FeedHub hub, SubjectKeys keys, ShopRules rules, TimeProvider clock, ReceptionOptions options, ILogger<ConversationWriter> log)
    {
        (this.hub, this.keys, this.rules, this.clock, this.options, this.log) = (hub, keys, rules, clock, options, log);
        store = database.IsSqlite ? new SqliteWriterStore(database, keys, clock) : new PostgresWriterStore(database, feed, keys, options, clock);
        wary = options.RepeatLookCommits;
        queue = Channel.CreateBounded<Submission>(new BoundedChannelOptions(options.QueueCommands) { SingleReader = true });
    }

    /// <summary>After a commit: a conversation of this shop began to wait, was given away or ended. Handlers must be quick.</summary>
    public event Action<ShopId>? QueueMoved;

    /// <summary>Commands that wait now.</summary>
    public int Waiting => queue.Reader.Count;

    /// <summary>Hands a command in; waits only when the queue is full. The receipt hears the outcome.</summary>
    public ValueTask SubmitAsync(Command command, IReceipt receipt, CancellationToken ct)
    {
        var submission = new Submission(command, receipt);
        return queue.Writer.TryWrite(submission) ? ValueTask.CompletedTask : SubmitSlowlyAsync(submission, ct);
    }

    /// <summary>Hands a command in and waits for its outcome.</summary>
    public async Task<Result> ActAsync(Command command, CancellationToken ct)
    {
        var receipt = new AwaitedReceipt();
        await SubmitAsync(command, receipt, ct);
        return await receipt.Task.WaitAsync(ct);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A thread of its own: committing blocks on the disk, and the pool has only as many threads as cores.
        thread = new Thread(Run) { IsBackground = true, Name = "conversation-writer" };
        thread.Start();
        return Task.CompletedTask;
    }

    /// <summary>Takes nothing more, commits what was handed in, then ends.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Writer.TryComplete();
        if (thread is not null)
        {
            await ended.Task.WaitAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The container knows the writer twice, as itself and as a hosted service, and disposes of both.
        if (Interlocked.Exchange(ref disposed, 1) != 0)
        {
            return;
        }

        queue.Writer.TryComplete();
        await stopping.CancelAsync();
        if (thread is not null)
        {
            await ended.Task;
        }

        await store.DisposeAsync();
        stopping.Dispose();
    }

    private async ValueTask SubmitSlowlyAsync(Submission submission, CancellationToken ct)
    {
        try
        {
            await queue.Writer.WriteAsync(submission, ct);
        }
        catch (ChannelClosedException)
        {
            Refuse(submission);
        }
    }

    private static void Refuse(Submission submission)
    {
        submission.Receipt.Done(submission.Command, new Result(new StoreUnavailable(), 0, null, null));
        submission.Receipt.Wake();
    }

    private void Run()
    {
        var gathered = new List<Submission>();
        try
        {
            while (queue.Reader.WaitToReadAsync(stopping.Token).AsTask().GetAwaiter().GetResult())
            {
                gathered.Clear();
                while (gathered.Count < options.CommitCommands && queue.Reader.TryRead(out var next))
                {
                    gathered.Add(next);
                }

                CommitAllAsync(gathered).GetAwaiter().GetResult();
            }
        }
        catch (OperationCanceledException)
        {
            // torn down without a stop
        }
        finally
        {
            ended.SetResult();
        }
    }

    /// <summary>One batch; when it fails for a reason of one command, each command alone.</summary>
    private async Task CommitAllAsync(List<Submission> gathered)
    {
        gathered.RemoveAll(RefuseBehindCut);
        if (gathered.Count == 0)
        {
            return;
        }

        var error = await TryCommitAsync(gathered);
        if (error is null)
        {
            return;
        }

        if (gathered.Count == 1 || store.IsOutage(error))
        {
            log.LogError(error, "{Count} commands could not be stored", gathered.Count);
            foreach (var submission in gathered)
            {
                Refuse(submission);
            }

            return;
        }

        log.LogWarning(error, "A batch of {Count} failed; its commands run one by one", gathered.Count);
        foreach (var submission in gathered)
        {
            await CommitAllAsync([submission]);
        }
    }

    private static bool RefuseBehindCut(Submission submission)
    {
        if (submission.Command is not Send || !submission.Receipt.IsCut)
        {
            return false;
        }

        Refuse(submission);
        return true;
    }

    private async Task<Exception?> TryCommitAsync(List<Submission> gathered)
    {
        var looks = wary > 0;
        wary = Math.Max(0, wary - 1);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await CommitOnceAsync(gathered, looks))
                {
                    return null;
                }

                // A refusal stands only on what is certain: the same batch, with repeats and heads from the database.
                looks = true;
                await store.ReleaseAsync();
            }
            catch (Exception error)
            {
                await store.RollbackAsync();
                if (!looks)
                {
                    (looks, wary) = (true, options.RepeatLookCommits);
                    if (store.IsTransient(error))
                    {
                        continue;
                    }
                }

                if (attempt >= Attempts || !store.IsTransient(error))
                {
                    return error;
                }

                log.LogInformation(error, "A batch is tried again");
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 5 * attempt)), CancellationToken.None);
            }
        }
    }

    /// <summary>False when nothing was done because the batch must run with all that can be known.</summary>
    private async Task<bool> CommitOnceAsync(List<Submission> gathered, bool withRepeats)
    {
        var ct = CancellationToken.None; // what was handed in is finished, also while stopping
        var wanted = Wants(gathered);
        wanted.WithRepeats = withRepeats;
        var buyers = await KeysOfArrivalsAsync(gathered, ct);
        var loaded = await store.BeginAsync(wanted, ct);
        foreach (var (buyer, key) in buyers)
        {
            loaded.Keys[buyer] = key;
        }

        var batch = new Batch(loaded, withRepeats, store, keys, rules, clock);
        foreach (var submission in gathered)
        {
            await batch.ApplyAsync(submission.Command, ct);
        }

        if (batch.MustRunAgain)
        {
            return false;
        }

        var rows = batch.Close();
        var committed = rows.IsEmpty ? [] : await store.CommitAsync(rows, ct);
        if (rows.IsEmpty)
        {
            await store.ReleaseAsync();
        }

        // Acknowledgements lie ready when the events wake the sockets, so that both leave together.
        Acknowledge(gathered, batch, committed);
        foreach (var events in committed)
        {
            hub.Committed(events);
        }

        foreach (var submission in gathered)
        {
            submission.Receipt.Wake();
        }

        foreach (var shop in batch.Moved)
        {
            QueueMoved?.Invoke(shop);
        }

        return true;
    }

    private void Acknowledge(List<Submission> gathered, Batch batch, IReadOnlyList<IReadOnlyList<FeedEvent>> committed)
    {
        var results = batch.Results;
        for (var i = 0; i < gathered.Count; i++)
        {
            var result = results[i];
            var number = result.Head is null ? 0 : batch.NumberOf(i, committed) ?? Math.Max(0, hub.Stream(result.Head.Shop.Value).Head);
            try
            {
                gathered[i].Receipt.Done(gathered[i].Command, result with { Number = number });
            }
            catch (Exception error)
            {
                log.LogError(error, "A receipt failed"); // one socket's trouble is not another's
            }
        }
    }

    /// <summary>Keys of buyers who write, made before the transaction: making one is a transaction of its own.</summary>
    private async Task<Dictionary<Guid, SubjectKey>> KeysOfArrivalsAsync(List<Submission> gathered, CancellationToken ct)
    {
        var found = new Dictionary<Guid, SubjectKey>();
        foreach (var submission in gathered)
        {
            if (submission.Command is Send { Arrival: { } arrival } && !found.ContainsKey(arrival.Buyer)
                && await keys.FindOrCreateAsync(arrival.Buyer, arrival.Shop, ct) is { } key)
            {
                found[arrival.Buyer] = key;
            }
        }

        return found;
    }

    private static Wanted Wants(List<Submission> gathered)
    {
        var wanted = new Wanted();
        foreach (var submission in gathered)
        {
            var command = submission.Command;
            if (command is Send { Arrival: { } arrival } send)
            {
                wanted.Arrivals.Add((arrival.Channel.Value, arrival.Buyer));
                wanted.Sends.Add((arrival.Channel.Value, null, send.Words.ExternalId));
                continue;
            }

            if (command.Conversation is not { } id)
            {
                continue;
            }

            wanted.Conversations.Add(id.Value);
            WantsOf(command, id.Value, wanted);
        }

        return wanted;
    }

    private static void WantsOf(Command command, Guid id, Wanted wanted)
    {
        switch (command)
        {
            case Send send:
                wanted.Sends.Add((null, id, send.Words.ExternalId));
                break;
            case WriteLine line:
                wanted.Sends.Add((null, id, line.ExternalId));
                break;
            case AutoReply reply:
                wanted.Sends.Add((null, id, reply.ExternalId));
                break;
            case Recall recall:
                wanted.Messages.Add((id, recall.Seq));
                break;
            case MarkDelivery delivery:
                wanted.Messages.Add((id, delivery.Seq));
                break;
            case MarkRead { By.Person: { } person } read:
                wanted.Reads.Add((id, person.Value));
                wanted.Messages.Add((id, read.Seq));
                break;
            case SaveDraft { By.Person: { } person }:
                wanted.Drafts.Add((id, person.Value));
                break;
            default:
                break;
        }
    }
}
