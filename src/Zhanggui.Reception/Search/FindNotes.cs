using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Agents;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Search.Words;

namespace Zhanggui.Reception.Search;

/// <summary><c>GET /api/reception/search/notes?shop=&amp;q=&amp;of=</c>: notes on buyers or on orders, newest first. Inner notes of conversations are messages and found as such.</summary>
internal static class FindNotes
{
    private const int MostHits = 50;

    internal sealed record NoteView(string Id, string Title, string Text, IReadOnlyList<IReadOnlyList<int>> Found, Instant At);

    internal sealed record Answer(IReadOnlyList<NoteView> Notes, string? Next);

    public static void Map(RouteGroupBuilder reception) => reception.MapGet("/search/notes", HandleAsync).Requires(Permissions.ReadConversations);

    private static async Task<IResult> HandleAsync(Guid shop, string? q, string? of, string? after, int? limit, Actor actor, IEnumerable<INoteSearch> rooms, CancellationToken ct)
    {
        var id = new ShopId(shop);
        if (!FindMessages.MayRead(actor, id))
        {
            return Answers.Problem(new ShopNotFound());
        }

        if (SearchWords.Parse(q) is not { } words)
        {
            return Answers.Problem(new SearchInvalid("q"));
        }

        if (rooms.FirstOrDefault(r => r.Of == of) is not { } room)
        {
            return Answers.Problem(new SearchInvalid("of"));
        }

        var found = await room.FindAsync(actor, id, words.Matches, string.IsNullOrEmpty(after) ? null : after, Math.Clamp(limit ?? 20, 1, MostHits), ct);
        return TypedResults.Json(new Answer([.. found.Notes.Select(n => new NoteView(n.Id, n.Title, n.Text, [.. words.Find(n.Text).Select(f => (IReadOnlyList<int>)[f.Start, f.Length])], n.At))], found.Next), HouseJson.Options);
    }
}
