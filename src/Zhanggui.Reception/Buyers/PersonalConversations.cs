using System.Text.Json;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Search;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Buyers;

/// <summary>What conversations hold about a buyer: exported as the buyer saw it; sealed, so erasing the keys empties it.</summary>
internal sealed class PersonalConversations(Database database, ConversationReader reader, SubjectKeys keys, SearchIndexJob search, TimeProvider clock) : IPersonalData
{
    private const int PageRows = 500;
    private const int MostConversations = 10_000;

    public string Section => "conversations";

    public async Task ExportAsync(DataSubject subject, Utf8JsonWriter json, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        json.WriteStartArray();
        foreach (var one in subject.Subjects)
        {
            var heads = await reader.HeadsAsync(connection, null, "where c.shop_id = @shop and c.subject_id = @subject order by c.number limit @limit", ct, ("shop", subject.Shop.Value), ("subject", one.Value), ("limit", MostConversations));
            foreach (var head in heads)
            {
                json.WriteStartObject();
                json.WritePropertyName("conversation");
                HeadJson.WriteForVisitor(json, head);
                json.WriteString("page", head.About.Page?.Url);
                json.WriteString("product", head.About.Product?.Title);
                json.WriteStartArray("messages");
                for (var after = 0L; ;)
                {
                    // Notes are about the buyer, but inner: they are not part of what the buyer is given.
                    var messages = await reader.MessagesAsync(connection, null, head, after, long.MaxValue, PageRows, newestFirst: false, Audience.Everybody, ct);
                    foreach (var message in messages)
                    {
                        MessageJson.Write(json, message, Reader.Visitor);
                    }

                    if (messages.Count < PageRows)
                    {
                        break;
                    }

                    after = messages[^1].Seq;
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    /// <summary>Previews, names, texts and drafts are all sealed: with the keys they are gone. Memory has to forget, and the index of the search.</summary>
    public async Task EraseAsync(DataSubject subject, CancellationToken ct)
    {
        foreach (var one in subject.Subjects)
        {
            keys.Forget(one.Value);
        }

        await search.PurgeAsync(subject.Shop, clock.GetCurrentInstant(), ct);
    }

    public async Task<IReadOnlyDictionary<string, long>> CountAsync(DataSubject subject, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var (conversations, messages) = (0L, 0L);
        foreach (var one in subject.Subjects)
        {
            conversations += await connection.ReadLongAsync(null, "select count(*) from reception_conversation where shop_id = @shop and subject_id = @subject", ct, ("shop", subject.Shop.Value), ("subject", one.Value)) ?? 0;
            messages += await connection.ReadLongAsync(null, "select coalesce(sum(last_seq), 0) from reception_conversation where shop_id = @shop and subject_id = @subject", ct, ("shop", subject.Shop.Value), ("subject", one.Value)) ?? 0;
        }

        return new Dictionary<string, long>(StringComparer.Ordinal) { ["conversations"] = conversations, ["messages"] = messages };
    }
}
