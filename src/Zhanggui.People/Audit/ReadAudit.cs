using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;

namespace Zhanggui.People.Audit;

internal sealed record AuditLine(Guid Id, Instant At, ShopId? ShopId, PersonId? ActorId, string? Actor, string Act, string SubjectKind, string SubjectId, string? Subject, JsonElement? Before, JsonElement? After, string? Reason);

/// <summary>Who did what, newest first. With the right in some shops only, one reads those shops' lines.</summary>
internal static class ReadAudit
{
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/audit", HandleAsync).Requires(Permissions.ReadAudit);

    private static async Task<IResult> HandleAsync(Actor actor, Database database, IPeople people, CancellationToken ct,
        Guid? person = null, string? act = null, string? subject = null, string? from = null, string? to = null, string? before = null, int limit = 50)
    {
        limit = Math.Clamp(limit, 1, Most);
        if (!TryMark(before, out var beforeAt, out var beforeId) || !TryInstant(from, out var fromAt) || !TryInstant(to, out var toAt))
        {
            return new PageMarkMalformed().ToProblem();
        }

        var parameters = new List<(string, object?)>
        {
            ("organisation", actor.Organisation.Value), ("limit", limit + 1),
            ("from", fromAt?.ToUnixTimeMilliseconds() ?? 0), ("to", toAt?.ToUnixTimeMilliseconds() ?? long.MaxValue),
        };
        var where = "organisation_id = @organisation and at >= @from and at < @to";
        void And(string condition, string name, object value)
        {
            where += " and " + condition;
            parameters.Add((name, value));
        }

        if (beforeAt is { } mark)
        {
            And("(at < @mark or (at = @mark and id < @markId))", "mark", mark);
            parameters.Add(("markId", beforeId));
        }

        if (person is { } who)
        {
            And("(actor_id = @person or (subject_kind = 'person' and subject_id = @personText))", "person", who);
            parameters.Add(("personText", who.ToString()));
        }

        if (!string.IsNullOrWhiteSpace(act))
        {
            And("(act = @act or substr(act, 1, @actLength) = @actPrefix)", "act", act);
            parameters.Add(("actLength", act.Length + 1));
            parameters.Add(("actPrefix", act + "."));
        }

        if (!string.IsNullOrWhiteSpace(subject))
        {
            And("subject_id = @subject", "subject", subject);
        }

        if (actor.ShopsFor(Permissions.ReadAudit) is { } shops)
        {
            var names = shops.Select((s, i) => (Name: $"shop{i.ToString(CultureInfo.InvariantCulture)}", s.Value)).ToList();
            where += $" and shop_id in ({string.Join(", ", names.Select(n => "@" + n.Name))})";
            parameters.AddRange(names.Select(n => (n.Name, (object?)n.Value)));
        }

        await using var c = await database.OpenAsync(ct);
        var rows = await c.ReadAllAsync(null,
            $"select id, at, shop_id, actor_id, act, subject_kind, subject_id, before, after, reason from kernel_audit where {where} order by at desc, id desc limit @limit",
            Read, ct, [.. parameters]);
        var page = rows.Take(limit).ToList();
        var named = await NameAsync(page, people, ct);
        return Results.Json(new
        {
            lines = named,
            next = rows.Count > limit ? $"{page[^1].At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}_{page[^1].Id}" : null,
        }, HouseJson.Options);
    }

    private static async Task<List<AuditLine>> NameAsync(List<AuditLine> lines, IPeople people, CancellationToken ct)
    {
        var named = new List<AuditLine>(lines.Count);
        foreach (var line in lines)
        {
            var actor = line.ActorId is { } a ? await people.FindAsync(a, ct) : null;
            var subject = string.Equals(line.SubjectKind, "person", StringComparison.Ordinal) && Guid.TryParse(line.SubjectId, out var s) ? await people.FindAsync(new PersonId(s), ct) : null;
            named.Add(line with { Actor = actor?.Name, Subject = subject?.Name });
        }

        return named;
    }

    private static AuditLine Read(System.Data.Common.DbDataReader r) => new(
        r.GetGuid(0), Instant.FromUnixTimeMilliseconds(r.GetInt64(1)), r.IsDBNull(2) ? null : new ShopId(r.GetGuid(2)), r.IsDBNull(3) ? null : new PersonId(r.GetGuid(3)), null,
        r.GetString(4), r.GetString(5), r.GetString(6), null, Json(r, 7), Json(r, 8), r.IsDBNull(9) ? null : r.GetString(9));

    private static JsonElement? Json(System.Data.Common.DbDataReader r, int column) => r.IsDBNull(column) ? null : JsonSerializer.Deserialize<JsonElement>(r.GetString(column));

    private static bool TryMark(string? text, out long? at, out Guid id)
    {
        at = null;
        id = default;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var parts = text.Split('_', 2);
        if (parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) && Guid.TryParse(parts[1], out id))
        {
            at = parsed;
            return true;
        }

        return false;
    }

    private static bool TryInstant(string? text, out Instant? at)
    {
        at = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var parsed = OffsetDateTimePattern.ExtendedIso.Parse(text);
        at = parsed.Success ? parsed.Value.ToInstant() : null;
        return parsed.Success;
    }
}
