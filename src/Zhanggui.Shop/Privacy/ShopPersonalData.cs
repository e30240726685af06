using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Shop.Buyers;
using Zhanggui.Shop.Buyers.Dossier;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Privacy;

/// <summary>This room's share of an export: the records in the clear, how channels know the buyer, joins, and every time contact data were shown, exported or changed.</summary>
internal sealed class ShopPersonalData(RoomDbTools tools, BuyerBook book, SubjectKeys keys, SchemeBook schemes) : IPersonalData
{
    private const int Most = 10_000;

    public string Section => "shop";

    public async Task ExportAsync(DataSubject subject, Utf8JsonWriter json, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        var subjects = subject.Subjects.ToList();
        var buyers = await db.Buyers.AsNoTracking().Where(b => subjects.Contains(b.Id)).OrderBy(b => b.Number).ToListAsync(ct);
        var records = new List<object>();
        foreach (var b in buyers)
        {
            records.Add(new { b.Id, b.Number, b.Identity, b.CreatedAt, b.LastSeenAt, b.MaskedAt, b.JoinedInto, record = await book.OpenAsync(b, ct) });
        }

        var identities = new List<object>();
        foreach (var i in await db.Identities.AsNoTracking().Where(i => subjects.Contains(i.BuyerId)).OrderBy(i => i.CreatedAt).Take(Most).ToListAsync(ct))
        {
            var key = i.External is null ? null : await keys.FindAsync(i.FirstBuyerId.Value, ct);
            var external = key is { } k ? System.Text.Encoding.UTF8.GetString(k.Open(i.External!)) : null;
            identities.Add(new { i.ChannelKind, i.Identity, i.CreatedAt, external });
        }

        var joins = await db.Joins.AsNoTracking().Where(j => subjects.Contains(j.IntoBuyerId) || subjects.Contains(j.FromBuyerId)).OrderBy(j => j.At).Take(Most)
            .Select(j => new { from = j.FromBuyerId, into = j.IntoBuyerId, j.At, j.Reason, j.UndoneAt, j.UndoneBecause }).ToListAsync(ct);
        var dossier = await DossierExport.ReadAsync(db, subject, (await schemes.FindAsync(subject.Shop, ct)).Scheme, OpenAsync, ct);
        JsonSerializer.Serialize(json, new { records, identities, joins, dossier, acts = await ActsAsync(subject, ct) }, HouseJson.Options);

        async Task<string?> OpenAsync(BuyerId row, byte[]? bytes) =>
            bytes is not null && await keys.FindAsync(row.Value, ct) is { } key ? System.Text.Encoding.UTF8.GetString(key.Open(bytes)) : null;
    }

    /// <summary>Nothing is left to do here: the act of erasing has emptied the rows together with the keys.</summary>
    public Task EraseAsync(DataSubject subject, CancellationToken ct) => Task.CompletedTask;

    public async Task<IReadOnlyDictionary<string, long>> CountAsync(DataSubject subject, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        var subjects = subject.Subjects.ToList();
        return new Dictionary<string, long>(StringComparer.Ordinal)
        {
            ["records"] = subjects.Count,
            ["facts"] = await db.Set<FactRow>().LongCountAsync(f => subjects.Contains(f.BuyerId) && f.GoneAt == null, ct),
            ["suggestions"] = await db.Set<SuggestionRow>().LongCountAsync(s => subjects.Contains(s.BuyerId), ct),
            ["identities"] = await db.Identities.LongCountAsync(i => subjects.Contains(i.BuyerId), ct),
        };
    }

    private async Task<List<object>> ActsAsync(DataSubject subject, CancellationToken ct)
    {
        await using var connection = await tools.Database.OpenAsync(ct);
        var acts = new List<object>();
        foreach (var id in subject.Subjects)
        {
            acts.AddRange(await connection.ReadAllAsync(null, "select at, act, after, reason from kernel_audit where subject_kind = 'buyer' and subject_id = @id order by at limit @most",
                r => (object)new { at = NodaTime.Instant.FromUnixTimeMilliseconds(r.GetInt64(0)), act = r.GetString(1), what = r.IsDBNull(2) ? null : r.GetString(2), reason = r.IsDBNull(3) ? null : r.GetString(3) },
                ct, ("id", id.ToString()), ("most", Most)));
        }

        return acts;
    }
}
