using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Rights;
using Zhanggui.People.Roles;
using Zhanggui.People.SecondFactor;
using Zhanggui.People.SignIn;

namespace Zhanggui.Tests.People;

public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>RFC 6238, appendix B, SHA-1.</summary>
    [Theory]
    [InlineData(59L, "94287082")]
    [InlineData(1111111109L, "07081804")]
    [InlineData(1111111111L, "14050471")]
    [InlineData(1234567890L, "89005924")]
    [InlineData(2000000000L, "69279037")]
    [InlineData(20000000000L, "65353130")]
    public void Codes_equal_those_of_the_standard(long seconds, string code) =>
        Totp.CodeAt(Secret, Totp.StepAt(Instant.FromUnixTimeSeconds(seconds)), digits: 8).ShouldBe(code);

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Code_of_the_step_before_or_after_still_counts(int offset, bool matches)
    {
        var now = Instant.FromUnixTimeSeconds(1_800_000_000);
        var code = Totp.CodeAt(Secret, Totp.StepAt(now) + offset);

        Totp.Match(Secret, code, now, lastStep: 0).HasValue.ShouldBe(matches);
    }

    [Fact]
    public void Used_step_and_all_before_it_are_refused()
    {
        var now = Instant.FromUnixTimeSeconds(1_800_000_000);
        var step = Totp.StepAt(now);

        Totp.Match(Secret, Totp.CodeAt(Secret, step), now, lastStep: step).ShouldBeNull();
        Totp.Match(Secret, Totp.CodeAt(Secret, step - 1), now, lastStep: step).ShouldBeNull();
        Totp.Match(Secret, Totp.CodeAt(Secret, step + 1), now, lastStep: step).ShouldBe(step + 1);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base32_equals_the_standard_without_padding(string plain, string text) =>
        Totp.ToBase32(Encoding.ASCII.GetBytes(plain)).ShouldBe(text);
}

public sealed class LockoutTests
{
    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 15)]
    [InlineData(6, 30)]
    [InlineData(7, 60)]
    [InlineData(11, 900)]
    [InlineData(1_000_000, 900)]
    public void Pause_doubles_up_to_its_longest(int failures, int seconds) =>
        Lockout.PauseAfter(failures, Lockout.KnownDevice).ShouldBe(Duration.FromSeconds(seconds));

    [Fact]
    public void Failures_are_forgotten_after_a_quiet_time()
    {
        var then = Instant.FromUnixTimeSeconds(1_800_000_000);
        var before = new Attempts(50, then, then);

        Lockout.Charge(before, then + Lockout.KnownDevice.ForgetAfter, Lockout.KnownDevice).Failures.ShouldBe(1);
        Lockout.Charge(before, then + Lockout.KnownDevice.ForgetAfter - Duration.FromMilliseconds(1), Lockout.KnownDevice).Failures.ShouldBe(51);
    }

    [Fact]
    public void Refund_takes_exactly_one_charge_back() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(0, 200).ToArbitrary(), failures =>
        {
            var now = Instant.FromUnixTimeSeconds(1_800_000_000);
            var charged = Lockout.Charge(new Attempts(failures, now, now), now, Lockout.Network);
            return Lockout.Refund(charged, Lockout.Network).Failures == failures;
        }));
}

public sealed class IntervalsTests
{
    [Theory]
    [InlineData(1, 5, 5, 9, false)] // one ends where the other begins: half-open
    [InlineData(1, 5, 4, 9, true)]
    [InlineData(1, null, 9, 10, true)]
    [InlineData(1, 5, 0, null, true)]
    [InlineData(5, null, 1, 5, false)]
    public void Intervals_overlap_when_they_share_an_instant(int fromA, int? toA, int fromB, int? toB, bool overlap)
    {
        static Instant? At(int? s) => s is { } v ? Instant.FromUnixTimeSeconds(v) : null;
        Intervals.Overlap(At(fromA)!.Value, At(toA), At(fromB)!.Value, At(toB)).ShouldBe(overlap);
    }

    [Fact]
    public void Overlap_equals_sharing_a_second_and_does_not_depend_on_the_order() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Gen.ArrayOf(Gen.Choose(0, 20), 4).ToArbitrary(), n =>
        {
            var (fromA, toA, fromB, toB) = (n[0], n[0] + 1 + (n[1] % 5), n[2], n[2] + 1 + (n[3] % 5));
            static Instant At(int s) => Instant.FromUnixTimeSeconds(s);
            var shared = Enumerable.Range(0, 40).Any(s => s >= fromA && s < toA && s >= fromB && s < toB);
            return Intervals.Overlap(At(fromA), At(toA), At(fromB), At(toB)) == shared
                && Intervals.Overlap(At(fromB), At(toB), At(fromA), At(toA)) == shared;
        }));
}

