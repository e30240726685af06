using System.Text;
using System.Text.Json;
using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Time;
using Zhanggui.Pay.Contracts;
using Zhanggui.Pay.Rules;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay.WhatIf;

/// <summary>Works one comparison out: gathers the facts, settles the months by both books, keeps the answer.</summary>
internal sealed class WhatIfRun(WhatIfShelf shelf, IMonthFacts facts, IShops shops, IPayDesk desk, IBookDesk books, TimeProvider clock)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    public async Task RunAsync(WhatIfAsked asked, string owner, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var progress = new Progress();
        var watching = WatchAsync(asked.Id, owner, progress, stop);
        try
        {
            await WorkAsync(asked, owner, progress, stop.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            await shelf.EndAsync(asked.Id, owner, WhatIfStates.Cancelled, null, clock.GetCurrentInstant(), ct);
        }
        finally
        {
            await stop.CancelAsync();
            await watching;
        }
    }

    private async Task WorkAsync(WhatIfAsked asked, string owner, Progress progress, CancellationToken ct)
    {
        var shop = await shops.FindAsync(asked.Shop, ct) ?? throw new InvalidOperationException($"The shop {asked.Shop} of a comparison is gone.");
        var known = await facts.GatherAsync(shop, asked.From, asked.To, [asked.Before.Text, asked.After.Text], NeedsWords(asked.Before.Text) || NeedsWords(asked.After.Text), ct);
        progress.Stage = "months";
        var compared = await Task.Run(() => desk.Compare(known, new BookText(asked.Before.Text, null), new BookText(asked.After.Text, null), asked.From, asked.To, ct, done => progress.Done = done), ct);
        if (compared.Refusals is [var refusal, ..])
        {
            await shelf.EndAsync(asked.Id, owner, WhatIfStates.Failed, (refusal.Zh, refusal.En), clock.GetCurrentInstant(), ct);
            return;
        }

        using var bytes = new MemoryStream();
        ComparisonJson.Write(compared, asked.From, asked.To, bytes);
        var people = known.People.Where(p => !string.IsNullOrEmpty(p.Name)).GroupBy(p => p.Person, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Name!, StringComparer.Ordinal);
        var summary = WhatIfSummary.Of(compared, Names(asked), people);
        var ended = await shelf.DoneAsync(asked.Id, owner, FactsDigest.Of(known), Encoding.UTF8.GetString(bytes.ToArray()), JsonSerializer.Serialize(summary, HouseJson.Options), clock.GetCurrentInstant(), ct);
        if (ended == 0)
        {
            await shelf.EndAsync(asked.Id, owner, WhatIfStates.Cancelled, null, clock.GetCurrentInstant(), ct);
        }
    }

    /// <summary>What components and penalties are called in either book; the later one's words where both have it.</summary>
    private Dictionary<string, (string Zh, string En)> Names(WhatIfAsked asked)
    {
        var names = new Dictionary<string, (string Zh, string En)>(StringComparer.Ordinal) { ["guard"] = ("法定保护", "Legal guard") };
        foreach (var text in new[] { asked.Before.Text, asked.After.Text })
        {
            var rules = books.Read(PaySection.Section, text, null, []).Rules;
            foreach (var component in rules.Components)
            {
                names[component.Id] = (component.Name, component.Id);
            }

            foreach (var penalty in rules.Penalties)
            {
                names[penalty.Id] = (penalty.Name, penalty.Id);
                names[penalty.LossCode] = (penalty.Name + "：赔偿损失", penalty.Id + ": loss");
            }
        }

        return names;
    }

    /// <summary>Opening sealed words takes time, and only figures of conversations read them.</summary>
    private static bool NeedsWords(string text) => text.Contains("metric(", StringComparison.Ordinal);

    private async Task WatchAsync(Guid id, string owner, Progress progress, CancellationTokenSource stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await Task.Delay(Look, clock, stop.Token);
                if (!await shelf.KeepAsync(id, owner, progress.Stage, progress.Done, clock.GetCurrentInstant(), stop.Token))
                {
                    await stop.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The work has ended.
        }
        catch (System.Data.Common.DbException)
        {
            // Without its lease the comparison belongs to whoever claims it next.
            await stop.CancelAsync();
        }
    }

    private sealed class Progress
    {
        private volatile string stage = "facts";
        private volatile int done;

        public string Stage
        {
            get => stage;
            set => stage = value;
        }

        public int Done
        {
            get => done;
            set => done = value;
        }
    }
}
