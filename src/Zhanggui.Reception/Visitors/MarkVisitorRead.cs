using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Visitors;

/// <summary>The buyer has seen the conversation up to a number.</summary>
internal static class MarkVisitorRead
{
    public static async Task<IResult> HandleAsync(HttpContext http, VisitorTools tools, VisitorView view, ConversationWriter writer, CancellationToken ct)
    {
        var admitted = await tools.AdmitAsync(http, LimitKind.BuyerRequest, ct);
        if (admitted.Refusal is not null)
        {
            return VisitorRoutes.Refuse(http, admitted.Refusal);
        }

        var body = await VisitorRequest.ReadJsonAsync(http.Request, tools.Options.FrameBytes, ct);
        if (body.Refusal is not null)
        {
            return VisitorRoutes.Refuse(http, body.Refusal);
        }

        using var json = body.Value;
        if (SeqOf(json.RootElement) is not { } seq)
        {
            return VisitorRoutes.Refuse(http, new VisitorMalformed("seq"));
        }

        if (await view.PresentAsync(admitted.Value, ct) is not { } head)
        {
            return VisitorRoutes.Refuse(http, new ConversationNotFound());
        }

        var result = await writer.ActAsync(new MarkRead(Party.OfBuyer(head.Buyer), seq) { Conversation = head.Id }, ct);
        return result.Refusal is { } refusal ? VisitorRoutes.Refuse(http, refusal) : Results.NoContent();
    }

    public static long? SeqOf(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty("seq", out var seq) && seq.ValueKind == JsonValueKind.Number && seq.TryGetInt64(out var value) && value >= 0 ? value : null;
}
