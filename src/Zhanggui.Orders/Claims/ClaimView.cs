using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Claims;

/// <summary>A claim as it is shown. <paramref name="State"/> is open, withdrawn, approved or refused.</summary>
internal sealed record ClaimView(
    Guid Id, string OrderId, string Kind, string State, Guid By, string? Name, Instant At, int Against, string Reason, IReadOnlyList<string> Messages, string? BuyerAccount,
    Guid? EndedBy, string? EndedByName, Instant? EndedAt, string? Answer)
{
    public static async Task<IReadOnlyList<ClaimView>> OfAsync(IReadOnlyList<Claim> claims, IPeople people, CancellationToken ct)
    {
        var names = await people.FindManyAsync([.. claims.SelectMany(c => new[] { c.By, c.End?.By ?? c.By }).Distinct().Take(1000)], ct);
        string? NameOf(PersonId person) => names.GetValueOrDefault(person)?.Name;
        return
        [
            .. claims.Select(c => new ClaimView(c.Id, c.Order, ClaimBook.KindText(c.Kind), c.End is { } end ? ClaimBook.EndText(end.What) : "open", c.By.Value, NameOf(c.By), c.At, c.Against,
                c.Evidence.Reason, c.Evidence.Messages, c.Evidence.BuyerAccount, c.End?.By.Value, c.End is { } e ? NameOf(e.By) : null, c.End?.At, c.End?.Reason)),
        ];
    }
}
