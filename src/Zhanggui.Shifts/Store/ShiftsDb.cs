using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Db;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shifts.Duty;
using Zhanggui.Shifts.Handover;
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

    public DbSet<LogItemRow> Log => Set<LogItemRow>();

    public DbSet<LogActRow> LogActs => Set<LogActRow>();

    public DbSet<HandoverRow> Handovers => Set<HandoverRow>();

    public DbSet<HandoverLineRow> HandoverLines => Set<HandoverLineRow>();

    public DbSet<HandoverActRow> HandoverActs => Set<HandoverActRow>();

    public DbSet<HandoverTickRow> HandoverTicks => Set<HandoverTickRow>();

    public DbSet<EquipmentRow> Equipment => Set<EquipmentRow>();

    public DbSet<EquipmentActRow> EquipmentActs => Set<EquipmentActRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DutyState>().HaveConversion<string>();
        configurationBuilder.Properties<LeaveState>().HaveConversion<string>();
        configurationBuilder.Properties<LogSort>().HaveConversion<string>();
        configurationBuilder.Properties<LogLevel>().HaveConversion<string>();
        configurationBuilder.Properties<HandoverState>().HaveConversion<string>();
        configurationBuilder.Properties<EquipmentState>().HaveConversion<string>();
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
        modelBuilder.Entity<LogItemRow>().ToTable("shifts_log_item").HasKey(l => l.Id);
        modelBuilder.Entity<LogActRow>().ToTable("shifts_log_act").HasKey(a => a.Id);
        modelBuilder.Entity<HandoverRow>().ToTable("shifts_handover").HasKey(h => h.Id);
        modelBuilder.Entity<HandoverLineRow>().ToTable("shifts_handover_line").HasKey(l => l.Id);
        modelBuilder.Entity<HandoverActRow>().ToTable("shifts_handover_act").HasKey(a => a.Id);
        modelBuilder.Entity<HandoverTickRow>().ToTable("shifts_handover_tick").HasKey(t => new { t.HandoverId, t.Name });
        modelBuilder.Entity<EquipmentRow>().ToTable("shifts_equipment").HasKey(e => new { e.ShopId, e.Name });
        modelBuilder.Entity<EquipmentActRow>().ToTable("shifts_equipment_act").HasKey(a => a.Id);
        MapSnakeCase(modelBuilder);
    }
}
