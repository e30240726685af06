using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Channels;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Visitors;

/// <summary>Begins or takes up a visit: who is it, and what has been said so far.</summary>
internal static class OpenSession
{
    public static async Task<IResult> HandleAsync(HttpContext http, ChannelBook channels, SessionOpener opener, VisitorView view, VisitorTools tools, CancellationToken ct)
    {
        if (!tools.Limits.Allows(LimitKind.AddressSession, VisitorTools.AddressOf(http)))
        {
            return VisitorRoutes.Refuse(http, new VisitorTooMany("session"));
        }

        var body = await VisitorRequest.ReadJsonAsync(http.Request, tools.Options.FrameBytes, ct);
        if (body.Refusal is not null)
        {
            return VisitorRoutes.Refuse(http, body.Refusal);
        }

        using var json = body.Value;
        if (json.RootElement.ValueKind != JsonValueKind.Object)
        {
            return VisitorRoutes.Refuse(http, new VisitorMalformed("json"));
        }

        if (await channels.FindByKeyAsync(VisitorWords.TextOf(json.RootElement, "key"), ct) is not { IsEnabled: true } channel)
        {
            return VisitorRoutes.Refuse(http, new ChannelKeyUnknown());
        }

        if (!VisitorDoor.IsAdmitted(channel, VisitorRequest.OriginOf(http.Request), http.Request.Host.Value ?? string.Empty))
        {
            return VisitorRoutes.Refuse(http, new OriginRefused());
        }

        var opened = await opener.OpenAsync(channel, VisitorWords.TextOf(json.RootElement, "token"), IdentityOf(json.RootElement), ct);
        return opened.Refusal is { } refusal
            ? VisitorRoutes.Refuse(http, refusal)
            : Results.Bytes(await view.SessionAsync(opened.Value.Visitor, opened.Value.Token, ct), "application/json; charset=utf-8");
    }

    private static SignedIdentity? IdentityOf(JsonElement json)
    {
        if (!json.TryGetProperty("identity", out var identity) || identity.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var at = identity.TryGetProperty("at", out var given) && given.ValueKind == JsonValueKind.Number && given.TryGetInt64(out var seconds) ? seconds : 0;
        return new SignedIdentity(VisitorWords.TextOf(identity, "id"), VisitorWords.TextOf(identity, "name"), at, VisitorWords.TextOf(identity, "sign"));
    }
}

/// <summary>Decides who a visitor is.</summary>
internal sealed class SessionOpener(ChannelBook channels, VisitorTokens tokens, IBuyers buyers, VisitorOptions options, TimeProvider clock)
{
    private const int LongestName = 60;

    /// <summary>
    /// With a proven identity the visitor is that buyer, and what was said anonymously before joins them. Without one
    /// an anonymous token goes on; a token of a signed-in buyer does not, because the page says that nobody is signed
    /// in any more and the next person at this computer must not read on.
    /// </summary>
    public async Task<Outcome<(Visitor Visitor, string Token)>> OpenAsync(ChannelCard channel, string? token, SignedIdentity? identity, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var pass = tokens.Read(token, now) is { } read && read.Channel == channel.Id ? read : null;
        var known = pass is null ? null : await buyers.FindAsync(pass.Origin, ct);
        if (known is null or { IsErased: true } || known.Shop != channel.Shop)
        {
            (pass, known) = (null, null);
        }

        if (identity is not null)
        {
            return await SignInAsync(channel, identity, pass, known, now, ct);
        }

        if (known is null || pass!.IsSigned)
        {
            var name = NewId.Create(clock);
            known = await buyers.FindOrCreateAsync(channel.Shop, channel.Kind, $"anonymous:{name:n}", new BuyerProfile(null, BuyerIdentity.Anonymous), ct);
            pass = null;
        }

        return Issue(channel, known, pass, isSigned: false, now);
    }

    private async Task<Outcome<(Visitor, string)>> SignInAsync(ChannelCard channel, SignedIdentity identity, VisitorPass? pass, BuyerSummary? known, Instant now, CancellationToken ct)
    {
        if (channels.SecretOf(channel) is not { } secret)
        {
            return new IdentityInvalid("identity.sign");
        }

        var refusal = identity.Check(secret, now, Duration.FromSeconds(options.IdentitySeconds), Duration.FromSeconds(options.IdentitySkewSeconds));
        if (refusal is not null and not IdentityExpired)
        {
            return refusal;
        }

        var external = "user:" + identity.Id;
        var profile = new BuyerProfile(Trim(identity.Name), BuyerIdentity.Signed);
        if (refusal is IdentityExpired)
        {
            // A page left open overnight: its proof is old, but the token proves the same buyer.
            var same = pass is { IsSigned: true } && known is not null ? await buyers.FindOrCreateAsync(channel.Shop, channel.Kind, external, profile with { Name = null }, ct) : null;
            return same is not null && same.Id == known!.Id ? Issue(channel, known, pass, isSigned: true, now) : refusal;
        }

        var buyer = known is not null && !pass!.IsSigned
            ? (await buyers.ClaimIdentityAsync(known.Id, channel.Kind, external, profile, ct)).Buyer
            : await buyers.FindOrCreateAsync(channel.Shop, channel.Kind, external, profile, ct);
        return buyer.IsErased ? new TokenUnknown() : Issue(channel, buyer, pass is { IsSigned: true } && known?.Id == buyer.Id ? pass : null, isSigned: true, now);
    }

    /// <summary>A token past half of its life is renewed; a younger one is given back as it is.</summary>
    private (Visitor, string) Issue(ChannelCard channel, BuyerSummary buyer, VisitorPass? pass, bool isSigned, Instant now)
    {
        var isFresh = pass is not null && pass.Buyer == buyer.Id && pass.IsSigned == isSigned && now - pass.IssuedAt < options.TokenLife / 2;
        var holds = isFresh ? pass! : new VisitorPass(channel.Id, buyer.Id, isSigned, now, now + options.TokenLife, pass?.Origin ?? buyer.Id);
        return (new Visitor(channel, buyer, holds), tokens.Issue(holds));
    }

    private static string? Trim(string? name) => string.IsNullOrWhiteSpace(name) ? null : name.Trim()[..Math.Min(LongestName, name.Trim().Length)];
}
