using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Document;

namespace Zhanggui.Rules.Books;

/// <summary>A book read for an organisation: its shops and teams are known, so a variant for a shop that does not exist is found.</summary>
internal sealed record CheckedBook(ReadBook Book, BookReport Report, IReadOnlyDictionary<string, ShopId> Places);

internal sealed class BookChecks(BookReader reader, RuleSections sections, IShops shops, IEnumerable<IBookJudge> judges)
{
    private const int MostTeamShops = 200;

    public async Task<CheckedBook> CheckAsync(string text, OrganisationId organisation, CancellationToken ct)
    {
        var book = reader.Read(text);
        var places = new Dictionary<string, ShopId>(StringComparer.Ordinal);
        if (book.Effective is { Variants.Count: > 0 } body)
        {
            book = await ReferencesAsync(book, body, organisation, places, ct);
        }

        foreach (var judge in book.IsSound ? judges : [])
        {
            book = With(book, judge.Judge(text, null));
        }

        var effective = book.Effective is null ? null : Canonical.Write(book.Header, book.Effective, sections);
        return new CheckedBook(book, new BookReport(book.Header.Book, book.Header.TitleWords, book.Header.Version, book.Header.EffectiveFrom, book.Header.Status,
            book.Problems, book.Doubts, effective, effective is null ? null : Canonical.Digest(effective)), places);
    }

    private static ReadBook With(ReadBook book, BookJudgement found) => book with
    {
        Effective = found.Problems.Any(p => p.Severity == Severity.Error) ? null : book.Effective,
        Problems = [.. book.Problems.Concat(found.Problems).OrderBy(p => p.Line).ThenBy(p => p.Column)],
        Doubts = [.. book.Doubts, .. found.Doubts],
    };

    private async Task<ReadBook> ReferencesAsync(ReadBook book, BookBody body, OrganisationId organisation, Dictionary<string, ShopId> places, CancellationToken ct)
    {
        var open = (await shops.ListAsync(organisation, ct)).Where(s => !s.IsClosed).ToList();
        var teams = new HashSet<string>(StringComparer.Ordinal);
        if (body.Variants.Any(v => v.Scope.Team is not null))
        {
            foreach (var shop in open.Take(MostTeamShops))
            {
                teams.UnionWith((await shops.TeamsAsync(shop.Id, ct)).Where(t => !t.IsClosed).Select(t => t.Name));
            }
        }

        var problems = new ProblemList();
        foreach (var variant in body.Variants)
        {
            var place = variant.Place.Book is null ? variant.Place : book.Header.ExtendsPlace;
            if (variant.Scope.Shop is { } name)
            {
                if (open.Find(s => s.Name == name) is { } shop)
                {
                    places[name] = shop.Id;
                }
                else
                {
                    problems.Error(place, BookReader.Variants, "book.reference.shop", new Words($"没有名为「{name}」的店铺。", $"There is no shop named '{name}'."), NearestKey.Find(name, open.Select(s => s.Name)));
                }
            }

            if (variant.Scope.Team is { } team && !teams.Contains(team))
            {
                problems.Error(place, BookReader.Variants, "book.reference.team", new Words($"没有名为「{team}」的团队。", $"There is no team named '{team}'."), NearestKey.Find(team, teams));
            }
        }

        return book with
        {
            Effective = problems.HasErrors ? null : body,
            Problems = [.. book.Problems.Concat(problems.InOrder()).OrderBy(p => p.Line).ThenBy(p => p.Column)],
        };
    }
}
