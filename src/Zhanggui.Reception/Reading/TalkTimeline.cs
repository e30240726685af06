using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Reading;

/// <summary>A buyer's conversations for the buyer's page, by the same rule as the screens.</summary>
internal sealed class TalkTimeline(Database database, ConversationReader reader) : IBuyerTimeline
{
    /// <summary>No buyer has so many; what lies behind is found by search.</summary>
    private const int Most = 500;

    public IReadOnlyList<string> Kinds { get; } = ["conversation"];

    public async Task<IReadOnlyList<TimelineEntry>> ReadAsync(Actor actor, TimelineAsk ask, string kind, CancellationToken ct)
    {
        if (!actor.Can(Permissions.ReadConversations, ask.Shop))
        {
            return [];
        }

        await using var connection = await database.OpenAsync(ct);
        var heads = new List<Conversation>();
        foreach (var subject in ask.Subjects)
        {
            heads.AddRange(await reader.HeadsAsync(connection, null, new HeadQuery(ask.Shop) { Buyer = subject.Value, Limit = Most }, ct));
        }

        return
        [
            .. heads.Where(Party.Of(actor).Sees).Where(h => h.OpenedAt <= ask.Until).DistinctBy(h => h.Id).OrderByDescending(h => h.OpenedAt).ThenByDescending(h => h.Number).Take(ask.Limit)
                .Select(h => new TimelineEntry(kind, h.OpenedAt, h.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), h.LastText, h.State == ConversationState.Closed ? "closed" : "open", h.Id.Value)),
        ];
    }
}
