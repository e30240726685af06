using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Access;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Satisfaction;

internal static class SatisfactionPart
{
    public static void AddSatisfaction(this IServiceCollection services) => services.AddSingleton<RatingBook>();

    public static void MapSatisfaction(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/api/reception/ratings").WithTags("Reception").MapGet(string.Empty, ListRatings.HandleAsync).Requires(Permissions.ReadConversations);
}
