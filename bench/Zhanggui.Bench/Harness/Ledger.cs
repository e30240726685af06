using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Zhanggui.Bench.Harness;

/// <summary>One message as its sender knows it.</summary>
internal sealed class Sent(Guid id, string sender, long order, string? conversation, string text)
{
    public Guid Id { get; } = id;

    public string Sender { get; } = sender;

    /// <summary>The sender's own count: the order in which the messages were written.</summary>
    public long Order { get; } = order;

    public string? Conversation { get; } = conversation;

    public string Text { get; } = text;

    /// <summary>The number the server acknowledged; 0 = not yet.</summary>
    public long Seq { get; set; }

    public string? Refused { get; set; }

    public int Tries { get; set; }
}

/// <summary>Everything that was sent and acknowledged, to be compared with what the server has at the end.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<Guid, Sent> all = new();
    private readonly ConcurrentQueue<string> faults = new();

    private int ackCount;

    /// <summary>Acknowledgements so far, repeated ones too; cheap.</summary>
    public int AckCount => Volatile.Read(ref ackCount);

    public int Acknowledged => all.Values.Count(s => s.Seq > 0);

    public int Count => all.Count;

    public int Resent => all.Values.Sum(s => Math.Max(0, s.Tries - 1));

    public IReadOnlyCollection<string> Faults => faults;

    public void Add(Sent sent) => all[sent.Id] = sent;

    /// <summary>Notes something that must never happen.</summary>
    public void Fault(string what)
    {
        if (faults.Count < 50)
        {
            faults.Enqueue(what);
        }
    }

    public void Acked(Guid id, long seq)
    {
        Interlocked.Increment(ref ackCount);
        if (!all.TryGetValue(id, out var sent))
        {
            return;
        }

        if (sent.Seq != 0 && sent.Seq != seq)
        {
            Fault($"{sent.Sender}: message {id} was acknowledged as {sent.Seq} and then as {seq}");
        }

        sent.Seq = seq;
    }

    /// <summary>Compares with the server's whole record, conversation by conversation.</summary>
    public Verdict Judge(IReadOnlyDictionary<string, List<JsonNode>> record)
    {
        var verdict = new Verdict { Sent = Count, Acknowledged = Acknowledged, Resent = Resent };
        var stored = new Dictionary<Guid, (string Conversation, long Seq, string Text)>();
        foreach (var (conversation, messages) in record)
        {
            var expected = 1L;
            var lastOrder = new Dictionary<string, long>(StringComparer.Ordinal);
            foreach (var message in messages)
            {
                var seq = message["seq"]!.GetValue<long>();
                if (seq != expected)
                {
                    verdict.OutOfOrder++;
                    Fault($"conversation {conversation}: number {expected} expected, {seq} found");
                }

                expected = seq + 1;
                if (message["id"]?.GetValue<string>() is not { } text || !Guid.TryParse(text, out var id))
                {
                    continue;
                }

                if (!stored.TryAdd(id, (conversation, seq, message["text"]?.GetValue<string>() ?? string.Empty)))
                {
                    verdict.Doubled++;
                    Fault($"message {id} stands twice: {stored[id].Conversation} {stored[id].Seq} and {conversation} {seq}");
                }

                if (all.TryGetValue(id, out var sent))
                {
                    if (lastOrder.TryGetValue(sent.Sender, out var before) && before >= sent.Order)
                    {
                        verdict.OutOfOrder++;
                        Fault($"conversation {conversation}: {sent.Sender}'s message {sent.Order} stands after {before}");
                    }

                    lastOrder[sent.Sender] = sent.Order;
                }
            }
        }

        foreach (var sent in all.Values.Where(s => s.Seq > 0))
        {
            if (!stored.TryGetValue(sent.Id, out var there))
            {
                verdict.Lost++;
                Fault($"{sent.Sender}'s message {sent.Order} ({sent.Id}) was acknowledged as {sent.Seq} and is not there");
            }
            else if (there.Seq != sent.Seq || there.Text != sent.Text)
            {
                verdict.Lost++;
                Fault($"{sent.Sender}'s message {sent.Order} was acknowledged as {sent.Seq}; there stands {there.Seq} \"{there.Text}\"");
            }
        }

        verdict.Stored = stored.Count;
        verdict.DoubledTexts(record, Fault);
        return verdict;
    }
}

/// <summary>What came of a run.</summary>
internal sealed class Verdict
{
    public int Sent { get; init; }

    public int Acknowledged { get; init; }

    public int Resent { get; init; }

    public int Stored { get; set; }

    public int Lost { get; set; }

    public int Doubled { get; set; }

    public int OutOfOrder { get; set; }

    public bool IsClean => Lost + Doubled + OutOfOrder == 0;

    /// <summary>Every text of the harness is unique: the same text under two ids would be a double as well.</summary>
    public void DoubledTexts(IReadOnlyDictionary<string, List<JsonNode>> record, Action<string> fault)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in record.Values.SelectMany(m => m).Where(m => m["sender"]?.GetValue<string>() is "buyer" or "agent").Select(m => m["text"]?.GetValue<string>()))
        {
            if (text is { Length: > 0 } && !seen.Add(text))
            {
                Doubled++;
                fault($"text \"{text}\" stands twice");
            }
        }
    }

    public override string ToString() => $"sent {Sent:N0}, acknowledged {Acknowledged:N0}, sent again {Resent:N0}, stored {Stored:N0}; lost {Lost}, doubled {Doubled}, out of order {OutOfOrder}";
}
