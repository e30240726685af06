using Zhanggui.Kernel.Outcomes;
using Zhanggui.Reception.Conversations;

namespace Zhanggui.Reception.Writing;

/// <summary>What became of a command. <see cref="Number"/> is the feed number reached; on a repeat, the number known at that time.</summary>
internal readonly record struct Result(Refusal? Refusal, long Number, Conversation? Head, Message? Message, bool IsRepeat = false);

/// <summary>Hears the outcome after the commit, on the writer's thread: be quick, never throw, never block.</summary>
internal interface IReceipt
{
    /// <summary>
    /// One of its sends could not be stored. What the same sender handed in behind it must not be stored either, or it
    /// would stand before it: it all comes again, in order, over a fresh connection.
    /// </summary>
    bool IsCut => false;

    void Done(Command command, in Result result);

    /// <summary>Follows every <see cref="Done"/>: the events of the commit have been told, or there was none; whatever still waits to be sent must be sent now.</summary>
    void Wake()
    {
    }
}

internal sealed record Submission(Command Command, IReceipt Receipt);

/// <summary>A receipt that somebody awaits.</summary>
internal sealed class AwaitedReceipt : TaskCompletionSource<Result>, IReceipt
{
    public AwaitedReceipt()
        : base(TaskCreationOptions.RunContinuationsAsynchronously)
    {
    }

    private Result outcome;

    public void Done(Command command, in Result result) => outcome = result;

    /// <summary>Only now: whoever has the answer finds the events of their act told in this process.</summary>
    public void Wake() => TrySetResult(outcome);
}
