using System.Text.RegularExpressions;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;

namespace Zhanggui.Pay;

/// <summary>Names for the ids that facts and sentences carry: sentences are stored with ids, so that an erased person's name is gone from them too.</summary>
internal sealed partial class PersonWords(IPeople people)
{
    private const int MostAtOnce = 1000;

    public async Task<Names> OfAsync(IEnumerable<string?> texts, CancellationToken ct)
    {
        var ids = texts.OfType<string>().SelectMany(t => Ids().Matches(t)).Select(m => new PersonId(Guid.Parse(m.Value))).Distinct().ToList();
        var names = new Dictionary<string, PersonCard>(StringComparer.Ordinal);
        foreach (var some in ids.Chunk(MostAtOnce))
        {
            foreach (var (id, card) in await people.FindManyAsync(some, ct))
            {
                names[id.ToString()] = card;
            }
        }

        return new Names(names);
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.None, 1000)]
    private static partial Regex Ids();

    internal sealed class Names(IReadOnlyDictionary<string, PersonCard> cards)
    {
        public PersonCard? Find(string? person) => person is null ? null : cards.GetValueOrDefault(person);

        public string? Of(PersonId? person) => person is { } id ? Find(id.ToString())?.Name : null;

        /// <summary>The sentence with names in the place of ids.</summary>
        public string In(string text) => Ids().Replace(text, m => cards.GetValueOrDefault(m.Value)?.Name ?? m.Value);
    }
}
