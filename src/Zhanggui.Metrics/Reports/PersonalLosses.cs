using System.Text.Json;
using Zhanggui.Kernel.Db;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Metrics.Reports;

/// <summary>What people wrote down about why a buyer did not buy. They know the platform's name only, so the buyer is found by the marks of the proven names.</summary>
internal sealed class PersonalLosses(Database database) : IPersonalData
{
    public string Section => "losses";

    public async Task ExportAsync(DataSubject subject, Utf8JsonWriter json, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        json.WriteStartArray();
        foreach (var name in await NamesAsync(subject, ct))
        {
            foreach (var (day, reason, note) in await connection.ReadAllAsync(null, "select day, reason, note from metrics_loss where shop_id = @shop and buyer = @buyer order by day",
                r => (r.GetString(0), r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2)), ct, ("shop", subject.Shop.Value), ("buyer", name)))
            {
                json.WriteStartObject();
                json.WriteString("buyer", name);
                json.WriteString("day", day);
                json.WriteString("reason", reason);
                json.WriteString("note", note);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    public async Task EraseAsync(DataSubject subject, CancellationToken ct)
    {
        foreach (var name in await NamesAsync(subject, ct))
        {
            await database.WriteAsync((c, t) => c.ExecuteAsync(t, "delete from metrics_loss where shop_id = @shop and buyer = @buyer", ct, ("shop", subject.Shop.Value), ("buyer", name)), ct);
        }
    }

    public async Task<IReadOnlyDictionary<string, long>> CountAsync(DataSubject subject, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var count = 0L;
        foreach (var name in await NamesAsync(subject, ct))
        {
            count += await connection.ReadLongAsync(null, "select count(*) from metrics_loss where shop_id = @shop and buyer = @buyer", ct, ("shop", subject.Shop.Value), ("buyer", name)) ?? 0;
        }

        return new Dictionary<string, long>(StringComparer.Ordinal) { ["losses"] = count };
    }

    private Task<IReadOnlyList<string>> NamesAsync(DataSubject subject, CancellationToken ct) => subject.NamesAmongAsync(async () =>
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null, "select distinct buyer from metrics_loss where shop_id = @shop", r => r.GetString(0), ct, ("shop", subject.Shop.Value));
    });
}
