using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;

namespace Zhanggui.Host.House;

/// <summary>What the owner does with the house itself, from the workbench.</summary>
internal static class HouseRoutes
{
    public static IServiceCollection AddHouseRoutes(this IServiceCollection services, HouseHostOptions options) => services
        .AddSingleton(options)
        .AddSingleton<HouseTurnstiles>()
        .AddSingleton<BackupTicket>()
        .AddSingleton<HouseRecord>();

    public static void MapHouse(this IEndpointRouteBuilder routes)
    {
        var house = routes.MapGroup("/api/house").WithTags("House");
        RunDoctor.Map(house);
        RunBackup.Map(house);
    }
}

/// <summary>Writes into the audit who had the house examined or copied.</summary>
internal sealed class HouseRecord(Database database, TimeProvider clock)
{
    public Task WriteAsync(Actor actor, string act, object after, CancellationToken ct) =>
        database.WriteAsync(
            async (c, t) =>
            {
                await AuditStore.InsertAsync(c, t, NewId.Create(clock), clock.GetCurrentInstant().ToUnixTimeMilliseconds(), new AuditEntry(actor.Organisation, null, actor.Person, act, "house", "house", After: after), ct);
                return true;
            },
            ct);
}
