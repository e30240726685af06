using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Facts;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Time;
using Zhanggui.Metrics.Catalogue;
using Zhanggui.Metrics.Measuring;

namespace Zhanggui.Metrics.Reports;

/// <summary>
/// The talk behind a row: what one buyer and the shop said around an instant, from the same facts that were counted. Whoever sees own figures only sees
/// talks in which they had a part.
/// </summary>
internal static class ReadTalk
{
    private const int Most = 400;
    private static readonly Duration Around = Duration.FromHours(36);
    private static readonly HashSet<string> Files = new([Need.Messages, "accounts.csv", "people.csv"], StringComparer.Ordinal);

    internal sealed record SaidView(string Id, Instant At, SenderKind Sender, MessageKind Kind, string? Person, string? Name, string? Text, IReadOnlyDictionary<string, string>? Kept);

    internal sealed record Talk(string Buyer, IReadOnlyList<SaidView> Messages);

    public static async Task<IResult> HandleAsync(Guid shop, string? buyer, string? at, Actor actor, FigureAccess access, FactsGatherer gatherer, ScopeNames names, CancellationToken ct)
    {
        if (await access.FindAsync(actor, shop, ct) is not { } view)
        {
            return new MetricsShopNotFound().ToProblem();
        }

        if (string.IsNullOrEmpty(buyer) || InstantPattern.ExtendedIso.Parse(at ?? string.Empty) is not { Success: true, Value: var when })
        {
            return new MetricsTalkNotFound().ToProblem();
        }

        var rows = new FactSetBuilder();
        await gatherer.GiveAsync(new FactsWanted { Organisation = view.Shop.Organisation, Shop = view.Shop.Id, From = when - Around, To = when + Around, Buyers = [buyer], Files = Files }, rows, ct);
        var facts = rows.Build();
        var staff = new Staff(facts);
        var own = view.Shop.Id.ToString();
        var said = facts.Messages.Where(m => m.Buyer == buyer && m.SentAt is { } sent && sent >= when - Around && sent < when + Around)
            .OrderBy(m => m.SentAt).ThenBy(m => m.Id, StringComparer.Ordinal).Select(m => (Message: m, Person: staff.PersonOf(m.Account, own, m.SentAt!.Value))).ToList();
        if (said.Count == 0 || !await MaySeeAsync(view, access, said.Select(s => s.Person), ct))
        {
            return new MetricsTalkNotFound().ToProblem();
        }

        var nearest = said.FindIndex(s => s.Message.SentAt >= when);
        var first = Math.Clamp((nearest < 0 ? said.Count : nearest) - (Most / 2), 0, Math.Max(0, said.Count - Most));
        var shown = said.Skip(first).Take(Most).ToList();
        var known = await names.OfAsync([.. shown.Select(s => s.Person).OfType<string>()], ct);
        return Results.Json(new Talk(buyer, [.. shown.Select(s => new SaidView(s.Message.Id, s.Message.SentAt!.Value, s.Message.Sender, s.Message.Kind, s.Person, s.Person is null ? null : known.GetValueOrDefault(s.Person) ?? s.Person, s.Message.Text, rows.UnknownOf(s.Message)))]), HouseJson.Options);
    }

    private static async Task<bool> MaySeeAsync(FigureView view, FigureAccess access, IEnumerable<string?> persons, CancellationToken ct)
    {
        if (view.Reach == Reach.All)
        {
            return true;
        }

        foreach (var person in persons.OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (await access.MaySeeAsync(view, $"person:{person}", ct))
            {
                return true;
            }
        }

        return false;
    }
}
