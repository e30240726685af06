using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Agents;

/// <summary>HTTP answers written by hand, as the sockets write theirs.</summary>
internal static class Answers
{
    public static IResult Json<T>(T what, Action<Utf8JsonWriter, T> write) => Results.Bytes(JsonPen.Write(what, write), "application/json; charset=utf-8");

    public static IResult Problem(Refusal refusal) => refusal.ToProblem();

    /// <summary><c>{ n, head }</c> or <c>{ n, head, message }</c>, or the refusal.</summary>
    public static IResult Act(Result result) => result.Refusal is { } refusal ? refusal.ToProblem() : Json(result, static (json, r) =>
    {
        json.WriteStartObject();
        json.WriteNumber("n"u8, r.Number);
        json.WritePropertyName("head"u8);
        HeadJson.WriteForAgents(json, r.Head!);
        if (r.Message is { } message)
        {
            json.WritePropertyName("message"u8);
            MessageJson.Write(json, message, Reader.Agent);
        }

        json.WriteEndObject();
    });

    public static void WriteMessages(Utf8JsonWriter json, IEnumerable<Message> messages, Reader reader)
    {
        json.WriteStartArray("messages"u8);
        foreach (var message in messages)
        {
            MessageJson.Write(json, message, reader);
        }

        json.WriteEndArray();
    }

    public static void WriteRead(Utf8JsonWriter json, ReadMark read)
    {
        json.WriteStartObject("read"u8);
        json.WriteNumber("seq"u8, read.Seq);
        json.WriteNumber("buyerCount"u8, read.BuyerCount);
        json.WriteEndObject();
    }

    public static void WriteDraft(Utf8JsonWriter json, Draft? draft)
    {
        if (draft is null || draft.Text.Length == 0)
        {
            return;
        }

        json.WriteStartObject("draft"u8);
        json.WriteString("text"u8, draft.Text);
        json.WriteNumber("version"u8, draft.Version);
        json.WriteEndObject();
    }
}
