using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Buyers.Timeline;

/// <summary>Everything with one buyer on one page (CUST-14), newest first; each room shows what the reader may see of it.</summary>
internal static class ReadTimeline
{
    private const int Size = 30;
    private const int MostSkipped = 1000;
    private static readonly Instant End = Instant.FromUtc(9000, 1, 1, 0, 0);

    /// <summary><paramref name="Next"/> goes into <c>before</c> for the next page.</summary>
    internal sealed record Answer(IReadOnlyList<TimelineEntry> Entries, string? Next, IReadOnlyList<string> Kinds);

    public static async Task<IResult> HandleAsync(Guid id, string? kind, string? before, Actor actor, BuyerAccess access, IEnumerable<IBuyerTimeline> rooms, CancellationToken ct)
    {
        var found = await access.FindAsync(actor, id, act: null, ct);
        if (found.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        var subject = await access.SubjectAsync(found.Value, ct);
        var place = Place(before);
        var ask = new TimelineAsk(subject.Shop, subject.Buyer, subject.Subjects, place.Until, Size + place.Skip + 1);
        var kinds = rooms.SelectMany(r => r.Kinds.Select(k => (Room: r, Kind: k))).OrderBy(k => k.Kind, StringComparer.Ordinal).ToList();
        var given = new List<IReadOnlyList<TimelineEntry>>();
        foreach (var (room, one) in kinds.Where(k => string.IsNullOrEmpty(kind) || k.Kind == kind))
        {
            given.Add(await room.ReadAsync(actor, ask, one, ct));
        }

        var (entries, next) = TimelinePage.Of(given, place, Size);
        return TypedResults.Json(new Answer(entries, next is { } n ? string.Create(CultureInfo.InvariantCulture, $"{n.Until.ToUnixTimeMilliseconds()}.{n.Skip}") : null, [.. kinds.Select(k => k.Kind)]), HouseJson.Options);
    }

    private static TimelinePlace Place(string? before) =>
        before?.Split('.') is [var at, var skip] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms < End.ToUnixTimeMilliseconds()
            && int.TryParse(skip, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= MostSkipped
            ? new TimelinePlace(Instant.FromUnixTimeMilliseconds(ms), n)
            : new TimelinePlace(End, 0);
}
