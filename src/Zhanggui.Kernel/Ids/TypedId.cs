namespace Zhanggui.Kernel.Ids;

/// <summary>A typed identifier around a version-7 GUID; stored as uuid (PostgreSQL) or text (SQLite), never sorted on.</summary>
public interface ITypedId<TSelf>
    where TSelf : struct, ITypedId<TSelf>
{
    /// <summary>The bare identifier.</summary>
    Guid Value { get; }

    /// <summary>Wraps a bare identifier.</summary>
    static abstract TSelf From(Guid value);
}

/// <summary>The tenancy key: everything in the house is kept per shop (or desk).</summary>
public readonly record struct ShopId(Guid Value) : ITypedId<ShopId>
{
    public static ShopId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>The organisation that owns shops, people and one rule book.</summary>
public readonly record struct OrganisationId(Guid Value) : ITypedId<OrganisationId>
{
    public static OrganisationId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A person who works in the house: whoever acts is one person, never an account shared by several.</summary>
public readonly record struct PersonId(Guid Value) : ITypedId<PersonId>
{
    public static PersonId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A team inside a shop.</summary>
public readonly record struct TeamId(Guid Value) : ITypedId<TeamId>
{
    public static TeamId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>The only place that makes identifiers.</summary>
public static class NewId
{
    /// <summary>A version-7 GUID carrying the clock's time.</summary>
    public static Guid Create(TimeProvider clock) => Guid.CreateVersion7(clock.GetUtcNow());
}
