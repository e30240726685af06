using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;

namespace Zhanggui.People.Contracts;

/// <summary>Somebody's last day of work is over; sessions and roles have ended.</summary>
public sealed record PersonLeft(PersonId Person, OrganisationId Organisation) : IEvent
{
    public static string Name => "people.person.left";
}

/// <summary>Personal data of somebody who had left were taken out; what they did stays under the pseudonym.</summary>
public sealed record PersonErased(PersonId Person, OrganisationId Organisation, string Pseudonym) : IEvent
{
    public static string Name => "people.person.erased";
}

/// <summary>Somebody's roles have changed; open connections ask <see cref="ISessions"/> again.</summary>
public sealed record RightsChanged(PersonId Person, OrganisationId Organisation) : IEvent
{
    public static string Name => "people.rights.changed";
}

/// <summary>A fault that somebody reported was handled: it may excuse what they missed between <paramref name="FromAt"/> and <paramref name="UntilAt"/> (milliseconds since 1970).</summary>
public sealed record FaultHandled(PersonId Person, OrganisationId Organisation, long FromAt, long UntilAt) : IEvent
{
    public static string Name => "people.fault.handled";
}

/// <summary>A shop or desk was opened.</summary>
public sealed record ShopOpened(ShopId Shop, OrganisationId Organisation) : IEvent
{
    public static string Name => "people.shop.opened";
}

/// <summary>A room's part of what is kept about one person; every room that keeps such data registers one.</summary>
public interface IPersonalRecord
{
    /// <summary>Name of the part in the export, such as <c>reception</c>.</summary>
    string Part { get; }

    /// <summary>What the room keeps about the person, ready for JSON.</summary>
    Task<object> ExportAsync(PersonId person, CancellationToken ct);
}

/// <summary>Somebody signed out and no other session of theirs lives: nobody is at the screen any more.</summary>
public sealed record PersonSignedOut(PersonId Person, OrganisationId Organisation) : IEvent
{
    public static string Name => "people.person.signed_out";
}
