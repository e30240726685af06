using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.People.Reading;

namespace Zhanggui.Tests.People;

public sealed class WorkSpellsTests
{
    private static readonly LocalDate Hired = new(2026, 3, 1);
    private static readonly PersonFact Mei = new() { Person = "mei", Name = "林小美", StaffNo = "6001", HiredOn = Hired };

    [Fact]
    public void Staff_number_has_a_name_from_the_day_of_hiring_although_the_role_was_given_later() =>
        WorkSpells.Of(Mei, [new RoleSpell("agent", null, new LocalDate(2026, 11, 22), null)], []).Select(p => (p.Role, p.From, p.To)).ShouldBe(
            [(null, Hired, (LocalDate?)new LocalDate(2026, 11, 22)), ("agent", new LocalDate(2026, 11, 22), null)]);

    [Fact]
    public void Role_from_the_first_day_is_one_piece() =>
        WorkSpells.Of(Mei, [new RoleSpell("agent", null, Hired, null)], []).Select(p => (p.Role, p.From, p.To)).ShouldBe([("agent", (LocalDate?)Hired, (LocalDate?)null)]);
}
