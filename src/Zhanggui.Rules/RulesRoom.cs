using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Checks;
using Zhanggui.Rules.Books;
using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Document;
using Zhanggui.Rules.InForce;
using Zhanggui.Rules.Presets;
using Zhanggui.Rules.Store;

namespace Zhanggui.Rules;

/// <summary>The room's door: registers its services and maps its routes.</summary>
public static class RulesRoom
{
    public static IServiceCollection AddRules(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRoomMigrations("rules", typeof(RulesRoom));
        services.AddSingleton<RuleSections>();
        services.AddSingleton(provider => PresetShelf.From(provider.GetService<KernelOptions>() ?? new KernelOptions()));
        services.AddSingleton<BookReader>();
        services.AddSingleton<IBookDesk, BookDesk>();
        services.AddScoped<RulesDb>();
        services.AddScoped<BookAccess>();
        services.AddScoped<BookLines>();
        services.AddScoped<BookChecks>();
        services.AddScoped<Readership>();
        services.AddScoped<IReadableBooks, ReadableBooks>();
        services.AddScoped<IBookDrafts, BookDrafts>();
        services.AddSingleton<RuleBooks>();
        services.AddSingleton<IRuleBooks>(provider => provider.GetRequiredService<RuleBooks>());
        services.AddSingleton<IPublishedBooks, PublishedBooks>();
        services.AddSingleton<IBookSeed, BookSeed>();
        services.AddHostedService<PrepareRuleBooks>();
        services.AddSingleton<IHouseCheck, PublishedBooksCheck>();
        return services;
    }

    /// <summary>Adds a room's section to the rule book. Rooms register in the order of the house.</summary>
    public static IServiceCollection AddRuleSection(this IServiceCollection services, RuleSection section) =>
        services.AddSingleton(section);

    public static IEndpointRouteBuilder MapRules(this IEndpointRouteBuilder routes)
    {
        var rules = routes.MapGroup("/api/rules").WithTags("Rules");
        ReadBooks.Map(rules);
        WriteDrafts.Map(rules);
        OpenBook.Map(rules);
        SignClauses.Map(rules);
        PublishBook.Map(rules);
        CommentOnBook.Map(rules);
        Acknowledge.Map(rules);
        CompareAndPrint.Map(rules);
        ShowChanges.Map(rules);
        return routes;
    }
}
