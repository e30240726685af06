using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Facts.Gathering;
using Zhanggui.Kernel.Access;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Deliveries;

namespace Zhanggui.Shop.Goods;

/// <summary>Products, stock and delivery: their services and routes.</summary>
internal static class GoodsPart
{
    public static void AddGoods(this IServiceCollection services)
    {
        services.AddSingleton<IGoods, GoodsBook>();
        services.AddSingleton<IFactsSource, GoodsFacts>();
        services.AddSingleton<IStockCounts, StockCounts>();
        services.AddSingleton<IGoodsIntake, GoodsIntake>();
        services.AddSingleton<IForecastMethods, Forecasts.ForecastMethods>();
        services.AddSingleton<IDeliveryKnowledge, DeliveryBook>();
    }

    public static void MapGoods(this IEndpointRouteBuilder shop)
    {
        shop.MapGet("/products", ListProducts.HandleAsync).Requires(Permissions.ReadProduct);
        shop.MapPost("/products", EditProduct.MakeAsync).Requires(Permissions.EditProduct);
        shop.MapGet("/product-counts", ListProducts.CountAsync).Requires(Permissions.ReadProduct);
        shop.MapGet("/products/export", ExportGoods.ProductsAsync).Requires(Permissions.ReadProduct);
        shop.MapGet("/delivery/export", ExportGoods.DeliveryAsync).Requires(Permissions.ReadProduct);
        shop.MapGet("/products/{item}", ReadProduct.HandleAsync).Requires(Permissions.ReadProduct);
        shop.MapGet("/products/{item}/history", ReadProduct.HistoryAsync).Requires(Permissions.ReadProduct);
        shop.MapPost("/products/{item}/edit", EditProduct.HandleAsync).Requires(Permissions.EditProduct);
        shop.MapPost("/products/{item}/changes/{change:guid}/undo", EditProduct.UndoAsync).Requires(Permissions.EditProduct);
        shop.MapPost("/products/{item}/count", EditProduct.CountAsync).Requires(Permissions.ReadProduct);
        shop.MapPost("/products/{item}/archive", EditProduct.ArchiveAsync).Requires(Permissions.EditProduct);
        shop.MapPost("/products/{item}/restore", EditProduct.RestoreAsync).Requires(Permissions.EditProduct);
        shop.MapGet("/forecast-method", Forecasts.ForecastMethods.ReadAsync).Requires(Permissions.ReadProduct);
        shop.MapPost("/forecast-method", Forecasts.ForecastMethods.SetAsync).Requires(Permissions.EditShop);
        shop.MapGet("/categories", Categories.ListAsync).Requires(Permissions.ReadProduct);
        shop.MapPost("/categories", Categories.SetAsync).Requires(Permissions.EditProduct);
        shop.MapGet("/delivery", DeliveryCalls.ListAsync).Requires(Permissions.ReadProduct);
        shop.MapGet("/delivery/find", DeliveryCalls.FindAsync).Requires(Permissions.ReadProduct);
        shop.MapPost("/delivery/said", DeliveryCalls.SaidAsync).Requires(Permissions.ReadProduct);
        shop.MapPost("/delivery", DeliveryCalls.PutAsync).Requires(Permissions.EditDelivery);
        shop.MapPost("/delivery/edit", DeliveryCalls.EditAsync).Requires(Permissions.EditDelivery);
        shop.MapPost("/delivery/remove", DeliveryCalls.RemoveAsync).Requires(Permissions.EditDelivery);
    }
}
