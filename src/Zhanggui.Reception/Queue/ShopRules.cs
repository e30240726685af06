using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Rules;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Reception.Queue;

/// <summary>What the shop's rule book in force says, as the rules of this room take it. Answers come from memory.</summary>
internal sealed class ShopRules(IEnumerable<IRuleBooks> books, IShops shops, ReceptionOptions options)
{
    private static readonly Duration Never = Duration.FromMilliseconds(-1);
    private static readonly RoutingRules Unwritten = new()
    {
        LastAgentWithin = null,
        Order = RoutingOrder.Load,
        BusyCapacity = null,
        Groups = [],
        AnswerWithin = null,
        TransferWithin = null,
        BacklogFirst = null,
        BacklogSpread = null,
        Leaving = Leaving.HandOver,
        MainPercent = null,
    };

    private readonly IRuleBooks? books = books.FirstOrDefault();

    /// <summary>The same rules for retelling what was: the house adds nothing of its own.</summary>
    public ShopRules Silent => new(books is null ? [] : [books], shops, options) { IsSilent = true };

    private bool IsSilent { get; init; }

    public async ValueTask<Limits> LimitsAsync(ShopId shop, Instant now, CancellationToken ct) =>
        await InForceAsync(shop, now, ct) is { } rules
            ? new Limits(rules.RecallWindow ?? Never, rules.ReopenWindow ?? Never, options.TextLength, options.TagCount)
            {
                ShowsReadMarks = rules.ShowsReadMarks,
                Opening = await OpeningAsync(rules, shop, now, ct),
                OffHours = await OffHoursAsync(rules, shop, now, ct),
                Groups = (await RoutingAsync(shop, now, ct)).Groups,
            }
            : options.Limits;

    public async ValueTask<int> CapacityAsync(ShopId shop, Instant now, CancellationToken ct) =>
        await InForceAsync(shop, now, ct) is { } rules ? (int)(rules.CapacityPerAgent ?? int.MaxValue) : options.AgentCapacity;

    /// <summary>Who gets a buyer.</summary>
    public async ValueTask<RoutingRules> RoutingAsync(ShopId shop, Instant now, CancellationToken ct) =>
        books is null ? Unwritten : (await books.EffectiveAsync(RoutingSection.Section, shop, now, ct)).Rules;

    /// <summary>The waits that turn amber and red; null = never.</summary>
    public async ValueTask<(Duration? Amber, Duration? Red)> WaitsAsync(ShopId shop, Instant now, CancellationToken ct) =>
        await InForceAsync(shop, now, ct) is { } rules ? (rules.WaitAmber, rules.WaitRed) : (null, null);

    /// <summary>What a conversation may be closed with; empty = the screen's own common outcomes.</summary>
    public async ValueTask<IReadOnlyList<string>> OutcomesAsync(ShopId shop, Instant now, CancellationToken ct) => (await InForceAsync(shop, now, ct))?.CloseOutcomes ?? [];

    /// <summary>Words at hand, endings, checklists and contacts; without a book all of it is empty.</summary>
    public async ValueTask<FloorRules> FloorAsync(ShopId shop, Instant now, CancellationToken ct) => (await InForceAsync(shop, now, ct))?.Floor ?? FloorRules.None;

    /// <summary>The whole section; null without a book.</summary>
    public ValueTask<ReceptionRules?> SectionAsync(ShopId shop, Instant now, CancellationToken ct) => InForceAsync(shop, now, ct);

    /// <summary>What a buyer reads when nobody is there; null = the client's own words.</summary>
    public async ValueTask<string?> OfflineWordsAsync(ShopId shop, Instant now, CancellationToken ct) => (await InForceAsync(shop, now, ct))?.OfflineText;

    /// <summary>What is said to whoever has waited that long; null = nothing, as outside opening hours, when nobody is merely busy.</summary>
    public async ValueTask<(string Text, Duration After)?> BusyReplyAsync(ShopId shop, Instant now, CancellationToken ct) =>
        options.AutomaticReplies && await InForceAsync(shop, now, ct) is { BusyReply: { } reply, BusyAfter: { } after } && await IsOpenAsync(shop, now, ct) ? (reply.Text, after) : null;

    /// <summary>How long both sides are silent until the session is over; null = only closing ends it.</summary>
    public async ValueTask<Duration?> SilenceAsync(ShopId shop, Instant now, CancellationToken ct) =>
        options.EndsSilentSessions ? (await InForceAsync(shop, now, ct))?.SessionEndSilence : null;

    /// <summary>How long an unsent draft is kept; null = for ever.</summary>
    public async ValueTask<Duration?> DraftsKeptAsync(ShopId shop, Instant now, CancellationToken ct) => (await InForceAsync(shop, now, ct))?.DraftsKept;

    /// <summary>Do agents see words that the buyer has not sent yet?</summary>
    public async ValueTask<bool> ShowsTypingAsync(ShopId shop, Instant now, CancellationToken ct) => await InForceAsync(shop, now, ct) is { ShowsBuyerTyping: true };

    /// <summary>What a buyer who comes back outside opening hours is told; null = nothing.</summary>
    private async ValueTask<string?> OffHoursAsync(ReceptionRules rules, ShopId shop, Instant now, CancellationToken ct) =>
        !IsSilent && options.AutomaticReplies && rules.OffHoursReply is { } reply && !await IsOpenAsync(shop, now, ct) ? reply.Text : null;

    /// <summary>Outside opening hours the one reply stands for the other: "we serve you in order" would not be true.</summary>
    private async ValueTask<Opening> OpeningAsync(ReceptionRules rules, ShopId shop, Instant now, CancellationToken ct)
    {
        if (IsSilent || !options.AutomaticReplies)
        {
            return Opening.Silent;
        }

        var notice = string.IsNullOrWhiteSpace(rules.RecordingNotice) ? null : rules.RecordingNotice;
        var isOff = rules.OffHoursReply is not null && !await IsOpenAsync(shop, now, ct);
        return new Opening(notice, (isOff ? rules.OffHoursReply : rules.FirstReply)?.Text);
    }

    private async ValueTask<bool> IsOpenAsync(ShopId shop, Instant now, CancellationToken ct) =>
        await shops.FindAsync(shop, ct) is not { } card || ShopHours.IsOpen(card.Calendar, card.TimeZone, now);

    private async ValueTask<ReceptionRules?> InForceAsync(ShopId shop, Instant now, CancellationToken ct) =>
        books is null ? null : (await books.EffectiveAsync(ReceptionSection.Section, shop, now, ct)).Rules;
}
