using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Zhanggui.Reception.Visitors;

namespace Zhanggui.Tests.Visitors;

public sealed class TokenBucketTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 22, 4, 0);
    private static readonly Pace Pace = new(Burst: 3, PerMinute: 6);

    [Theory]
    [InlineData(0, false)]   // three at once, and then
    [InlineData(9, false)]   // one every ten seconds
    [InlineData(10, true)]
    [InlineData(3600, true)]
    public void After_the_burst_one_comes_free_with_time(int secondsLater, bool allowed)
    {
        var bucket = Empty();

        bucket.Take(Pace, Noon + Duration.FromSeconds(secondsLater)).IsAllowed.ShouldBe(allowed);
    }

    [Fact]
    public void A_long_rest_fills_it_to_the_burst_and_no_further()
    {
        var later = Noon + Duration.FromDays(1);
        var bucket = Empty();

        for (var i = 0; i < 3; i++)
        {
            (bucket, var allowed) = bucket.Take(Pace, later);
            allowed.ShouldBeTrue();
        }

        bucket.Take(Pace, later).IsAllowed.ShouldBeFalse();
    }

    [Fact]
    public void A_clock_set_back_takes_nothing_away_and_does_not_stop_the_filling()
    {
        var (bucket, _) = TokenBucket.Full(Pace, Noon).Take(Pace, Noon);
        var earlier = Noon - Duration.FromHours(3);

        (bucket, var second) = bucket.Take(Pace, earlier);
        (bucket, var third) = bucket.Take(Pace, earlier);
        (bucket, var fourth) = bucket.Take(Pace, earlier);

        (second, third, fourth).ShouldBe((true, true, false));
        bucket.Take(Pace, earlier + Duration.FromSeconds(10)).IsAllowed.ShouldBeTrue();
    }

    [Theory]
    [InlineData(29, false)]
    [InlineData(30, true)]
    public void It_is_full_when_forgetting_it_would_change_nothing(int secondsLater, bool full) =>
        Empty().IsFull(Pace, Noon + Duration.FromSeconds(secondsLater)).ShouldBe(full);

    [Fact]
    public void In_any_stretch_no_more_pass_than_the_burst_and_the_pace_allow()
    {
        var cases =
            from burst in Gen.Choose(1, 40)
            from perMinute in Gen.Choose(1, 600)
            from waits in Gen.ListOf(Gen.Choose(0, 20_000), 60)
            select (Pace: new Pace(burst, perMinute), Waits: waits);
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(cases.ToArbitrary(), x =>
        {
            var (bucket, now, passed) = (TokenBucket.Full(x.Pace, Noon), Noon, 0);
            foreach (var wait in x.Waits)
            {
                now += Duration.FromMilliseconds(wait);
                (bucket, var allowed) = bucket.Take(x.Pace, now);
                passed += allowed ? 1 : 0;
            }

            return passed <= x.Pace.Burst + ((now - Noon).TotalMinutes * x.Pace.PerMinute) + 0.001 && bucket.Left >= 0 && bucket.Left <= x.Pace.Burst;
        }));
    }

    private static TokenBucket Empty()
    {
        var bucket = TokenBucket.Full(Pace, Noon);
        for (var i = 0; i < Pace.Burst; i++)
        {
            (bucket, _) = bucket.Take(Pace, Noon);
        }

        return bucket;
    }
}

public sealed class SignedIdentityTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 22, 4, 0);
    private static readonly Duration MaxAge = Duration.FromMinutes(10);
    private static readonly Duration Skew = Duration.FromMinutes(1);
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("0123456789abcdef");

    [Fact]
    public void The_signature_is_the_one_every_shop_can_compute() =>
        // echo -en 'u-1\n1795320000' | openssl dgst -sha256 -hmac 0123456789abcdef
        SignedIdentity.SignatureOf(Secret, "u-1", 1795320000).ShouldBe("1fe2401d4ac624fa5dfe02ddf655e0d9f0245db79ca8729610f89b0253adfade");

    [Theory]
    [InlineData(0, null)]
    [InlineData(600, null)]                                     // exactly ten minutes old still counts
    [InlineData(601, "reception.visitor.identity_expired")]
    [InlineData(-60, null)]                                     // the shop's clock is a minute ahead
    [InlineData(-61, "reception.visitor.identity_expired")]
    public void It_counts_for_ten_minutes_and_forgives_a_minute_of_clock(int secondsOld, string? refused)
    {
        var at = Noon.ToUnixTimeSeconds() - secondsOld;

        Signed("u-1", at).Check(Secret, Noon, MaxAge, Skew)?.Code.ShouldBe(refused);
        (Signed("u-1", at).Check(Secret, Noon, MaxAge, Skew) is null).ShouldBe(refused is null);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("u-1\n1")] // would be signed like the id u-1 with another time
    public void An_id_that_says_nobody_is_refused_by_its_field(string? id)
    {
        var at = Noon.ToUnixTimeSeconds();

        new SignedIdentity(id, null, at, SignedIdentity.SignatureOf(Secret, id ?? string.Empty, at)).Check(Secret, Noon, MaxAge, Skew)!.Field.ShouldBe("identity.id");
    }

    [Fact]
    public void An_endless_id_is_refused()
    {
        var at = Noon.ToUnixTimeSeconds();

        Signed(new string('x', 200), at).Check(Secret, Noon, MaxAge, Skew).ShouldBeNull();
        Signed(new string('x', 201), at).Check(Secret, Noon, MaxAge, Skew)!.Field.ShouldBe("identity.id");
    }

    [Fact]
    public void Any_change_to_id_time_or_signature_breaks_it()
    {
        var at = Noon.ToUnixTimeSeconds();
        var good = Signed("u-1", at);
        var cases = Gen.Choose(0, 3).SelectMany(what => Gen.Choose(0, 63), (what, where) => (what, where));
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(cases.ToArbitrary(), x =>
        {
            var forged = x.what switch
            {
                0 => good with { Id = "u-" + (x.where + 2) },
                1 => good with { At = at + x.where + 1 },
                2 => good with { Sign = Flip(good.Sign!, x.where) },
                _ => good with { Sign = good.Sign![..x.where] },
            };
            return forged.Check(Secret, Noon, MaxAge, Skew) is { Field: "identity.sign" };
        }));
        (good with { Sign = null }).Check(Secret, Noon, MaxAge, Skew)!.Field.ShouldBe("identity.sign");
        (good with { Sign = good.Sign!.ToUpperInvariant() }).Check(Secret, Noon, MaxAge, Skew)!.Field.ShouldBe("identity.sign");
        good.Check("another secret"u8, Noon, MaxAge, Skew)!.Field.ShouldBe("identity.sign");
    }

    [Fact]
    public void A_forged_old_identity_is_called_forged_not_old() =>
        new SignedIdentity("u-1", null, 0, "00").Check(Secret, Noon, MaxAge, Skew)!.Field.ShouldBe("identity.sign");

    private static SignedIdentity Signed(string id, long at) => new(id, null, at, SignedIdentity.SignatureOf(Secret, id, at));

    private static string Flip(string hex, int at) => hex[..at] + (hex[at] == '0' ? '1' : '0') + hex[(at + 1)..];
}
