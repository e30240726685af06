using System.Text.Json;
using Zhanggui.Kernel.Feed;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;

namespace Zhanggui.Reception.Reading;

/// <summary>The wire form of events. Everything a visitor can ever hear is written by <see cref="ForVisitor"/> and nowhere else.</summary>
internal static class EventJson
{
    public static byte[] ForAgents(FeedEvent e, Changed changed) => changed.Head is null ? [] : JsonPen.Write((e, changed), static (json, x) =>
    {
        json.WriteStartObject();
        json.WriteNumber("n"u8, x.e.Number);
        switch (x.e.Kind)
        {
            case FeedKinds.Message or FeedKinds.MessageChanged:
                json.WriteString("k"u8, x.e.Kind);
                WriteHead(json, x.changed.Head!);
                json.WritePropertyName("message"u8);
                MessageJson.Write(json, x.changed.Message!, Reader.Agent);
                break;
            case FeedKinds.ReadByBuyer or FeedKinds.ReadByPerson:
                WriteRead(json, x.e, x.changed);
                break;
            case FeedKinds.Draft:
                json.WriteString("k"u8, "draft"u8);
                json.WriteString("c"u8, x.e.Entity);
                var draft = (Draft)x.changed.Mark!;
                json.WriteString("text"u8, draft.Text);
                json.WriteNumber("version"u8, draft.Version);
                break;
            default:
                json.WriteString("k"u8, "conversation"u8);
                WriteHead(json, x.changed.Head!);
                break;
        }

        json.WriteEndObject();
    });

    /// <summary>Empty for whatever buyers must not know: notes, inner lines, drafts, who else reads.</summary>
    public static byte[] ForVisitor(FeedEvent e, Changed changed, int? place)
    {
        if (!IsForVisitor(e, changed))
        {
            return [];
        }

        return JsonPen.Write((e, changed, place), static (json, x) =>
        {
            var head = x.changed.Head!;
            json.WriteStartObject();
            json.WriteNumber("n"u8, x.e.Number);
            switch (x.e.Kind)
            {
                case FeedKinds.Message or FeedKinds.MessageChanged:
                    json.WriteString("k"u8, x.e.Kind);
                    json.WritePropertyName("head"u8);
                    HeadJson.WriteForVisitor(json, head, x.place);
                    json.WritePropertyName("message"u8);
                    MessageJson.Write(json, x.changed.Message!, Reader.Visitor);
                    break;
                case FeedKinds.ReadByBuyer:
                    json.WriteString("k"u8, "read"u8);
                    json.WriteString("c"u8, x.e.Entity);
                    json.WriteString("person"u8, "buyer"u8);
                    json.WriteNumber("seq"u8, head.BuyerReadSeq);
                    break;
                case FeedKinds.ReadByAgent:
                    json.WriteString("k"u8, "read"u8);
                    json.WriteString("c"u8, x.e.Entity);
                    json.WriteString("person"u8, "agent"u8);
                    json.WriteNumber("seq"u8, Math.Min(head.AgentReadSeq, head.VisibleSeq));
                    break;
                default:
                    json.WriteString("k"u8, "conversation"u8);
                    json.WritePropertyName("head"u8);
                    HeadJson.WriteForVisitor(json, head, x.place);
                    break;
            }

            json.WriteEndObject();
        });
    }

    private static bool IsForVisitor(FeedEvent e, Changed changed) => changed.Head is not null && e.Kind switch
    {
        FeedKinds.Message or FeedKinds.MessageChanged => changed.Message is { Audience: Audience.Everybody },
        FeedKinds.Conversation or FeedKinds.ReadByBuyer or FeedKinds.ReadByAgent => true,
        _ => false,
    };

    private static void WriteHead(Utf8JsonWriter json, Conversation head)
    {
        json.WritePropertyName("head"u8);
        HeadJson.WriteForAgents(json, head);
    }

    private static void WriteRead(Utf8JsonWriter json, FeedEvent e, Changed changed)
    {
        json.WriteString("k"u8, "read"u8);
        json.WriteString("c"u8, e.Entity);
        if (changed.Mark is ReadMark mark)
        {
            json.WriteString("person"u8, mark.Person.Value);
            json.WriteNumber("seq"u8, mark.Seq);
            json.WriteNumber("buyerCount"u8, mark.BuyerCount);
        }
        else
        {
            json.WriteString("person"u8, "buyer"u8);
            json.WriteNumber("seq"u8, changed.Head!.BuyerReadSeq);
        }

        json.WriteNumber("buyerReadSeq"u8, changed.Head!.BuyerReadSeq);
        json.WriteNumber("agentReadSeq"u8, changed.Head!.AgentReadSeq);
    }
}
