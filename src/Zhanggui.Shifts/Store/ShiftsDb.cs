using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Db;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shifts.Duty;
using Zhanggui.Shifts.Leave;
using Zhanggui.Shifts.Roster;

namespace Zhanggui.Shifts.Store;

internal sealed class ShiftsDb(RoomDbTools tools) : RoomDb(tools)
{
    public DbSet<DutyRow> Duties => Set<DutyRow>();

    public DbSet<DutySpanRow> Spans => Set<DutySpanRow>();

    public DbSet<RosterRow> Roster => Set<RosterRow>();

    public DbSet<RosterActRow> RosterActs => Set<RosterActRow>();

    public DbSet<LeaveRow> Leave => Set<LeaveRow>();

    public DbSet<LeaveActRow> LeaveActs => Set<LeaveActRow>();

    public DbSet<KindRow> Kinds => Set<KindRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DutyState>().HaveConversion<string>();
        configurationBuilder.Properties<LeaveState>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<DutyRow>().ToTable("shifts_duty").HasKey(d => new { d.ShopId, d.PersonId });
        modelBuilder.Entity<DutySpanRow>().ToTable("shifts_duty_span").HasKey(s => s.Id);
        modelBuilder.Entity<RosterRow>().ToTable("shifts_roster").HasKey(r => r.Id);
        modelBuilder.Entity<RosterActRow>().ToTable("shifts_roster_act").HasKey(a => a.Id);
        modelBuilder.Entity<LeaveRow>().ToTable("shifts_leave").HasKey(l => l.Id);
        modelBuilder.Entity<LeaveActRow>().ToTable("shifts_leave_act").HasKey(a => a.Id);
        modelBuilder.Entity<KindRow>().ToTable("shifts_kind").HasKey(k => new { k.ShopId, k.Sort, k.Name });
        MapSnakeCase(modelBuilder);
    }
}
