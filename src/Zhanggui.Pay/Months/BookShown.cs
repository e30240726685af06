using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Pay.Contracts;
using Zhanggui.Pay.Slips;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay.Months;

/// <summary>Who is paid by a book and was never shown it. The book says whether the month waits for them; who has left cannot be shown it any more.</summary>
internal sealed class BookShown(Database database, IPublishedBooks books, BookLines lines, IPeople people)
{
    public const string Kind = "book_unseen";
    private const int MostSubjects = 100;
    private const int PeopleAtOnce = 1000;

    public static string SubjectOf(string person) => $"person:{person}";

    public async Task<MonthWait?> OfAsync(OrganisationId organisation, ShopId shop, YearMonth month, StoredRun run, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var aside = await MonthWaits.AsideAsync(connection, null, shop, month, ct);
        var unseen = (await UnseenAsync(shop, month, run, ct)).Where(p => !aside.ContainsKey((Kind, SubjectOf(p)))).ToList();
        if (unseen.Count == 0)
        {
            return null;
        }

        var isMust = (await lines.OfAsync(organisation, run.Book, ct)).MustBeShown;
        return new MonthWait(Kind, unseen.Count, [.. unseen.Take(MostSubjects).Select(p => new WaitSubject(SubjectOf(p), p, $"{p} 还没有看过这一版制度。"))]) { IsNote = !isMust };
    }

    /// <summary>By person id.</summary>
    public async Task<IReadOnlyList<string>> UnseenAsync(ShopId shop, YearMonth month, StoredRun run, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var shown = await books.ShownToAsync(run.Book, ct);
        var paid = (await RunBook.SlipsAsync(connection, null, shop, month, run.Number, ct)).Select(s => s.Person).Where(p => !Guid.TryParse(p, out var id) || !shown.Contains(new PersonId(id))).Order(StringComparer.Ordinal).ToList();
        var left = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in paid.Where(p => Guid.TryParse(p, out _)).Select(p => PersonId.From(Guid.Parse(p))).Chunk(PeopleAtOnce))
        {
            left.UnionWith((await people.FindManyAsync(some, ct)).Where(p => p.Value.HasLeft).Select(p => p.Key.ToString()));
        }

        return [.. paid.Where(p => !left.Contains(p))];
    }
}
