using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Settings;
using Zhanggui.Rules;
using Zhanggui.Shop.Buyers;
using Zhanggui.Shop.Buyers.Dossier;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Goods;
using Zhanggui.Shop.Privacy;
using Zhanggui.Shop.Promotions;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop;

/// <summary>The room's door: registers its services and maps its routes.</summary>
public static class ShopRoom
{
    /// <summary>Only its part of the rule book, for what works on texts and files alone.</summary>
    public static IServiceCollection AddShopRules(this IServiceCollection services) => services.AddRuleSection(Daily.FollowUpSection.Section);

    public static IServiceCollection AddShop(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRoomMigrations("shop", typeof(ShopRoom));
        services.AddShopRules();
        services.AddScoped<ShopDb>();
        services.AddSingleton<SearchTokens>();
        services.AddSingleton<BuyerBook>();
        services.AddSingleton<IBuyers>(provider => provider.GetRequiredService<BuyerBook>());
        services.AddScoped<BuyerAccess>();
        services.AddScoped<BuyerPages>();
        services.AddRoomSettings<ShopOptions>(configuration, "Shop");
        services.AddSingleton<Retention>();
        services.AddSingleton<IRetention>(provider => provider.GetRequiredService<Retention>());
        services.AddSingleton<IPersonalData, ShopPersonalData>();
        services.AddSingleton<IJob, MaskContactJob>();
        services.AddEventHandler<BuyerErased, EraseLeftovers>();
        services.AddOffers();
        services.AddDossier();
        services.AddGoods();
        return services;
    }

    public static IEndpointRouteBuilder MapShop(this IEndpointRouteBuilder routes)
    {
        var shop = routes.MapGroup("/api/shop").WithTags("Shop");
        shop.MapGet("/buyers", ListBuyers.HandleAsync).Requires(Permissions.ReadBuyer);
        shop.MapGet("/buyers/{id:guid}", ReadBuyer.HandleAsync).Requires(Permissions.ReadBuyer);
        shop.MapPost("/buyers/{id:guid}/edit", EditBuyer.HandleAsync).Requires(Permissions.EditBuyer);
        shop.MapPost("/buyers/{id:guid}/join", JoinBuyers.JoinAsync).Requires(Permissions.EditBuyer);
        shop.MapPost("/buyers/{id:guid}/split", JoinBuyers.SplitAsync).Requires(Permissions.EditBuyer);
        shop.MapPost("/buyers/{id:guid}/unmask", UnmaskBuyer.HandleAsync).Requires(Permissions.Unmask);
        shop.MapPost("/buyers/{id:guid}/export", ExportBuyer.HandleAsync).Requires(Permissions.Export);
        shop.MapGet("/buyers/{id:guid}/erasure", EraseBuyer.LookAsync).Requires(Permissions.Erase);
        shop.MapPost("/buyers/{id:guid}/erase", EraseBuyer.HandleAsync).Requires(Permissions.Erase);
        shop.MapGet("/retention", SetRetention.ReadAsync).Requires(Permissions.EditShop);
        shop.MapPost("/retention", SetRetention.HandleAsync).Requires(Permissions.EditShop);
        shop.MapDossier();
        shop.MapGoods();
        shop.MapOffers();
        return routes;
    }
}
