using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Outbox;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Presence;

/// <summary>Conversations that somebody had who was erased: their lists show the pseudonym.</summary>
internal sealed class FollowErasedPeople(Database database, ConversationWriter writer, Pseudonyms pseudonyms) : IEventHandler<PersonErased>
{
    private const int RoundLimit = 500;

    public async Task HandleAsync(PersonErased happened, Delivery delivery, CancellationToken ct)
    {
        pseudonyms.Forget();
        var after = 0L;
        while (true)
        {
            List<(Guid Id, long Opened)> heads;
            await using (var connection = await database.OpenAsync(ct))
            {
                heads = await connection.ReadAllAsync(null,
                    "select id, opened_at from reception_conversation where (assignee_id = @p or last_agent_id = @p) and opened_at >= @after and coalesce(assignee_name, '') <> @name and reason <> @reason order by opened_at limit @limit",
                    r => (r.GetGuid(0), r.GetInt64(1)), ct, ("p", happened.Person.Value), ("after", after), ("name", happened.Pseudonym), ("reason", Conversations.Conversations.ErasedReason), ("limit", RoundLimit));
            }

            var results = await Task.WhenAll(heads.Select(h => writer.ActAsync(new Rename(happened.Person, happened.Pseudonym) { Conversation = new ConversationId(h.Id) }, ct)));
            if (results.Any(r => r.Refusal is StoreUnavailable))
            {
                throw new InvalidOperationException("The store is away; the event is tried again.");
            }

            if (heads.Count < RoundLimit || heads[^1].Opened <= after)
            {
                return;
            }

            after = heads[^1].Opened;
        }
    }
}
