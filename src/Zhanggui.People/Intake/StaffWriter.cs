using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.People.Rights;
using Zhanggui.People.SignIn;
using Zhanggui.People.Store;

namespace Zhanggui.People.Intake;

/// <summary>One row of people inside its transaction: finds or makes the person, then role and grade of the interval.</summary>
internal sealed class StaffWriter(PeopleDb db, ShopCard shop, PersonId? by, Actor? giver, Memberships memberships)
{
    private bool isChanged;

    public async Task<Outcome<StaffTaken>> TakeAsync(StaffRow row, CancellationToken ct)
    {
        if ((Field.Check(row.Name, "name", 40) ?? Field.CheckOptional(row.Number, "staff_no", 20) ?? Field.CheckOptional(row.Grade, "grade", 40) ?? Field.CheckOptional(row.Team, "team", 40)) is { } wrong)
        {
            return wrong;
        }

        var found = await FindAsync(row, ct);
        var person = found ?? await AddAsync(row, ct);
        Change(person, row);
        if (PresetOf(row.Role) is { } preset && await GiveAsync(person, preset, row, ct) is { } no)
        {
            return no;
        }

        if (row.Grade is { } grade && await GradeAsync(person, grade, row, ct) is { } overlap)
        {
            return overlap;
        }

        isChanged |= await db.KeepUnknownAsync(shop.Id, person.Id, KeptCellRow.OfPerson(row.From ?? person.JoinedOn), row.Unknown, ct);
        if (found is null || isChanged)
        {
            db.Audit(new AuditEntry(shop.Organisation, shop.Id, by, "people.person.import", "person", person.Id.ToString(), After: new { person.Name, person.Number, row.Role, row.Grade }));
        }

        return new StaffTaken(person.Id, found is null ? Taken.New : isChanged ? Taken.Changed : Taken.Unchanged);
    }

    private static string? PresetOf(string? role) => role switch { "agent" => "pre-sales", "leader" => "leader", _ => null };

    /// <summary>By id, by staff number, else by a name that only one has.</summary>
    private async Task<PersonRow?> FindAsync(StaffRow row, CancellationToken ct)
    {
        var all = db.People.Where(p => p.OrganisationId == shop.Organisation);
        if (row.Known is { } known)
        {
            return await all.SingleOrDefaultAsync(p => p.Id == known, ct);
        }

        if (row.Number is { } number)
        {
            return await all.SingleOrDefaultAsync(p => p.Number == number, ct);
        }

        var named = await all.Where(p => p.Name == row.Name && p.ErasedAt == null).Take(2).ToListAsync(ct);
        return named.Count == 1 ? named[0] : null;
    }

    private async Task<PersonRow> AddAsync(StaffRow row, CancellationToken ct)
    {
        var number = row.Number ?? await NextNumberAsync(ct);
        var id = new PersonId(db.Fresh());
        var account = Account.Normalise($"staff-{number}") is { } free && !await db.People.AnyAsync(p => p.Account == free, ct) ? free : $"staff-{id.Value.ToString("n")[^12..]}";
        var person = new PersonRow
        {
            Id = id,
            OrganisationId = shop.Organisation,
            Name = row.Name.Trim(),
            Account = account,
            Number = number,
            Language = "zh-CN",
            JoinedOn = row.HiredOn ?? row.From ?? db.Now.InZone(shop.TimeZone).Date,
            CreatedAt = db.Now,
            CreatedBy = by,
        };
        db.People.Add(person);
        await db.SaveChangesAsync(ct);
        return person;
    }

    private void Change(PersonRow person, StaffRow row)
    {
        var leaves = row.LeftOn?.PlusDays(-1);
        if ((row.HiredOn is { } hired && person.JoinedOn != hired) || (leaves is { } last && person.LeavesOn != last))
        {
            isChanged = true;
            (person.JoinedOn, person.LeavesOn) = (row.HiredOn ?? person.JoinedOn, leaves ?? person.LeavesOn);
        }
    }

