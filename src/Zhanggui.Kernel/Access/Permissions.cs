using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Zhanggui.Kernel.Access;

/// <summary>The permission a route asks for; read by the authorization handler and by the house tests.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresPermission(string permission) : Attribute
{
    public string Permission { get; } = permission;
}

/// <summary>Marks a route that any signed-in person may call (own profile, own sessions).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ForEveryPerson(string because) : Attribute
{
    public string Because { get; } = because;
}

/// <summary>Marks a route without sign-in and says what guards it instead.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenRoute(string guardedBy) : Attribute
{
    public string GuardedBy { get; } = guardedBy;
}

/// <summary>Marks a route that pages of other sites may call: it never acts on the session cookie.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AnySiteRoute(string because) : Attribute
{
    public string Because { get; } = because;
}

public static class PermissionRoutes
{
    /// <summary>Pages of other sites may call the route (the widget in a shop's page); say what it trusts instead of the cookie.</summary>
    public static TBuilder FromAnySite<TBuilder>(this TBuilder builder, string because)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new AnySiteRoute(because));

    /// <summary>The route needs this permission somewhere; which object is allowed is asked by the access function.</summary>
    public static TBuilder Requires<TBuilder>(this TBuilder builder, string permission)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(new PermissionDemand(permission)).WithMetadata(new RequiresPermission(permission));

    /// <summary>Any signed-in person may call the route.</summary>
    public static TBuilder EveryPerson<TBuilder>(this TBuilder builder, string because)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization().WithMetadata(new ForEveryPerson(because));

    /// <summary>Nobody needs to be signed in; say what guards the route.</summary>
    public static TBuilder Open<TBuilder>(this TBuilder builder, string guardedBy)
        where TBuilder : IEndpointConventionBuilder =>
        builder.AllowAnonymous().WithMetadata(new OpenRoute(guardedBy));

    private sealed class PermissionDemand(string permission) : IAuthorizeData
    {
        public string? Policy { get; set; } = permission;

        public string? Roles { get; set; }

        public string? AuthenticationSchemes { get; set; }
    }
}

/// <summary>Turns every permission name into a policy that looks at the actor.</summary>
public sealed class PermissionPolicies : IAuthorizationPolicyProvider
{
    private static readonly AuthorizationPolicy SignedIn = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();

    public Task<AuthorizationPolicy> GetDefaultPolicyAsync() => Task.FromResult(SignedIn);

    /// <summary>A route that says nothing is closed to strangers.</summary>
    public Task<AuthorizationPolicy?> GetFallbackPolicyAsync() => Task.FromResult<AuthorizationPolicy?>(SignedIn);

    public Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) =>
        Task.FromResult<AuthorizationPolicy?>(new AuthorizationPolicyBuilder()
            .RequireAuthenticatedUser()
            .RequireAssertion(context => context.Resource is HttpContext http
                && http.Features.Get<Actor>() is { } actor
                && actor.CanSomewhere(policyName))
            .Build());
}
