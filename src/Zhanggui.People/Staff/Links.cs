using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.SignIn;
using Zhanggui.People.Store;

namespace Zhanggui.People.Staff;

/// <summary>A link to copy: the secret stands behind the # so that no server log ever holds it.</summary>
internal sealed record MadeLink(string Kind, string Path, Instant ExpiresAt);

/// <summary>Invitation and reset links: one use, a short life, only the hash is kept.</summary>
internal sealed class Links(PeopleDb db, PeopleOptions options)
{
    public const string Invitation = "invitation";
    public const string Reset = "reset";

    /// <summary>Adds a link in the caller's transaction.</summary>
    public MadeLink Make(Actor actor, PersonRow person, string kind)
    {
        var token = Tokens.Create();
        var expires = db.Now + Duration.FromHours(options.LinkHours);
        db.Links.Add(new LinkRow
        {
            Id = db.Fresh(),
            OrganisationId = person.OrganisationId,
            PersonId = person.Id,
            Kind = kind,
            TokenHash = Tokens.Hash(token),
            CreatedAt = db.Now,
            CreatedBy = actor.Person,
            ExpiresAt = expires,
        });
        return new MadeLink(kind, $"/invitation#{token}", expires);
    }

    /// <summary>Links made before stop working.</summary>
    public Task<int> WithdrawAsync(PersonId person, CancellationToken ct)
    {
        var now = db.Now;
        return db.Links.Where(l => l.PersonId == person && l.UsedAt == null && l.WithdrawnAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(l => l.WithdrawnAt, now), ct);
    }

    public Task<LinkRow?> FindLiveAsync(string? token, CancellationToken ct)
    {
        if (token is not { Length: 43 })
        {
            return Task.FromResult<LinkRow?>(null);
        }

        var hash = Tokens.Hash(token);
        var now = db.Now;
        return db.Links.AsNoTracking().SingleOrDefaultAsync(l => l.TokenHash == hash && l.UsedAt == null && l.WithdrawnAt == null && l.ExpiresAt > now, ct);
    }
}
