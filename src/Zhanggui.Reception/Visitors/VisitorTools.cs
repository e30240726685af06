using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Reception.Visitors;

/// <summary>What every visitor route begins with.</summary>
internal sealed class VisitorTools(VisitorDoor door, VisitorLimits limits, VisitorOptions options)
{
    public VisitorLimits Limits => limits;

    public VisitorOptions Options => options;

    /// <summary>The visitor behind a request, within the pace of requests.</summary>
    public async Task<Outcome<Visitor>> AdmitAsync(HttpContext http, LimitKind kind, CancellationToken ct)
    {
        var admitted = await door.AdmitAsync(VisitorRequest.TokenOf(http.Request), VisitorRequest.OriginOf(http.Request), http.Request.Host.Value ?? string.Empty, ct);
        return admitted.IsDone && !limits.Allows(kind, admitted.Value.Buyer.Id.Value) ? new VisitorTooMany("rate") : admitted;
    }

    public static Guid AddressOf(HttpContext http) => VisitorLimits.AddressKey(http.Connection.RemoteIpAddress);
}