    private async Task<Refusal?> GiveAsync(PersonRow person, string preset, StaffRow row, CancellationToken ct)
    {
        TeamId? team = row.Team is { Length: > 0 } name ? await TeamAsync(name.Trim(), ct) : null;
        var from = shop.TimeZone.AtStartOfDay(row.From ?? person.JoinedOn).ToInstant();
        var to = row.To is { } end ? shop.TimeZone.AtStartOfDay(end).ToInstant() : (Instant?)null;
        var held = await db.Memberships.Where(m => m.PersonId == person.Id && m.Preset == preset && (m.ShopId == shop.Id || m.ShopId == null)).Take(500).ToListAsync(ct);
        if (held.Find(m => m.TeamId == team && m.FromAt == from) is { } same)
        {
            isChanged |= same.ToAt != to;
            same.ToAt = to;
            return null;
        }

        if (held.Exists(m => m.TeamId == team && Intervals.Overlap(m.FromAt, m.ToAt, from, to)))
        {
            return null; // has the role in this time already
        }

        isChanged = true;
        if (giver is null)
        {
            db.Memberships.Add(new MembershipRow { Id = db.Fresh(), OrganisationId = shop.Organisation, PersonId = person.Id, ShopId = shop.Id, TeamId = team, Preset = preset, FromAt = from, ToAt = to });
            return null;
        }

        var given = await memberships.GiveAsync(giver, person.Id, new RoleWish(preset, null, shop.Id, team), ct);
        if (given.Refusal is { } no)
        {
            return no;
        }

        (given.Value.FromAt, given.Value.ToAt) = (from, to);
        return null;
    }

    private async Task<TeamId> TeamAsync(string name, CancellationToken ct)
    {
        if (await db.Teams.SingleOrDefaultAsync(t => t.ShopId == shop.Id && t.Name == name, ct) is { } known)
        {
            return known.Id;
        }

        var team = new TeamRow { Id = new TeamId(db.Fresh()), OrganisationId = shop.Organisation, ShopId = shop.Id, Name = name, CreatedAt = db.Now };
        db.Teams.Add(team);
        db.Audit(new AuditEntry(shop.Organisation, shop.Id, by, "people.team.import", "team", team.Id.ToString(), After: new { name }));
        await db.SaveChangesAsync(ct);
        return team.Id;
    }

    private async Task<Refusal?> GradeAsync(PersonRow person, string grade, StaffRow row, CancellationToken ct)
    {
        var from = row.From ?? person.JoinedOn;
        var all = await db.Grades.Where(g => g.PersonId == person.Id).Take(500).ToListAsync(ct);
        if (all.Find(g => g.FromOn == from) is { } same)
        {
            isChanged |= same.Grade != grade || same.ToOn != row.To;
            (same.Grade, same.ToOn) = (grade, row.To);
            all.Remove(same);
            return all.Exists(g => Intervals.Overlap(g.FromOn, g.ToOn, from, row.To)) ? new GradeOverlaps() : null;
        }

        if (all.Exists(g => Intervals.Overlap(g.FromOn, g.ToOn, from, row.To)))
        {
            return new GradeOverlaps();
        }

        isChanged = true;
        db.Grades.Add(new GradeRow { Id = db.Fresh(), OrganisationId = shop.Organisation, PersonId = person.Id, Grade = grade, FromOn = from, ToOn = row.To });
        return null;
    }

    private async Task<string> NextNumberAsync(CancellationToken ct)
    {
        var numbers = await db.People.Where(p => p.OrganisationId == shop.Organisation).Select(p => p.Number).Take(100_000).ToListAsync(ct);
        var highest = numbers.Select(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var i) ? i : 0).DefaultIfEmpty(0).Max();
        return (highest + 1).ToString("000", CultureInfo.InvariantCulture);
    }
}
