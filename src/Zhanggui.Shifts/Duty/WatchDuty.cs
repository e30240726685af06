using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;

namespace Zhanggui.Shifts.Duty;

/// <summary><c>GET /api/shifts/duty/socket?shop=</c>: changes of duty as they are committed. People's guard has looked at the Origin.</summary>
internal static class WatchDuty
{
    public static async Task<IResult> HandleAsync(Guid shop, HttpContext http, Actor actor, IShops shops, DutySocketTools tools, IHostApplicationLifetime lifetime)
    {
        var id = ShopId.From(shop);
        if (!http.WebSockets.IsWebSocketRequest || await shops.FindForAsync(actor, id, Permissions.ReadDuty, http.RequestAborted) is null)
        {
            return new DutyNotFound().ToProblem();
        }

        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        await new DutySocket(socket, id, actor, tools).RunAsync(lifetime.ApplicationStopping);
        return Results.Empty;
    }
}
