using Microsoft.EntityFrameworkCore;
using Zhanggui.Shop.Buyers.Care;
using Zhanggui.Shop.Buyers.Greetings;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers.Dossier;

/// <summary>What is known of buyers beside their record.</summary>
internal static class DossierTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<SchemeRow>().ToTable("shop_buyer_scheme").HasKey(s => s.ShopId);
        model.Entity<FactRow>().ToTable("shop_buyer_fact").HasKey(f => f.Id);
        model.Entity<ConsentRow>().ToTable("shop_buyer_consent").HasKey(c => c.Id);
        model.Entity<MemberRow>().ToTable("shop_buyer_member").HasKey(m => m.BuyerId);
        model.Entity<GroupRow>().ToTable("shop_buyer_group").HasKey(g => g.Id);
        model.Entity<InGroupRow>().ToTable("shop_buyer_in_group").HasKey(g => new { g.GroupId, g.BuyerId });
        model.Entity<CareRow>().ToTable("shop_buyer_care").HasKey(c => c.BuyerId);
        model.Entity<CareActRow>(e =>
        {
            e.ToTable("shop_buyer_care_act").HasKey(a => a.Id);
            e.Property(a => a.Result).HasConversion<string>();
        });
        model.Entity<GreetingRow>(e =>
        {
            e.ToTable("shop_buyer_greeting").HasKey(g => g.Id);
            e.Property(g => g.State).HasConversion<string>();
        });
        model.Entity<ReferralRow>(e =>
        {
            e.ToTable("shop_buyer_referral").HasKey(r => r.Id);
            e.Property(r => r.State).HasConversion<string>();
        });
        model.Entity<Watch.NoticeRow>().ToTable("shop_buyer_notice").HasKey(n => new { n.ChangeId, n.PersonId });
        model.Entity<Same.NotSameRow>().ToTable("shop_buyer_not_same").HasKey(n => new { n.One, n.Other });
        model.Entity<Daily.DayMarkRow>(e =>
        {
            e.ToTable("shop_day_mark").HasKey(m => m.Id);
            e.Property(m => m.State).HasConversion<string>();
        });
        model.Entity<Members.MemberCallbackRow>(e =>
        {
            e.ToTable("shop_member_callback").HasKey(c => c.Id);
            e.Property(c => c.State).HasConversion<string>();
        });
        model.Entity<Members.CallbackTryRow>(e =>
        {
            e.ToTable("shop_member_callback_try").HasKey(t => t.Id);
            e.Property(t => t.Result).HasConversion<string>();
        });
        model.Entity<SuggestionRow>(e =>
        {
            e.ToTable("shop_buyer_suggestion").HasKey(s => s.Id);
            e.Property(s => s.State).HasConversion<string>();
        });
    }

    /// <summary>
    /// Takes away what hangs on an erased record. Suggestions keep topic and dates, so that counts of needs stay true, and consents that they were given; their
    /// words are unreadable without the key and are emptied besides.
    /// </summary>
    public static async Task EraseAsync(ShopDb db, BuyerId buyer, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"delete from shop_buyer_fact where buyer_id = {buyer.Value}", ct);
        await db.Database.ExecuteSqlAsync($"delete from shop_buyer_member where buyer_id = {buyer.Value}", ct);
        await db.Database.ExecuteSqlAsync($"delete from shop_buyer_in_group where buyer_id = {buyer.Value}", ct);
        await db.Database.ExecuteSqlAsync($"delete from shop_buyer_care where buyer_id = {buyer.Value}", ct);
        await db.Database.ExecuteSqlAsync($"delete from shop_buyer_care_act where buyer_id = {buyer.Value}", ct);
        await db.Database.ExecuteSqlAsync($"delete from shop_buyer_referral where brought_id = {buyer.Value} or referrer_id = {buyer.Value}", ct);
        await db.Database.ExecuteSqlAsync($"delete from shop_buyer_greeting where buyer_id = {buyer.Value}", ct);
        await db.Database.ExecuteSqlAsync($"delete from shop_buyer_notice where buyer_id = {buyer.Value}", ct);
        await db.Database.ExecuteSqlAsync($"delete from shop_member_callback_try where buyer_id = {buyer.Value}", ct);
        await db.Database.ExecuteSqlAsync($"delete from shop_member_callback where buyer_id = {buyer.Value}", ct);
        await db.Database.ExecuteSqlAsync($"update shop_day_mark set reason = null where buyer_id = {buyer.Value}", ct);
        await db.Database.ExecuteSqlAsync($"delete from shop_buyer_mark where buyer_id = {buyer.Value}", ct);
        await db.Database.ExecuteSqlAsync($"delete from shop_buyer_not_same where one = {buyer.Value} or other = {buyer.Value}", ct);
        await db.Database.ExecuteSqlAsync($"update shop_buyer_consent set note = null where buyer_id = {buyer.Value}", ct);
        await db.Database.ExecuteSqlAsync($"update shop_buyer_suggestion set text = null, answer = null where buyer_id = {buyer.Value}", ct);
    }
}
