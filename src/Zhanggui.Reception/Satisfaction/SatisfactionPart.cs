using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Access;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Satisfaction;

internal static class SatisfactionPart
{
    public static void AddSatisfaction(this IServiceCollection services)
    {
        services.AddSingleton<RatingBook>();
        services.AddSingleton<RatingComments>();
        services.AddSingleton<TalkRecords>();
    }

    public static void MapSatisfaction(this IEndpointRouteBuilder routes)
    {
        var reception = routes.MapGroup("/api/reception").WithTags("Reception");
        reception.MapGet("/ratings", ListRatings.HandleAsync).Requires(Permissions.ReadConversations);
        reception.MapGet("/talk-records", TalkRecords.ListAsync).Requires(Permissions.ReadConversations);
        reception.MapPost("/conversations/{id:guid}/record", TalkRecords.WriteAsync).Requires(Permissions.CloseConversations);
        reception.MapPost("/conversations/{id:guid}/invite-rating", InviteRating.HandleAsync).Requires(Permissions.SendMessages);
    }
}
