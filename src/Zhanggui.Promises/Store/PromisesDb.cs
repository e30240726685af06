using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Db;
using Zhanggui.Promises.Book;
using Zhanggui.Promises.Contracts;

namespace Zhanggui.Promises.Store;

internal sealed class PromisesDb(RoomDbTools tools) : RoomDb(tools)
{
    public DbSet<PromiseRow> Promises => Set<PromiseRow>();

    public DbSet<PromiseActRow> Acts => Set<PromiseActRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<PromiseState>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<PromiseRow>().ToTable("promises_promise").HasKey(p => p.Id);
        modelBuilder.Entity<PromiseActRow>().ToTable("promises_act").HasKey(a => a.Id);
        MapSnakeCase(modelBuilder);
    }
}
