using NodaTime;
using Zhanggui.Host;
using Zhanggui.Host.House;
using Zhanggui.Host.Service;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Privacy;

namespace Zhanggui.Tests.Host;

public sealed class HouseActTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 22, 4, 0);

    [Fact]
    public void One_heavy_act_at_a_time_and_the_next_after_a_rest()
    {
        var clock = new SetClock(Noon);
        var turnstile = new Turnstile(clock, new HouseHostOptions { HouseRestSeconds = 30 });

        var first = turnstile.Enter();
        turnstile.Enter().Refusal!.Code.ShouldBe("house.run.busy");
        first.Value.Dispose();
        clock.Now = Noon + Duration.FromSeconds(29);
        turnstile.Enter().Refusal!.Code.ShouldBe("house.run.too_soon");
        clock.Now = Noon + Duration.FromSeconds(30);
        var second = turnstile.Enter();
        second.IsDone.ShouldBeTrue();

        first.Value.Dispose(); // leaving twice opens nothing for others
        turnstile.Enter().Refusal!.Code.ShouldBe("house.run.busy");
    }

    [Fact]
    public void A_clock_that_was_set_back_does_not_lock_the_door()
    {
        var clock = new SetClock(Noon);
        var turnstile = new Turnstile(clock, new HouseHostOptions { HouseRestSeconds = 30 });
        turnstile.Enter().Value.Dispose();

        clock.Now = Noon - Duration.FromHours(5);

        turnstile.Enter().IsDone.ShouldBeTrue();
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(119, true)]
    [InlineData(120, false)]
    public void A_ticket_holds_for_two_minutes(int secondsLater, bool fits)
    {
        var (tickets, actor) = (Tickets(), Somebody());

        tickets.Fits(tickets.Make(actor, Noon), actor, Noon + Duration.FromSeconds(secondsLater)).ShouldBe(fits);
    }

    [Fact]
    public void A_ticket_is_for_one_session_of_one_person_and_cannot_be_made_longer()
    {
        var (tickets, actor) = (Tickets(), Somebody());
        var ticket = tickets.Make(actor, Noon);
        var later = (Noon + Duration.FromDays(1)).ToUnixTimeMilliseconds();

        tickets.Fits(ticket, actor with { SessionId = Guid.CreateVersion7() }, Noon).ShouldBeFalse();
        tickets.Fits(ticket, actor with { Person = new PersonId(Guid.CreateVersion7()) }, Noon).ShouldBeFalse();
        tickets.Fits($"{later}.{ticket.Split('.')[1]}", actor, Noon).ShouldBeFalse();
        foreach (var nothing in new[] { null, "", ".", "x", "1.2.3", "-1." + ticket.Split('.')[1] })
        {
            tickets.Fits(nothing, actor, Noon).ShouldBeFalse($"'{nothing}'");
        }
    }

    [Fact]
    public void A_services_log_keeps_the_last_two_files()
    {
        var folder = Directory.CreateTempSubdirectory("zhanggui-log-").FullName;
        using (var log = ServiceLog.In(folder, limit: 100))
        {
            for (var i = 0; i < 20; i++)
            {
                log.WriteLine($"line {i:00} 掌柜");
            }
        }

        var files = Directory.GetFiles(Path.Combine(folder, "log")).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        files.ShouldBe(["zhanggui.1.log", "zhanggui.log"]);
        var kept = File.ReadAllText(Path.Combine(folder, "log", "zhanggui.1.log")) + File.ReadAllText(Path.Combine(folder, "log", "zhanggui.log"));
        kept.ShouldEndWith($"line 19 掌柜{Environment.NewLine}");
        kept.Length.ShouldBeLessThan(300);
        using var again = ServiceLog.In(folder, limit: 100); // a restart goes on in the same file
        again.WriteLine("after the restart");
    }

    private static Actor Somebody() => new(new PersonId(Guid.CreateVersion7()), "王掌柜", Guid.CreateVersion7(), new OrganisationId(Guid.CreateVersion7()), "zh-CN", []);

    private static BackupTicket Tickets() => new(new MasterKey(new KernelOptions { MasterKey = Convert.ToBase64String(new byte[32]) }));

    private sealed class SetClock(Instant now) : TimeProvider
    {
        public Instant Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
    }
}
