using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Facts.Gathering;
using Zhanggui.Kernel;
using Zhanggui.Records.Contracts;
using Zhanggui.Records.Keeping;
using Zhanggui.Records.Ledger;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Records;

/// <summary>The room's door: registers its services. Rooms that import and reckon use its contract; people enter rows through the ledger.</summary>
public static class RecordsRoom
{
    public static IServiceCollection AddRecords(this IServiceCollection services)
    {
        services.AddRoomMigrations("records", typeof(RecordsRoom));
        services.AddSingleton<MessageKeeper>();
        services.AddSingleton<LedgerBook>();
        services.AddSingleton<IRecordStore, RecordStore>();
        services.AddSingleton<IFactsSource, RecordFacts>();
        services.AddSingleton<IPersonalData, PersonalRecords>();
        return services;
    }

    public static IEndpointRouteBuilder MapRecords(this IEndpointRouteBuilder routes) => routes.MapLedger();
}
