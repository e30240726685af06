using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Access;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Phrases;

internal static class PhrasesPart
{
    public static void AddPhrases(this IServiceCollection services)
    {
        services.AddSingleton<PhraseBook>();
        services.AddSingleton<PhraseDesk>();
        services.AddSingleton<IPhraseSeed, PhraseSeed>();
    }

    public static void MapPhrases(this IEndpointRouteBuilder routes)
    {
        var phrases = routes.MapGroup("/api/reception/phrases").WithTags("Reception");
        phrases.MapGet(string.Empty, PhraseViews.ListAsync).Requires(Permissions.ReadConversations);
        phrases.MapPost(string.Empty, PhraseActs.SetAsync).Requires(Permissions.SendMessages);
        phrases.MapGet("/{id:guid}/history", PhraseViews.HistoryAsync).Requires(Permissions.ReadConversations);
        phrases.MapPost("/{id:guid}/remove", PhraseActs.RemoveAsync).Requires(Permissions.SendMessages);
        phrases.MapPost("/{id:guid}/restore", PhraseActs.RestoreAsync).Requires(Permissions.SendMessages);
        phrases.MapPost("/{id:guid}/review", PhraseActs.ReviewAsync).Requires(Permissions.SendMessages);
        phrases.MapPost("/{id:guid}/used", PhraseActs.UsedAsync).Requires(Permissions.SendMessages);
        phrases.MapPost("/import", PhraseFiles.ImportAsync).Requires(Permissions.SendMessages).DisableAntiforgery();
        phrases.MapPost("/start", PhraseFiles.StartAsync).Requires(Permissions.EditPhrases);
        phrases.MapGet("/export", PhraseFiles.ExportAsync).Requires(Permissions.SendMessages);
    }
}
