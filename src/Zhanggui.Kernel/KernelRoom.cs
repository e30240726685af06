using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Outbox;
using Zhanggui.Kernel.Privacy;

namespace Zhanggui.Kernel;

/// <summary>Registers what every room stands on.</summary>
public static class KernelRoom
{
    public static IServiceCollection AddKernel(this IServiceCollection services, KernelOptions options)
    {
        Directory.CreateDirectory(options.DataDir);
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System); // a test may bring its own clock
        services.AddSingleton(_ => options.Postgres.Length > 0
            ? new Database(DatabaseKind.Postgres, options.Postgres)
            : new Database(DatabaseKind.Sqlite, $"Data Source={Path.Combine(options.DataDir, "zhanggui.db")}"));
        services.AddSingleton<MasterKey>();
        services.AddSingleton<MasterKeyCheck>();
        services.AddSingleton<SubjectKeys>();
        services.AddSingleton<FeedStore>();
        services.AddSingleton<FeedHub>();
        services.AddSingleton<Whispers>();
        services.AddSingleton<RoomDbTools>();
        services.AddSingleton<Migrator>();
        services.AddSingleton<IAuthorizationPolicyProvider, PermissionPolicies>();
        services.AddSingleton<IJob, OutboxJob>();
        services.AddSingleton<IJob, FeedTrimJob>();
        services.AddSingleton<IJob, ForgetErasedJob>();
        services.AddHostedService<JobRunner>();
        services.AddHostedService<FeedRelay>();
        services.AddRoomMigrations("kernel", typeof(KernelRoom));
        services.ConfigureHttpJsonOptions(o => HouseJson.Configure(o.SerializerOptions));
        return services;
    }

    /// <summary>Adds the SQL files embedded in a room's assembly; rooms migrate in the order of registration.</summary>
    public static IServiceCollection AddRoomMigrations(this IServiceCollection services, string room, Type inAssembly) =>
        services.AddSingleton(new RoomMigrations(room, inAssembly.Assembly));

    /// <summary>Runs a handler for every stored event of a type, at least once.</summary>
    public static IServiceCollection AddEventHandler<TEvent, THandler>(this IServiceCollection services)
        where TEvent : IEvent
        where THandler : class, IEventHandler<TEvent>
    {
        services.AddScoped<THandler>();
        return services.AddSingleton(new HandlerRegistration(TEvent.Name, typeof(THandler).Name, (provider, body, delivery, ct) =>
            provider.GetRequiredService<THandler>().HandleAsync(System.Text.Json.JsonSerializer.Deserialize<TEvent>(body, HouseJson.Options)!, delivery, ct)));
    }
}
