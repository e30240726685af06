using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using NodaTime;

namespace Zhanggui.Facts.Demo;

/// <summary>One conversation as it goes on: who says what at which moment. It must be closed once, so that its session is written.</summary>
internal sealed class DemoTalk(DemoRun run, int shop, string buyer, long start, DemoItem? item)
{
    private const long Second = 1_000;
    private readonly DemoRandom random = run.Random;
    private long first;

    public string Session { get; } = run.NextSession();

    /// <summary>The moment of the last message.</summary>
    public long At { get; private set; } = start;

    /// <summary>Who spoke for the shop last.</summary>
    public DemoStint? Agent { get; private set; }

    public string? LastMessage { get; private set; }

    /// <summary>The buyer writes, once or twice in a row.</summary>
    public void Ask(string section, DemoStint? to)
    {
        Wait(random.Quantile(DemoMix.ThinkSeconds));
        Say(SenderKind.Buyer, to?.Account, DemoPhrases.Shared.Pick(section, random, item).Buyer);
        if (random.Chance(250))
        {
            Wait(random.Between(2, 15));
            Say(SenderKind.Buyer, to?.Account, random.Chance(200) ? null : DemoPhrases.Shared.Pick("also", random, item).Buyer);
        }
    }

    /// <summary>A round: question, answer after a time that hangs on the hour and the agent.</summary>
    public void Round(string section, DemoStint agent)
    {
        var (question, answer) = DemoPhrases.Shared.Pick(section, random, item);
        if (question.Length > 0)
        {
            Wait(random.Quantile(DemoMix.ThinkSeconds));
            Say(SenderKind.Buyer, agent.Account, question);
            if (random.Chance(220))
            {
                Wait(random.Between(2, 12));
                Say(SenderKind.Buyer, agent.Account, DemoPhrases.Shared.Pick("also", random, item).Buyer);
            }
        }

        Answer(agent, answer);
    }

    public void Answer(DemoStint agent, string text)
    {
        Wait(Patience(agent));
        if (random.Chance(50))
        {
            Say(SenderKind.Agent, agent.Account, DemoPhrases.Shared.Pick("wait", random, item).Agent);
            Wait(random.Chance(930) ? random.Between(20, 240) : random.Between(900, 2_400));
        }

        Say(random.Chance(DemoMix.AssistBot) ? SenderKind.AssistBot : SenderKind.Agent, agent.Account, text);
        if (random.Chance(330))
        {
            Wait(random.Between(3, 20));
            Say(SenderKind.Agent, agent.Account, DemoPhrases.Shared.Pick("more", random, item).Agent);
        }

        Agent = agent;
    }

    /// <summary>A bot, an automatic reply or a push speaks; none of them is a person.</summary>
    public void Machine(SenderKind sender, string section, string? account)
    {
        Wait(1);
        Say(sender, account, DemoPhrases.Shared.Pick(section, random, item).Agent);
    }

    public void WaitUntil(long at) => At = Math.Max(At, at);

    public void Say(SenderKind sender, string? account, string? text)
    {
        first = first == 0 ? At : first;
        LastMessage = run.NextMessage();
        run.Sink.Add(FactsFiles.Messages, new MessageFact
        {
            Id = LastMessage,
            Shop = run.ShopId(shop),
            Buyer = buyer,
            Account = account,
            Sender = sender,
            SentAt = DemoRun.At(At),
            Kind = text is null ? MessageKind.Image : MessageKind.Text,
            Text = text,
        });
    }

    public void Transfer(DemoStint from, DemoStint? to, string reason) => run.Sink.Add(FactsFiles.Transfers, new TransferFact
    {
        Id = $"t{Session}",
        Session = $"c{Session}",
        At = DemoRun.At(At += random.Between(1, 20) * Second),
        FromAccount = from.Account,
        ToAccount = to?.Account,
        Reason = reason,
    });

    /// <summary>Writes the session with its rating.</summary>
    public void Close()
    {
        var isByHand = random.Chance(300);
        run.Sink.Add(FactsFiles.Sessions, new SessionFact
        {
            Id = $"c{Session}",
            Shop = run.ShopId(shop),
            Buyer = buyer,
            Account = Agent?.Account,
            From = DemoRun.At(first),
            To = DemoRun.At(At) + (isByHand ? Duration.FromSeconds(random.Between(5, 90)) : Duration.FromMinutes(30)),
            EndedBy = isByHand ? "agent" : "silence",
        });
        if (Agent is not null && random.Chance(DemoMix.Invited))
        {
            var isRated = random.Chance(DemoMix.Rated);
            run.Sink.Add(FactsFiles.Ratings, new RatingFact
            {
                Session = $"c{Session}",
                InvitedAt = DemoRun.At(At + (5 * Second)),
                At = isRated ? DemoRun.At(At + (random.Between(20, 3_000) * Second)) : null,
                Stars = isRated ? random.Weighted(DemoMix.Stars) + 1 : null,
            });
        }
    }

    private void Wait(long seconds) => At += (seconds * Second) + random.Next(1_000);

    private long Patience(DemoStint agent)
    {
        var hour = (int)((At - run.Starts[run.Day]) / (3_600 * Second)) % 24;
        var seconds = random.Quantile(DemoMix.AnswerSeconds) * agent.Person.Speed / 1_000;
        return DemoMix.Hours[hour] > DemoMix.BusyHour ? seconds * DemoMix.BusyAnswers / 1_000 : seconds;
    }
}
