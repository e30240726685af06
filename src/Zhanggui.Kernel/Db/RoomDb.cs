using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;
using Zhanggui.Kernel.Time;

namespace Zhanggui.Kernel.Db;

/// <summary>What every room's context needs.</summary>
public sealed record RoomDbTools(Database Database, FeedStore Feed, FeedHub Hub, TimeProvider Clock);

/// <summary>
/// Base of a room's context: one mapping of types for both databases, and one commit that carries rows, outbox,
/// feed and audit together. What was told is handed to listeners only after that commit.
/// </summary>
public abstract class RoomDb(RoomDbTools tools) : DbContext
{
    private readonly List<FeedEntry> told = [];
    private readonly List<(string Name, ShopId? Shop, string Body)> published = [];
    private readonly List<AuditEntry> audited = [];

    /// <summary>The house's database (EF Core's own facade is <c>base.Database</c>).</summary>
    protected Database House => tools.Database;

    /// <summary>Now, by the injected clock.</summary>
    public Instant Now => tools.Clock.GetCurrentInstant();

    /// <summary>A fresh version-7 identifier.</summary>
    public Guid Fresh() => NewId.Create(tools.Clock);

    /// <summary>Says in the feed that something changed; told after the commit.</summary>
    public void Tell(FeedEntry entry) => told.Add(entry);

    /// <summary>Publishes an event to other rooms in the same commit.</summary>
    public void Publish<T>(T happened, ShopId? shop = null)
        where T : IEvent =>
        published.Add((T.Name, shop, JsonSerializer.Serialize(happened, HouseJson.Options)));

    /// <summary>Writes an audit row in the same commit.</summary>
    public void Audit(AuditEntry entry) => audited.Add(entry);

    public sealed override int SaveChanges() => throw new NotSupportedException("Use SaveChangesAsync.");

    public sealed override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("Use SaveChangesAsync.");

    /// <summary>Saves in a write transaction of its own, or in the one opened by <see cref="InTransactionAsync{T}"/>.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (base.Database.CurrentTransaction is not null)
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        return await InTransactionAsync(() => base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Reads and writes that belong together: on SQLite the write lock is taken before the first read. Everything
    /// told, published or audited is stored before the commit; listeners hear of it after.
    /// </summary>
    public async Task<T> InTransactionAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        IReadOnlyList<FeedEvent>[] committed;
        IReadOnlyList<(string Name, ShopId? Shop, string Body)> happened;
        T result;
        using (await House.EnterWriteAsync(ct))
        {
            await using var transaction = await base.Database.BeginTransactionAsync(ct);
            var connection = base.Database.GetDbConnection();
            var raw = Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(transaction);
            try
            {
                result = await work();
                if (ChangeTracker.HasChanges())
                {
                    await base.SaveChangesAsync(acceptAllChangesOnSuccess: true, ct);
                }

                committed = await StoreCompanionsAsync(connection, raw, ct);
                happened = [.. published];
                await transaction.CommitAsync(ct);
            }
            finally
            {
                told.Clear();
                published.Clear();
                audited.Clear();
            }
        }

        foreach (var events in committed)
        {
            tools.Hub.Committed(events);
        }

        foreach (var (name, shop, _) in happened)
        {
            tools.Hub.SayPublished(name, shop);
        }

        return result;
    }

    protected sealed override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        if (House.IsSqlite)
        {
            optionsBuilder.UseSqlite(House.ConnectionString);
            optionsBuilder.AddInterceptors(SqlitePreparation.Instance);
        }
        else
        {
            optionsBuilder.UseNpgsql(House.Postgres);
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Instant>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<LocalDate>().HaveConversion<LocalDateConverter>();
        configurationBuilder.Properties<bool>().HaveConversion<int>();
        configurationBuilder.Properties<ShopId>().HaveConversion<TypedIdConverter<ShopId>>();
        configurationBuilder.Properties<OrganisationId>().HaveConversion<TypedIdConverter<OrganisationId>>();
        configurationBuilder.Properties<PersonId>().HaveConversion<TypedIdConverter<PersonId>>();
        configurationBuilder.Properties<TeamId>().HaveConversion<TypedIdConverter<TeamId>>();
    }

    /// <summary>Maps an entity to <c>room_noun</c> with snake_case columns.</summary>
    protected static void MapSnakeCase(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Snake(property.Name));
            }
        }
    }

    private async Task<IReadOnlyList<FeedEvent>[]> StoreCompanionsAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        var at = Now.ToUnixTimeMilliseconds();
        foreach (var entry in audited)
        {
            await AuditStore.InsertAsync(connection, transaction, Fresh(), at, entry, ct);
        }

        foreach (var (name, shop, body) in published)
        {
            await OutboxStore.InsertAsync(connection, transaction, Fresh(), at, name, shop, body, ct);
        }

        // Streams in one order everywhere, so that two transactions never wait for each other's head rows.
        var result = new List<IReadOnlyList<FeedEvent>>();
        foreach (var stream in told.GroupBy(e => e.Stream).OrderBy(g => g.Key))
        {
            var events = await tools.Feed.AppendAsync(connection, transaction, stream.Key, [.. stream], ct);
            await FeedNotice.SendAsync(House, connection, transaction, stream.Key, events[^1].Number, tools.Feed.Origin, ct);
            result.Add(events);
        }

        return [.. result];
    }

    private static string Snake(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : string.Empty) + char.ToLowerInvariant(c) : c.ToString()));

    private sealed class InstantConverter() : ValueConverter<Instant, long>(i => i.ToUnixTimeMilliseconds(), v => Instant.FromUnixTimeMilliseconds(v));

    private sealed class LocalDateConverter() : ValueConverter<LocalDate, string>(d => LocalDatePattern.Iso.Format(d), v => LocalDatePattern.Iso.Parse(v).Value);
}

/// <summary>Maps a typed id to its GUID; rooms add their own ids in <c>ConfigureConventions</c>.</summary>
public sealed class TypedIdConverter<T>() : ValueConverter<T, Guid>(id => id.Value, value => TypedIds<T>.From(value))
    where T : struct, ITypedId<T>;

/// <summary>Expression trees cannot call static interface members, so the converter goes through this.</summary>
internal static class TypedIds<T>
    where T : struct, ITypedId<T>
{
    public static T From(Guid value) => T.From(value);
}

/// <summary>Wakes other processes, inside the committing transaction: the database delivers it only if it commits.</summary>
public static class FeedNotice
{
    public static Task SendAsync(Database database, DbConnection connection, DbTransaction transaction, Guid stream, long number, Guid origin, CancellationToken ct) =>
        database.IsSqlite
            ? Task.CompletedTask
            : connection.ExecuteAsync(transaction, "select pg_notify(@channel, @payload)", ct, ("channel", FeedRelay.FeedChannel), ("payload", $"{stream}:{number}:{origin}"));
}

internal sealed class SqlitePreparation : Microsoft.EntityFrameworkCore.Diagnostics.DbConnectionInterceptor
{
    public static readonly SqlitePreparation Instance = new();

    public override Task ConnectionOpenedAsync(DbConnection connection, Microsoft.EntityFrameworkCore.Diagnostics.ConnectionEndEventData eventData, CancellationToken cancellationToken = default) =>
        connection is SqliteConnection ? Db.Database.PrepareSqliteAsync(connection, cancellationToken) : Task.CompletedTask;
}
