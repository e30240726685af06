using NodaTime;
using NodaTime.Text;
using Shouldly;
using Zhanggui.People.Contracts;
using Zhanggui.Promises.Contracts;
using Zhanggui.Promises.TimeWords;

namespace Zhanggui.Tests.Promises;

public sealed class TimeReaderTests
{
    private static readonly LocalDateTimePattern Said = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    internal static readonly BusinessCalendar Calendar = new(DateTimeZoneProviders.Tzdb["Asia/Shanghai"])
    {
        WorkDays = [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday],
        Holidays =
        [
            new("中秋节", new(2026, 9, 25), new(2026, 9, 27)), new("国庆节", new(2026, 10, 1), new(2026, 10, 7)),
            new("元旦", new(2027, 1, 1), new(2027, 1, 3)), new("春节", new(2027, 2, 5), new(2027, 2, 11)),
        ],
        MovedWorkDays = [new(2026, 9, 20), new(2026, 10, 10)],
        Usual = new(new(9, 0), new(18, 0)),
    };

    internal static readonly TimeHabits Habits = new()
    {
        Parts =
        [
            new("凌晨", new(0, 0), new(6, 0)), new("早上", new(6, 0), new(10, 0)), new("上午", new(6, 0), new(12, 0)), new("中午", new(12, 0), new(14, 0)),
            new("下午", new(12, 0), new(18, 0)), new("傍晚", new(17, 0), new(19, 0)), new("晚上", new(18, 0), new(22, 0)),
        ],
        Vague = [new("马上", Duration.FromMinutes(5)), new("稍等", Duration.FromMinutes(5)), new("一会儿", Duration.FromMinutes(15)), new("等会", Duration.FromMinutes(15)), new("稍后", Duration.FromMinutes(30))],
        DayBegins = new(7, 0),
        StartOfMonthUntil = 10,
        MiddleOfMonthUntil = 15,
        NotTimes = ["无理由", "保价", "质保"],
    };

    [Fact]
    public void Words_fall_due_when_people_mean_them()
    {
        var reader = new TimeReader(Habits);
        var wrong = new List<string>();
        var count = 0;
        foreach (var (at, words, due) in Lines())
        {
            var found = TimeReader.Best(reader.Read(words, at, Calendar));
            var told = found is null ? null : (LocalDateTime?)found.Due.InZone(Calendar.Zone).LocalDateTime;
            count++;
            if (told != due)
            {
                wrong.Add($"{at.InZone(Calendar.Zone).LocalDateTime:uuuu-MM-dd HH:mm} {words}: {told:uuuu-MM-dd HH:mm} ({found?.Words}), not {due:uuuu-MM-dd HH:mm}");
            }
        }

        wrong.ShouldBeEmpty();
        count.ShouldBeGreaterThan(300);
    }

    /// <summary>The local answer is the same whatever the zone, at any moment, also at the ends of months and years; and it is always to come.</summary>
    [Fact]
    public void Zones_and_ends_of_months_and_years_change_nothing()
    {
        var reader = new TimeReader(Habits);
        var words = Lines().Select(l => l.Words).Distinct(StringComparer.Ordinal).ToList();
        var random = new Random(20260922);
        var checkedOnes = 0;
        for (var i = 0; i < 4000; i++)
        {
            var day = i % 3 == 0 ? new LocalDate(2024 + random.Next(6), 1 + random.Next(12), 1).PlusDays(-1) : new LocalDate(2024, 1, 1).PlusDays(random.Next(2200));
            var time = new LocalTime(random.Next(24), random.Next(60));
            var text = words[random.Next(words.Count)];
            LocalDateTime? first = null;
            foreach (var (index, zone) in new[] { "Asia/Shanghai", "UTC", "Etc/GMT+9" }.Index())
            {
                var calendar = Calendar with { Zone = DateTimeZoneProviders.Tzdb[zone] };
                var at = calendar.At(day, time);
                var due = TimeReader.Best(reader.Read(text, at, calendar))?.Due;
                (due > at).ShouldNotBe(due is null, text);
                var local = due?.InZone(calendar.Zone).LocalDateTime;
                first = index == 0 ? local : first;
                local.ShouldBe(first, $"{text} said {day} {time} in {zone}");
                checkedOnes += due is null ? 0 : 1;
            }
        }

        checkedOnes.ShouldBeGreaterThan(8000);
    }

    [Fact]
    public void Lengths_of_time_are_added()
    {
        var reader = new TimeReader(Habits);
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var at = Calendar.At(new LocalDate(2024, 1, 1).PlusDays(random.Next(2200)), new LocalTime(random.Next(24), random.Next(60), random.Next(60)));
            var n = 1 + random.Next(59);
            var today = Calendar.DayOf(at);
            reader.Read($"{n}分钟内给您答复", at, Calendar).Single().Due.ShouldBe(at + Duration.FromMinutes(n));
            reader.Read($"亲{n}小时后回您", at, Calendar).Single().Due.ShouldBe(at + Duration.FromHours(n));
            reader.Read($"{n}天内发", at, Calendar).Single().Due.ShouldBe(Calendar.EndOfService(today.PlusDays(n)));
            var worked = Enumerable.Range(1, 200).Select(d => today.PlusDays(d)).Where(Calendar.IsWorkDay).ElementAt(n - 1);
            reader.Read($"{n}个工作日", at, Calendar).Single().Due.ShouldBe(Calendar.EndOfService(worked));
        }
    }

    [Fact]
    public void Mentions_say_where_they_stand()
    {
        var at = Calendar.At(new LocalDate(2026, 9, 22), new LocalTime(10, 0));
        var found = new TimeReader(Habits).Read("稍等，明天下午3点前发，最迟周五", at, Calendar);

        found.Select(m => (m.Start, m.Words, m.Grain)).ShouldBe([(0, "稍等", TimeGrain.Vague), (3, "明天下午3点前", TimeGrain.Minute), (14, "周五", TimeGrain.Day)]);
        TimeReader.Best(found)!.Words.ShouldBe("明天下午3点前");
        new TimeReader(new TimeHabits()).Read("稍等，下午给您", at, Calendar).ShouldBeEmpty();
    }

    private static IEnumerable<(Instant At, string Words, LocalDateTime? Due)> Lines()
    {
        var at = default(LocalDateTime);
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Promises", "time-words.txt")).Where(l => l.Length > 0 && !l.StartsWith('#')))
        {
            if (line.StartsWith('@'))
            {
                at = Said.Parse(line[1..].Trim()).Value;
                continue;
            }

            var cells = line.Split(" | ");
            var due = cells[1].Trim();
            yield return (Calendar.At(at.Date, at.TimeOfDay), cells[0].Trim(), due == "-" ? null : Said.Parse(due.Length == 11 ? $"{at.Year}-{due}" : due).Value);
        }
    }
}
