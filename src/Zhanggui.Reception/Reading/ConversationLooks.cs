using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;

namespace Zhanggui.Reception.Reading;

/// <summary>Answers other rooms by the same rule as the screens.</summary>
internal sealed class ConversationLooks(Database database, ConversationReader reader) : IConversationLook
{
    public async Task<ConversationLook?> FindForAsync(Actor actor, ConversationId id, long? seq, CancellationToken ct)
    {
        if (await reader.FindAsync(id, ct) is not { } head || !Party.Of(actor).Sees(head))
        {
            return null;
        }

        if (seq is not { } wanted)
        {
            return Look(head, null);
        }

        await using var connection = await database.OpenAsync(ct);
        return Look(head, (await reader.MessagesAsync(connection, null, head, wanted - 1, wanted + 1, 1, newestFirst: false, Audience.Agents, ct)).FirstOrDefault());
    }

    public async Task<ConversationLook?> FindAsync(ConversationId id, CancellationToken ct) => await reader.FindAsync(id, ct) is { } head ? Look(head, null) : null;

    public async Task<IReadOnlyDictionary<ConversationId, PersonId?>> AssigneesAsync(IReadOnlyCollection<ConversationId> ids, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, 1000);
        if (ids.Count == 0)
        {
            return new Dictionary<ConversationId, PersonId?>();
        }

        var named = ids.Distinct().Select((id, i) => ($"id{i}", (object?)id.Value)).ToArray();
        await using var connection = await database.OpenAsync(ct);
        var found = await connection.ReadAllAsync(null, $"select id, assignee_id from reception_conversation where state <> 3 and assignee_id is not null and id in ({string.Join(", ", named.Select(n => $"@{n.Item1}"))})",
            r => (Id: new ConversationId(r.GetGuid(0)), Person: (PersonId?)new PersonId(r.GetGuid(1))), ct, named);
        return found.ToDictionary(f => f.Id, f => f.Person);
    }

    private static ConversationLook Look(Conversation head, Message? message) => new(
        head.Id, head.Shop, head.Number, head.Buyer, head.About.BuyerName, head.Assignee, head.State == ConversationState.Closed,
        message is { Kind: MessageKind.Text, RecalledAt: null } ? message.Text : null, message?.At, message?.Person);
}
