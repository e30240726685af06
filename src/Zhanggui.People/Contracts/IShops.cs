using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.People.Contracts;

/// <summary>A shop sells; a desk (hotline, guide desk) only serves. Property offices and hospitals keep data of residents and patients, which need a right of their own (SEC-09).</summary>
public enum ShopKind
{
    Shop,
    Desk,
    Property,
    Hospital,
}

/// <summary>The opening hours of one weekday (1 = Monday … 7 = Sunday), local time such as <c>09:00</c> to <c>23:00</c>; a <c>to</c> not after <c>from</c> ends on the next day.</summary>
public sealed record OpeningHours(int Weekday, string From, string To);

/// <summary>A date that differs from the week: closed, or open at other hours.</summary>
public sealed record SpecialDay(LocalDate Date, string Name, bool IsClosed, string? From = null, string? To = null);

/// <summary>When a shop is staffed. An empty week means: always.</summary>
public sealed record ShopCalendar(IReadOnlyList<OpeningHours> Week, IReadOnlyList<SpecialDay> Days)
{
    /// <summary>Always open.</summary>
    public static ShopCalendar Always { get; } = new([], []);
}

/// <summary>What other rooms may know of a shop or desk.</summary>
public sealed record ShopCard(ShopId Id, OrganisationId Organisation, string Name, string Platform, ShopKind Kind, string Zone, ShopCalendar Calendar, bool IsClosed)
{
    /// <summary>Whoever reads this shop's buyers needs <c>people.privacy.restricted</c> besides: they are residents or patients.</summary>
    public bool IsRestricted => Kind is ShopKind.Property or ShopKind.Hospital;

    /// <summary>The shop's own time zone; "day" and "month" are the shop's.</summary>
    public DateTimeZone TimeZone => DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone) ?? DateTimeZone.Utc;
}

/// <summary>A team inside a shop.</summary>
public sealed record TeamCard(TeamId Id, ShopId Shop, string Name, bool IsClosed);

/// <summary>Reads shops and teams; answers may be a few seconds old.</summary>
public interface IShops
{
    Task<ShopCard?> FindAsync(ShopId shop, CancellationToken ct);

    /// <summary>All shops of an organisation, oldest first, at most 1,000; closed ones too.</summary>
    Task<IReadOnlyList<ShopCard>> ListAsync(OrganisationId organisation, CancellationToken ct);

    /// <summary>Every organisation of this installation (normally one), at most 1,000.</summary>
    Task<IReadOnlyList<OrganisationId>> OrganisationsAsync(CancellationToken ct);

    /// <summary>Teams of a shop, at most 1,000; closed ones too.</summary>
    Task<IReadOnlyList<TeamCard>> TeamsAsync(ShopId shop, CancellationToken ct);
}
