using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Http;
using Zhanggui.Reception.Files;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Visitors;

/// <summary>A buyer writes, where sockets do not get through.</summary>
internal static class SendVisitorMessage
{
    public static async Task<IResult> HandleAsync(HttpContext http, VisitorTools tools, FileShelf shelf, ConversationWriter writer, CancellationToken ct)
    {
        var admitted = await tools.AdmitAsync(http, LimitKind.BuyerMessage, ct);
        if (admitted.Refusal is not null)
        {
            return VisitorRoutes.Refuse(http, admitted.Refusal);
        }

        if (!tools.Limits.Allows(LimitKind.AddressMessage, VisitorTools.AddressOf(http)))
        {
            return VisitorRoutes.Refuse(http, new VisitorTooMany("rate"));
        }

        var body = await VisitorRequest.ReadJsonAsync(http.Request, tools.Options.FrameBytes, ct);
        if (body.Refusal is not null)
        {
            return VisitorRoutes.Refuse(http, body.Refusal);
        }

        using var json = body.Value;
        var words = VisitorWords.Read(json.RootElement, tools.Options.TextLength);
        if (words.Refusal is not null)
        {
            return VisitorRoutes.Refuse(http, words.Refusal);
        }

        var send = await words.Value.ToSendAsync(admitted.Value, shelf, ct);
        if (send.Refusal is not null)
        {
            return VisitorRoutes.Refuse(http, send.Refusal);
        }

        var result = await writer.ActAsync(send.Value, ct);
        return result.Refusal is { } refusal
            ? VisitorRoutes.Refuse(http, refusal)
            : Results.Json(new { words.Value.Id, C = result.Message!.Conversation, result.Message.Seq, result.Message.At, N = result.Number }, HouseJson.Options);
    }
}
