using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Checks;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Settings;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Search;

internal static class SearchPart
{
    public static void AddSearch(this IServiceCollection services, IConfiguration configuration)
    {
        var options = services.AddRoomSettings<SearchOptions>(configuration, "Search");
        services.AddSingleton<IndexSlot>();
        services.AddSingleton<IndexSearch>();
        services.AddSingleton<ScanSearch>();
        services.AddSingleton<IMessageSearch>(s => options.Index ? s.GetRequiredService<IndexSearch>() : s.GetRequiredService<ScanSearch>());
        services.AddSingleton<INoteSearch, BuyerNotes>();
        services.AddSingleton<SearchIndexJob>();
        services.AddSingleton<IJob>(s => s.GetRequiredService<SearchIndexJob>());
        services.AddSingleton<IRebuildSearch, RebuildSearch>();
        services.AddSingleton<IHouseCheck, SearchCheck>();
    }

    public static void MapSearch(this RouteGroupBuilder reception)
    {
        FindMessages.Map(reception);
        FindNotes.Map(reception);
        ReadChoices.Map(reception);
        RebuildIndex.Map(reception);
    }
}
