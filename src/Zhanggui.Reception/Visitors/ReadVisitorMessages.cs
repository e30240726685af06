using Microsoft.AspNetCore.Http;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Visitors;

/// <summary>Older messages of the visitor's own conversations.</summary>
internal static class ReadVisitorMessages
{
    public static async Task<IResult> HandleAsync(Guid? c, long? before, HttpContext http, VisitorTools tools, VisitorView view, CancellationToken ct)
    {
        var admitted = await tools.AdmitAsync(http, LimitKind.BuyerRequest, ct);
        if (admitted.Refusal is not null)
        {
            return VisitorRoutes.Refuse(http, admitted.Refusal);
        }

        return await view.OlderAsync(admitted.Value, c, before ?? long.MaxValue, ct) is { } page
            ? Results.Bytes(page, "application/json; charset=utf-8")
            : VisitorRoutes.Refuse(http, new ConversationNotFound());
    }
}
