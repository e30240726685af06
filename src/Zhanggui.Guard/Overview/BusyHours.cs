using NodaTime;

namespace Zhanggui.Guard.Overview;

/// <summary>What rang in a part of the hours: <paramref name="Per100"/> of a hundred messages of agents.</summary>
internal sealed record HourPart(string Part, int Hours, long Messages, long Rang, double? Per100);

/// <summary>
/// Busy against idle hours (GUARD-29, pure): the hours in which agents wrote are put in order of messages per agent; the upper third is busy,
/// the lower third idle. Both halves are told beside each other with what rang in a hundred messages.
/// </summary>
internal static class BusyHours
{
    public const string Busy = "busy";
    public const string Middle = "middle";
    public const string Idle = "idle";

    public static IReadOnlyList<HourPart> Of(IReadOnlyList<(Instant Hour, long Messages, long Persons)> said, IReadOnlyDictionary<Instant, long> rang)
    {
        var order = said.Where(s => s.Messages > 0 && s.Persons > 0).OrderByDescending(s => (double)s.Messages / s.Persons).ThenBy(s => s.Hour).ToList();
        var third = order.Count / 3;
        return third == 0 ? [] : [Part(Busy, order[..third]), Part(Middle, order[third..^third]), Part(Idle, order[^third..])];

        HourPart Part(string name, List<(Instant Hour, long Messages, long Persons)> hours)
        {
            var (messages, hits) = (hours.Sum(h => h.Messages), hours.Sum(h => rang.GetValueOrDefault(h.Hour)));
            return new HourPart(name, hours.Count, messages, hits, messages == 0 ? null : hits * 100.0 / messages);
        }
    }
}
