using Zhanggui.Kernel;
using Zhanggui.Kernel.Checks;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Reception.Search.Index;

namespace Zhanggui.Reception.Search;

/// <summary>
/// Looks at the index of every process on this machine: its files are whole, it holds nothing that was erased or cleared, and what
/// it should hold is there. It reads the files beside a running server; what the server replaces meanwhile is looked at again.
/// </summary>
internal sealed class SearchCheck(Database database, KernelOptions kernel, MasterKey master) : IHouseCheck
{
    private const int Tries = 3;
    private const int MostGone = 100_000;

    /// <summary>Erased words may stay in the index for this long.</summary>
    private const long GraceMilliseconds = 600_000;

    public string Name => "reception.search";

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken ct)
    {
        var findings = new List<Finding>();
        foreach (var slot in IndexSlot.All(kernel.DataDir))
        {
            foreach (var shop in Directory.EnumerateDirectories(slot))
            {
                if (Guid.TryParseExact(Path.GetFileName(shop), "N", out var id))
                {
                    findings.AddRange(await CheckAsync(shop, id, ct));
                }
            }
        }

        return findings;
    }

    private async Task<IReadOnlyList<Finding>> CheckAsync(string path, Guid shop, CancellationToken ct)
    {
        for (var i = 1; ; i++)
        {
            var folder = new IndexFolder(path, master, new PageCache(8));
            var list = folder.ReadList();
            if (list is null || list.Reading is not null)
            {
                return []; // being built; a search says so itself
            }

            try
            {
                return await LookAsync(folder, list, shop, path, ct);
            }
            catch (InvalidDataException) when (i < Tries)
            {
                // The server may have replaced a file between our reading the list and the file.
            }
            catch (InvalidDataException)
            {
                return [new Finding(FindingLevel.Warning, "reception.search.damaged", "聊天搜索索引的文件损坏，重启或重建索引后会重新生成。", "A file of the search index is damaged; it is made anew at the next start or by rebuilding.", path)];
            }
        }
    }

    private async Task<IReadOnlyList<Finding>> LookAsync(IndexFolder folder, IndexList list, Guid shop, string path, CancellationToken ct)
    {
        var findings = new List<Finding>();
        await using var connection = await database.OpenAsync(ct);
        var head = await FeedStore.ReadHeadAsync(connection, null, shop, ct);
        if (head.Epoch != list.Epoch)
        {
            return []; // of before a restore, or of another database: begun anew when the server opens it
        }

        var gone = await GoneAsync(connection, shop, list, ct);
        var docs = 0L;
        foreach (var file in list.Segments)
        {
            var segment = folder.Open(file);
            for (var page = 0; page < file.Shape.Pages; page++)
            {
                ((FilePages)segment.Pages).Read(page);
                ct.ThrowIfCancellationRequested();
            }

            docs += segment.Docs;
            if (gone.Count > 0 && ShopIndex.Holds(segment, gone))
            {
                findings.Add(new Finding(FindingLevel.Error, "reception.search.erased_left", "聊天搜索索引里还留有已删除或已清除的会话。", "The search index still holds conversations that were erased or cleared.", file.Id.ToString()));
            }
        }

        // Whoever has words to be found stands in the index; erased ones and the house's own lines do not.
        var expected = await connection.ReadLongAsync(null,
            "select count(*) from reception_message m join reception_conversation c on c.id = m.conversation_id join kernel_subject_key k on k.subject_id = c.subject_id where c.shop_id = @shop and m.kind = 0 and length(m.sealed) > 0 and k.wrapped is not null and m.at <= @at", ct,
            ("shop", shop), ("at", list.At - GraceMilliseconds)) ?? 0;
        if (docs < expected)
        {
            findings.Add(new Finding(FindingLevel.Error, "reception.search.incomplete", $"聊天搜索索引少了消息（索引 {docs} 条，记录 {expected} 条），请重建索引。", $"The search index lacks messages ({docs} of {expected}); rebuild it.", path));
        }

        return findings;
    }

    private static async Task<HashSet<Guid>> GoneAsync(System.Data.Common.DbConnection connection, Guid shop, IndexList list, CancellationToken ct)
    {
        var before = list.LookedAt - GraceMilliseconds;
        var gone = await connection.ReadAllAsync(null,
            "select c.id from reception_conversation c join kernel_subject_key k on k.subject_id = c.subject_id where c.shop_id = @shop and k.destroyed_at < @before limit @limit",
            r => r.GetGuid(0), ct, ("shop", shop), ("before", before), ("limit", MostGone));
        gone.AddRange(await connection.ReadAllAsync(null,
            "select r.conversation_id from reception_retirement r join reception_conversation c on c.id = r.conversation_id where c.shop_id = @shop and r.at < @before limit @limit",
            r => r.GetGuid(0), ct, ("shop", shop), ("before", before), ("limit", MostGone)));
        return [.. gone];
    }
}
