using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Policies;

/// <summary>Whose key seals a position.</summary>
internal sealed record PositionSeal(Guid Subject, SubjectKey Key);

/// <summary>
/// The position agreed on towards one buyer is personal: what it says and whom it names is sealed with the buyer's key and stands in no column that search or a list reads.
/// Where the key was destroyed only topic, key and times are left.
/// </summary>
internal sealed class Positions(SubjectKeys keys)
{
    private const string Mark = "sealed:";

    public static bool Is(PolicyForm form) => form.Scope?.Kind == ScopeKind.Buyer;

    public static bool IsSealed(PolicyVersionRow row) => row.Form.StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>The buyer's key; null when no such buyer is known. Asked for before a transaction begins: making a key is one of its own.</summary>
    public async Task<PositionSeal?> SealOfAsync(ShopDb db, ShopId shop, PolicyForm form, CancellationToken ct) =>
        long.TryParse(form.Scope!.Targets[0], out var number)
        && await db.Buyers.AsNoTracking().Where(b => b.ShopId == shop && b.Number == number && b.ErasedAt == null).Select(b => (BuyerId?)b.Id).SingleOrDefaultAsync(ct) is { } buyer
        && await keys.FindOrCreateAsync(buyer.Value, shop, ct) is { } key ? new PositionSeal(buyer.Value, key) : null;

    /// <summary>Puts the form into the row, sealed where it is a position.</summary>
    public static void Write(PolicyVersionRow row, PolicyForm form, PositionSeal? seal)
    {
        if (seal is null)
        {
            (row.Topic, row.Title, row.Form, row.Words, row.Opened) = (form.Topic!, form.Title!, form.ToJson(), form.Words, null);
            return;
        }

        (row.Topic, row.Title, row.Words, row.Opened) = (form.Topic!, form.Topic!, $"{form.Key}\n{form.Topic}".ToLowerInvariant(), form);
        row.Form = $"{Mark}{seal.Subject}:{Convert.ToBase64String(seal.Key.Seal(JsonSerializer.SerializeToUtf8Bytes(form, HouseJson.Options)))}";
    }

    /// <summary>Opens what is sealed among the rows; <see cref="PolicyVersionRow.Said"/> has it then.</summary>
    public async Task OpenAsync(IReadOnlyCollection<PolicyVersionRow> rows, CancellationToken ct)
    {
        var closed = rows.Where(r => IsSealed(r) && r.Opened is null).Select(r => (Row: r, Parts: r.Form.Split(':', 3))).ToList();
        await keys.WarmAsync([.. closed.Select(c => Guid.Parse(c.Parts[1])).Distinct()], ct);
        foreach (var (row, parts) in closed)
        {
            row.Opened = await keys.FindAsync(Guid.Parse(parts[1]), ct) is { } key ? JsonSerializer.Deserialize<PolicyForm>(key.Open(Convert.FromBase64String(parts[2])), HouseJson.Options) : null;
        }
    }

    /// <summary>The key that seals this row already; null where it is not sealed or the buyer has been erased.</summary>
    public async Task<PositionSeal?> SealOfAsync(PolicyVersionRow row, CancellationToken ct) =>
        IsSealed(row) && Guid.Parse(row.Form.Split(':', 3)[1]) is var subject && await keys.FindAsync(subject, ct) is { } key ? new PositionSeal(subject, key) : null;
}