public sealed class RightsTests
{
    private static readonly ShopId[] Shops = [.. Enumerable.Range(1, 3).Select(i => new ShopId(new Guid(i, 0, 0, new byte[8])))];
    private static readonly TeamId[] Teams = [.. Enumerable.Range(1, 2).Select(i => new TeamId(new Guid(0, (short)i, 0, new byte[8])))];
    private static readonly string[] Acts = ["a.b.c", "a.b.d", "a.b.e"];

    private static readonly Gen<Grant> AnyGrant =
        from shop in Gen.Choose(0, 3)
        from team in Gen.Choose(0, 2)
        from acts in Gen.SubListOf(Acts)
        select new Grant(shop == 0 ? null : Shops[shop - 1], shop == 0 || team == 0 ? null : Teams[team - 1], acts.ToHashSet(StringComparer.Ordinal));

    private static readonly Arbitrary<(Grant[] Mine, Grant Wanted)> Situations =
        (from mine in Gen.ArrayOf(AnyGrant, 3) from wanted in AnyGrant select (mine, wanted)).ToArbitrary();

    /// <summary>The rule against escalation: after receiving a covered grant nobody can do anything the giver could not.</summary>
    [Fact]
    public void Covered_grant_allows_nothing_that_the_giver_may_not_do() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Situations, s => !Rights.Covers(s.Mine, s.Wanted) || Everything().All(x => !Can([s.Wanted], x) || Can(s.Mine, x))));

    [Fact]
    public void Everybody_covers_their_own_rights_and_the_owner_covers_all() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Situations, s =>
            Rights.Cover(s.Mine, s.Mine) && Rights.Covers([new Grant(null, null, Acts.ToHashSet(StringComparer.Ordinal))], s.Wanted)));

    [Fact]
    public void Right_in_one_shop_does_not_cover_all_shops() =>
        Rights.Covers([new Grant(Shops[0], null, new HashSet<string> { "a.b.c" })], new Grant(null, null, new HashSet<string> { "a.b.c" })).ShouldBeFalse();

    [Fact]
    public void Every_preset_names_only_known_permissions_and_the_owner_has_all()
    {
        foreach (var preset in RolePresets.All)
        {
            preset.Permissions.Except(PermissionCatalogue.Codes, StringComparer.Ordinal).ShouldBeEmpty(preset.Key);
        }

        RolePresets.Find(RolePresets.Owner)!.Permissions.Count.ShouldBe(PermissionCatalogue.All.Count);
        RolePresets.All.Select(r => r.Key).ShouldBeUnique();
    }

    private static IEnumerable<(string Act, ShopId Shop, TeamId? Team)> Everything() =>
        from act in Acts from shop in Shops from team in Teams.Cast<TeamId?>().Append(null) select (act, shop, team);

    private static bool Can(IReadOnlyList<Grant> grants, (string Act, ShopId Shop, TeamId? Team) x) =>
        new Actor(default, string.Empty, default, default, "zh-CN", grants) { OrganisationShops = Shops.ToHashSet() }.Can(x.Act, x.Shop, x.Team);
}

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("short", "people.password.too_short")]
    [InlineData("aaaaaaaaaaaa", "people.password.too_simple")]
    [InlineData("abcdefghijkl", "people.password.too_simple")]
    [InlineData("password123!", "people.password.too_simple")]
    [InlineData("xiaomei-2026", null)]
    [InlineData("zhangxiaomei1", "people.password.too_simple")]
    [InlineData("我家门口有两棵枣树啊", null)]
    public void Guessable_passwords_are_refused(string password, string? code) =>
        PasswordRules.Check(password, "zhangxiaomei", "张小美", 10)?.Code.ShouldBe(code);

    [Theory]
    [InlineData(" Boss ", "boss")]
    [InlineData("ＢＯＳＳ１", "boss1")]
    [InlineData("张小美", "张小美")]
    [InlineData("two words", null)]
    [InlineData("a", null)]
    [InlineData("\ud800bc", null)]
    public void Account_has_one_spelling(string typed, string? account) => Account.Normalise(typed).ShouldBe(account);
}
