using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Shop.Contracts;

/// <summary>
/// The buyer an export or erasure is about: <paramref name="Subjects"/> are the buyer and all records joined into it, <paramref name="Marks"/> stand for
/// the proven names by which platforms know the buyer.
/// </summary>
public sealed record DataSubject(ShopId Shop, BuyerId Buyer, IReadOnlyList<BuyerId> Subjects, IReadOnlyList<string>? Marks = null)
{
    /// <summary>A digest of a platform's name for a buyer of a shop: who has the name can tell that it is meant, and nobody gets the name from it.</summary>
    public static string MarkOf(ShopId shop, string name) => Convert.ToHexStringLower(SHA256.HashData([.. shop.Value.ToByteArray(), .. Encoding.UTF8.GetBytes(name)]));

    /// <summary>Those of a room's names that bear one of the marks; the names are asked for only where there is a mark.</summary>
    public async Task<IReadOnlyList<string>> NamesAmongAsync(Func<Task<List<string>>> names)
    {
        if (Marks is not { Count: > 0 } marks)
        {
            return [];
        }

        var wanted = marks.ToHashSet(StringComparer.Ordinal);
        return [.. (await names()).Where(n => wanted.Contains(MarkOf(Shop, n)))];
    }
}

/// <summary>
/// What a room holds about a buyer. Every room that keeps such data registers one; the export of a buyer asks them
/// all, and the erasure tells them all.
/// </summary>
public interface IPersonalData
{
    /// <summary>The room's name: the property under which its data stand in the export.</summary>
    string Section { get; }

    /// <summary>Writes exactly one JSON value with everything held about the buyer; files are named with id, name, type and size.</summary>
    Task ExportAsync(DataSubject subject, Utf8JsonWriter json, CancellationToken ct);

    /// <summary>
    /// Removes what is not sealed with the buyer's keys (files, search entries, plain copies). The keys themselves are
    /// already destroyed when this runs; it runs at least once, after <see cref="BuyerErased"/>, and must be idempotent.
    /// </summary>
    Task EraseAsync(DataSubject subject, CancellationToken ct);

    /// <summary>Counts for the summary of consequences that a person confirms before erasing, such as <c>conversations: 3</c>.</summary>
    Task<IReadOnlyDictionary<string, long>> CountAsync(DataSubject subject, CancellationToken ct);
}
