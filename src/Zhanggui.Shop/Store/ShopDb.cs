using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Db;
using Zhanggui.Shop.Buyers;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Privacy;

namespace Zhanggui.Shop.Store;

internal sealed class ShopDb(RoomDbTools tools) : RoomDb(tools)
{
    public DbSet<Buyer> Buyers => Set<Buyer>();

    public DbSet<BuyerIdentityRow> Identities => Set<BuyerIdentityRow>();

    public DbSet<BuyerJoin> Joins => Set<BuyerJoin>();

    public DbSet<BuyerToken> Tokens => Set<BuyerToken>();

    public DbSet<RetentionRow> Retentions => Set<RetentionRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<BuyerId>().HaveConversion<TypedIdConverter<BuyerId>>();
        configurationBuilder.Properties<BuyerIdentity>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Buyer>(e =>
        {
            e.ToTable("shop_buyer").HasKey(b => b.Id);
            e.Property(b => b.Version).IsConcurrencyToken();
            e.Ignore(b => b.IsSealed);
        });
        modelBuilder.Entity<BuyerIdentityRow>().ToTable("shop_buyer_identity").HasKey(i => i.Id);
        modelBuilder.Entity<BuyerJoin>().ToTable("shop_buyer_join").HasKey(j => j.Id);
        modelBuilder.Entity<BuyerToken>().ToTable("shop_buyer_token").HasKey(t => new { t.ShopId, t.Token, t.BuyerId });
        modelBuilder.Entity<RetentionRow>().ToTable("shop_retention").HasKey(r => r.ShopId);
        MapSnakeCase(modelBuilder);
    }
}
