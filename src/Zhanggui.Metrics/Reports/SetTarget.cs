using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Records.Contracts;

namespace Zhanggui.Metrics.Reports;

/// <summary>Sets the target of a day or month for the shop, a team or a person (REP-10); it stands among the facts beside those of files. Empty takes it back.</summary>
internal static partial class SetTarget
{
    private const decimal Most = 1_000_000_000m;

    internal sealed record Body(Guid Shop, string? Period, string? Team, string? Person, string? Metric, decimal? Value);

    public static async Task<IResult> HandleAsync(Body body, Actor actor, FigureAccess access, IShops shops, IPeople people, IRecordStore records, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindAsync(actor, body.Shop, ct) is not { } view)
        {
            return new MetricsShopNotFound().ToProblem();
        }

        var (team, person) = (Text(body.Team), Text(body.Person));
        var card = team is null ? null : (await shops.TeamsAsync(view.Shop.Id, ct)).FirstOrDefault(t => !t.IsClosed && t.Name == team);
        if (!(card is null ? actor.Can(Permissions.WriteTarget, view.Shop.Id) : actor.Can(Permissions.WriteTarget, view.Shop.Id, card.Id)))
        {
            return new MetricsTargetNotYours().ToProblem();
        }

        if (body.Period is null || !Day().IsMatch(body.Period) || body.Metric is null || !DayTargets.IsOfDays(body.Metric) || body.Value is < 0 or > Most || (team is not null && (card is null || person is not null)) || !await IsOursAsync(person, view, people, ct))
        {
            return new MetricsTargetWrong().ToProblem();
        }

        var fact = new TargetFact { Period = body.Period, Team = team, Person = person, Metric = body.Metric, Value = body.Value };
        await records.StoreAsync(view.Shop.Id, FactsFiles.Targets, [fact], null, ct);
        var now = clock.GetCurrentInstant().ToUnixTimeMilliseconds();
        await database.WriteAsync(async (c, t) =>
        {
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now, new AuditEntry(actor.Organisation, view.Shop.Id, actor.Person, Permissions.WriteTarget, "shop", view.Shop.Id.ToString(), After: fact), ct);
            return 0;
        }, ct);
        return Results.NoContent();
    }

    private static async Task<bool> IsOursAsync(string? person, FigureView view, IPeople people, CancellationToken ct) =>
        person is null || (Guid.TryParse(person, out var id) && await people.FindAsync(new PersonId(id), ct) is { HasLeft: false } who && who.Organisation == view.Shop.Organisation);

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [GeneratedRegex("^[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 100)]
    private static partial Regex Day();
}
