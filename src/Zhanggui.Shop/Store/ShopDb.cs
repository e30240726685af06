using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Db;
using Zhanggui.Shop.Buyers;
using Zhanggui.Shop.Buyers.Dossier;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Policies;
using Zhanggui.Shop.Deliveries;
using Zhanggui.Shop.Goods;
using Zhanggui.Shop.Privacy;
using Zhanggui.Shop.Promotions;

namespace Zhanggui.Shop.Store;

internal sealed class ShopDb(RoomDbTools tools) : RoomDb(tools)
{
    public DbSet<Buyer> Buyers => Set<Buyer>();

    public DbSet<BuyerIdentityRow> Identities => Set<BuyerIdentityRow>();

    public DbSet<BuyerJoin> Joins => Set<BuyerJoin>();

    public DbSet<BuyerToken> Tokens => Set<BuyerToken>();

    public DbSet<RetentionRow> Retentions => Set<RetentionRow>();

    public DbSet<Product> Products => Set<Product>();

    public DbSet<ProductChange> ProductChanges => Set<ProductChange>();

    public DbSet<CategoryRule> Categories => Set<CategoryRule>();

    public DbSet<StockCount> StockCounts => Set<StockCount>();

    public DbSet<DeliveryRegion> Deliveries => Set<DeliveryRegion>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<BuyerId>().HaveConversion<TypedIdConverter<BuyerId>>();
        configurationBuilder.Properties<StockState>().HaveConversion<string>();
        configurationBuilder.Properties<BuyerIdentity>().HaveConversion<string>();
        configurationBuilder.Properties<PromotionState>().HaveConversion<string>();
        configurationBuilder.Properties<VersionState>().HaveConversion<string>();
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
        modelBuilder.Entity<PromotionRow>().ToTable("shop_promotion").HasKey(p => p.Id);
        modelBuilder.Entity<ReleaseRow>().ToTable("shop_promotion_release").HasKey(r => r.Id);
        modelBuilder.Entity<SignRow>().ToTable("shop_promotion_sign").HasKey(s => new { s.PromotionId, s.Round, s.Department });
        modelBuilder.Entity<PromotionChangeRow>().ToTable("shop_promotion_change").HasKey(c => c.Id);
        modelBuilder.Entity<DepartmentRow>().ToTable("shop_department").HasKey(d => new { d.ShopId, d.Department });
        modelBuilder.Entity<BriefingRow>().ToTable("shop_briefing").HasKey(b => new { b.SubjectId, b.Version, b.PersonId });
        modelBuilder.Entity<PolicyRow>().ToTable("shop_policy").HasKey(p => p.Id);
        modelBuilder.Entity<PolicyVersionRow>().ToTable("shop_policy_version").HasKey(v => v.Id);
        modelBuilder.Entity<PolicySettingRow>().ToTable("shop_policy_setting").HasKey(s => s.ShopId);
        modelBuilder.Entity<Campaigns.PostRow>().ToTable("shop_post").HasKey(p => p.Id);
        modelBuilder.Entity<Campaigns.RuleChangeRow>().ToTable("shop_rule_change").HasKey(c => c.Id);
        modelBuilder.Entity<Forecasts.ForecastRow>().ToTable("shop_forecast").HasKey(f => f.ShopId);
        DossierTables.Map(modelBuilder);
        modelBuilder.Entity<Product>(e =>
        {
            e.ToTable("shop_product").HasKey(p => new { p.ShopId, p.Item });
            e.Property(p => p.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<ProductChange>().ToTable("shop_product_change").HasKey(c => c.Id);
        modelBuilder.Entity<CategoryRule>().ToTable("shop_category").HasKey(c => new { c.ShopId, c.Name });
        modelBuilder.Entity<StockCount>().ToTable("shop_stock").HasKey(s => new { s.ShopId, s.Item, s.At });
        modelBuilder.Entity<DeliveryRegion>(e =>
        {
            e.ToTable("shop_delivery").HasKey(d => new { d.ShopId, d.RegionKey });
            e.Property(d => d.Version).IsConcurrencyToken();
        });
        MapSnakeCase(modelBuilder);
    }
}
