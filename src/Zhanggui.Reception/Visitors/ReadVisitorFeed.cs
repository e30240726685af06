using Microsoft.AspNetCore.Http;

namespace Zhanggui.Reception.Visitors;

/// <summary>Polling, where sockets do not get through.</summary>
internal static class ReadVisitorFeed
{
    public static async Task<IResult> HandleAsync(long? after, Guid? epoch, HttpContext http, VisitorTools tools, VisitorView view, CancellationToken ct)
    {
        var admitted = await tools.AdmitAsync(http, LimitKind.BuyerRequest, ct);
        return admitted.Refusal is { } refusal
            ? VisitorRoutes.Refuse(http, refusal)
            : Results.Bytes(await view.FeedAsync(admitted.Value, after ?? -1, epoch ?? Guid.Empty, ct), "application/json; charset=utf-8");
    }
}
