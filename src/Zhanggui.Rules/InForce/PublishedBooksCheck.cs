using Zhanggui.Kernel.Checks;
using Zhanggui.Kernel.Db;
using Zhanggui.Rules.Document;

namespace Zhanggui.Rules.InForce;

/// <summary>A published book never changes: its effective text still has the digest that names it, and still reads.</summary>
internal sealed class PublishedBooksCheck(Database database, BookReader reader) : IHouseCheck
{
    private const int MostBooks = 5000;

    public string Name => "rules.published_books";

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.ReadAllAsync(null, $"select id, version, effective_text, digest from rules_book where state = 'published' order by organisation_id, version limit {MostBooks}",
            r => (Id: r.GetGuid(0), Version: r.GetInt32(1), Text: r.GetString(2), Digest: r.GetString(3)), ct);
        var findings = new List<Finding>();
        foreach (var row in rows)
        {
            if (Canonical.Digest(row.Text) != row.Digest)
            {
                findings.Add(new Finding(FindingLevel.Error, "rules.book.altered", $"已发布的制度第 {row.Version} 版正文与指纹不符。", $"Version {row.Version} of a published book does not match its digest.", row.Id.ToString()));
            }
            else if (!reader.Read(row.Text).IsSound)
            {
                findings.Add(new Finding(FindingLevel.Warning, "rules.book.outdated", $"已发布的制度第 {row.Version} 版含有本程序不认识的内容，其余照旧有效。", $"Version {row.Version} of a published book has entries that this release does not know; the rest holds.", row.Id.ToString()));
            }
        }

        return findings;
    }
}
