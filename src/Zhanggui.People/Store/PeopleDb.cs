using Microsoft.EntityFrameworkCore;
using Zhanggui.Facts;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.People.Store;

/// <summary>The room's own tables.</summary>
internal sealed class PeopleDb(RoomDbTools tools) : RoomDb(tools)
{
    public DbSet<OrganisationRow> Organisations => Set<OrganisationRow>();
    public DbSet<SetupRow> Setups => Set<SetupRow>();
    public DbSet<ShopRow> Shops => Set<ShopRow>();
    public DbSet<TeamRow> Teams => Set<TeamRow>();
    public DbSet<PersonRow> People => Set<PersonRow>();
    public DbSet<PasswordRow> Passwords => Set<PasswordRow>();
    public DbSet<SecondFactorRow> SecondFactors => Set<SecondFactorRow>();
    public DbSet<RecoveryCodeRow> RecoveryCodes => Set<RecoveryCodeRow>();
    public DbSet<RoleRow> Roles => Set<RoleRow>();
    public DbSet<MembershipRow> Memberships => Set<MembershipRow>();
    public DbSet<SessionRow> Sessions => Set<SessionRow>();
    public DbSet<LinkRow> Links => Set<LinkRow>();
    public DbSet<AccountRow> Accounts => Set<AccountRow>();
    public DbSet<AccountUseRow> AccountUses => Set<AccountUseRow>();
    public DbSet<GradeRow> Grades => Set<GradeRow>();
    public DbSet<SkillRow> Skills => Set<SkillRow>();
    public DbSet<FaultRow> Faults => Set<FaultRow>();
    public DbSet<KeptCellRow> KeptCells => Set<KeptCellRow>();

    /// <summary>
    /// Changes of rights in one organisation happen one after the other: the row lock makes "the last owner stays"
    /// and "no two people on one account" true under concurrency on PostgreSQL too.
    /// </summary>
    public Task<int> LockOrganisationAsync(OrganisationId organisation, CancellationToken ct) =>
        Organisations.Where(o => o.Id == organisation).ExecuteUpdateAsync(s => s.SetProperty(o => o.Version, o => o.Version + 1), ct);

    /// <summary>Keeps the cells of columns that nobody knows beside a row that a file brought; true when they say something new.</summary>
    public async Task<bool> KeepUnknownAsync(ShopId shop, PersonId person, string part, string? unknown, CancellationToken ct)
    {
        if (unknown is null)
        {
            return false;
        }

        var kept = await KeptCells.SingleOrDefaultAsync(k => k.ShopId == shop && k.PersonId == person && k.Part == part, ct);
        if (kept is null)
        {
            KeptCells.Add(kept = new KeptCellRow { ShopId = shop, PersonId = person, Part = part });
        }

        var merged = UnknownCells.Merge(kept.Cells, unknown);
        if (merged == kept.Cells)
        {
            return false;
        }

        (kept.Cells, kept.ChangedAt) = (merged!, Now);
        return true;
    }

