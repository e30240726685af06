using NodaTime;
using Zhanggui.Facts.Records;

namespace Zhanggui.People.Reading;

/// <summary>A role somebody had in a shop, [From, To) in the shop's days.</summary>
internal sealed record RoleSpell(string Role, string? Team, LocalDate From, LocalDate? To);

/// <summary>A grade somebody had, [From, To).</summary>
internal sealed record GradeSpell(string Grade, LocalDate From, LocalDate? To);

/// <summary>Cuts a person's time in a shop where role, team or grade changes: one row of <c>people.csv</c> for each piece.</summary>
internal static class WorkSpells
{
    // Whoever serves buyers counts as such, whatever else the person does: first in this list wins where several roles hold on the same day.
    private static readonly string[] Ranking = ["leader", "agent", "supervisor"];

    public static IEnumerable<PersonFact> Of(PersonFact person, IReadOnlyList<RoleSpell> roles, IReadOnlyList<GradeSpell> grades)
    {
        var cuts = roles.SelectMany(r => new[] { r.From, r.To }).Concat(grades.SelectMany(g => new[] { g.From, g.To })).OfType<LocalDate>().Distinct().Order().ToList();
        var pieces = cuts.Zip(cuts.Skip(1).Cast<LocalDate?>().Append(null)).Select(piece => At(person, roles, grades, piece.First, piece.Second)).OfType<PersonFact>().ToList();
        // Hired before the first role: the staff number has a name from the first day on.
        return pieces.Count > 0 && person.HiredOn is { } hired && pieces[0].From > hired ? Joined([person with { From = hired, To = pieces[0].From }, .. pieces]) : Joined(pieces);
    }

    private static PersonFact? At(PersonFact person, IReadOnlyList<RoleSpell> roles, IReadOnlyList<GradeSpell> grades, LocalDate from, LocalDate? to)
    {
        var held = roles.Where(r => r.From <= from && (r.To is null || r.To > from)).OrderBy(r => Rank(r.Role)).ThenBy(r => r.Role, StringComparer.Ordinal).ThenBy(r => r.Team is null).ThenBy(r => r.Team, StringComparer.Ordinal).FirstOrDefault();
        var grade = grades.FirstOrDefault(g => g.From <= from && (g.To is null || g.To > from))?.Grade;
        return held is null ? null : person with { Role = held.Role, Team = held.Team, Grade = grade, From = from, To = to };
    }

    private static int Rank(string role) => Array.IndexOf(Ranking, role) is var at && at < 0 ? Ranking.Length : at;

    private static IEnumerable<PersonFact> Joined(IReadOnlyList<PersonFact> pieces)
    {
        PersonFact? open = null;
        foreach (var piece in pieces)
        {
            if (open is not null && open.To == piece.From && (open with { From = null, To = null }) == (piece with { From = null, To = null }))
            {
                open = open with { To = piece.To };
                continue;
            }

            if (open is not null)
            {
                yield return open;
            }

            open = piece;
        }

        if (open is not null)
        {
            yield return open;
        }
    }
}
