using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Db;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shifts.Duty;

namespace Zhanggui.Shifts.Store;

internal sealed class ShiftsDb(RoomDbTools tools) : RoomDb(tools)
{
    public DbSet<DutyRow> Duties => Set<DutyRow>();

    public DbSet<DutySpanRow> Spans => Set<DutySpanRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DutyState>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<DutyRow>().ToTable("shifts_duty").HasKey(d => new { d.ShopId, d.PersonId });
        modelBuilder.Entity<DutySpanRow>().ToTable("shifts_duty_span").HasKey(s => s.Id);
        MapSnakeCase(modelBuilder);
    }
}