    /// <summary>One act: what it did is committed, or, when it ends in a refusal, nothing of it.</summary>
    public async Task<Outcome<T>> DecideAsync<T>(Func<Task<Outcome<T>>> act, CancellationToken ct)
    {
        try
        {
            return await InTransactionAsync(async () =>
            {
                var outcome = await act();
                return outcome.IsDone ? outcome : throw new RefusedException(outcome.Refusal!);
            }, ct);
        }
        catch (RefusedException refused)
        {
            ChangeTracker.Clear();
            return refused.Refusal;
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<OrganisationRow>().ToTable("people_organisation").HasKey(r => r.Id);
        modelBuilder.Entity<SetupRow>().ToTable("people_setup").HasKey(r => r.One);
        modelBuilder.Entity<ShopRow>().ToTable("people_shop").HasKey(r => r.Id);
        modelBuilder.Entity<TeamRow>().ToTable("people_team").HasKey(r => r.Id);
        modelBuilder.Entity<PersonRow>().ToTable("people_person").HasKey(r => r.Id);
        modelBuilder.Entity<PasswordRow>().ToTable("people_password").HasKey(r => r.PersonId);
        modelBuilder.Entity<SecondFactorRow>().ToTable("people_second_factor").HasKey(r => r.PersonId);
        modelBuilder.Entity<RecoveryCodeRow>().ToTable("people_recovery_code").HasKey(r => r.Id);
        modelBuilder.Entity<RoleRow>().ToTable("people_role").HasKey(r => r.Id);
        modelBuilder.Entity<MembershipRow>().ToTable("people_membership").HasKey(r => r.Id);
        modelBuilder.Entity<SessionRow>().ToTable("people_session").HasKey(r => r.Id);
        modelBuilder.Entity<LinkRow>().ToTable("people_link").HasKey(r => r.Id);
        modelBuilder.Entity<AccountRow>().ToTable("people_account").HasKey(r => r.Id);
        modelBuilder.Entity<AccountUseRow>().ToTable("people_account_use").HasKey(r => r.Id);
        modelBuilder.Entity<GradeRow>().ToTable("people_grade").HasKey(r => r.Id);
        modelBuilder.Entity<SkillRow>().ToTable("people_skill").HasKey(r => r.Id);
        modelBuilder.Entity<FaultRow>().ToTable("people_fault").HasKey(r => r.Id);
        modelBuilder.Entity<KeptCellRow>().ToTable("people_kept_cell").HasKey(r => new { r.ShopId, r.PersonId, r.Part });
        modelBuilder.Entity<KeptCellRow>().Ignore(r => r.From).Ignore(r => r.Account);
        MapForeignKeyOrder(modelBuilder);
        foreach (var key in modelBuilder.Model.GetEntityTypes().SelectMany(e => e.FindPrimaryKey()!.Properties))
        {
            key.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never; // ids are made in code
        }

        MapSnakeCase(modelBuilder);
    }

    /// <summary>Says which rows must be inserted first; there are no navigations, rows are joined by id.</summary>
    private static void MapForeignKeyOrder(ModelBuilder b)
    {
        b.Entity<ShopRow>().HasOne<OrganisationRow>().WithMany().HasForeignKey(r => r.OrganisationId);
        b.Entity<TeamRow>().HasOne<ShopRow>().WithMany().HasForeignKey(r => r.ShopId);
        b.Entity<PersonRow>().HasOne<OrganisationRow>().WithMany().HasForeignKey(r => r.OrganisationId);
        b.Entity<PasswordRow>().HasOne<PersonRow>().WithMany().HasForeignKey(r => r.PersonId);
        b.Entity<SecondFactorRow>().HasOne<PersonRow>().WithMany().HasForeignKey(r => r.PersonId);
        b.Entity<RecoveryCodeRow>().HasOne<PersonRow>().WithMany().HasForeignKey(r => r.PersonId);
        b.Entity<RoleRow>().HasOne<OrganisationRow>().WithMany().HasForeignKey(r => r.OrganisationId);
        b.Entity<MembershipRow>().HasOne<PersonRow>().WithMany().HasForeignKey(r => r.PersonId);
        b.Entity<MembershipRow>().HasOne<ShopRow>().WithMany().HasForeignKey(r => r.ShopId);
        b.Entity<MembershipRow>().HasOne<TeamRow>().WithMany().HasForeignKey(r => r.TeamId);
        b.Entity<MembershipRow>().HasOne<RoleRow>().WithMany().HasForeignKey(r => r.RoleId);
        b.Entity<SessionRow>().HasOne<PersonRow>().WithMany().HasForeignKey(r => r.PersonId);
        b.Entity<LinkRow>().HasOne<PersonRow>().WithMany().HasForeignKey(r => r.PersonId);
        b.Entity<AccountRow>().HasOne<ShopRow>().WithMany().HasForeignKey(r => r.ShopId);
        b.Entity<AccountUseRow>().HasOne<AccountRow>().WithMany().HasForeignKey(r => r.AccountId);
        b.Entity<AccountUseRow>().HasOne<PersonRow>().WithMany().HasForeignKey(r => r.PersonId);
        b.Entity<GradeRow>().HasOne<PersonRow>().WithMany().HasForeignKey(r => r.PersonId);
        b.Entity<SkillRow>().HasOne<PersonRow>().WithMany().HasForeignKey(r => r.PersonId);
    }

    /// <summary>Leaves the transaction without committing; never seen outside.</summary>
    private sealed class RefusedException(Refusal refusal) : Exception
    {
        public Refusal Refusal { get; } = refusal;
    }
}
