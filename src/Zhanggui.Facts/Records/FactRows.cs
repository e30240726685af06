namespace Zhanggui.Facts.Records;

/// <summary>Rows that know the digest of the file they were read from, because it was written just as the house writes them.</summary>
internal interface IDigestedRows
{
    /// <summary>The hex SHA-256 of the rows' canonical file in a zone, or null where it must be worked out.</summary>
    string? DigestIn(string zone);
}

/// <summary>The rows of a file; nobody changes them.</summary>
internal sealed class FactRows<T>(int count) : List<T>(count), IDigestedRows
{
    /// <summary>The digest and the zone it holds for.</summary>
    public (string Digest, string Zone)? Known { get; init; }

    public string? DigestIn(string zone) => Known is { } known && known.Zone == zone ? known.Digest : null;
}
