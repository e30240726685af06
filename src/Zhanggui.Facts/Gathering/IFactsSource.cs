namespace Zhanggui.Facts.Gathering;

/// <summary>A room that owns facts of some files; each room registers one, and whoever needs facts asks them all.</summary>
public interface IFactsSource
{
    /// <summary>Gives the rows that are wanted, in any order. Nobody else gives the same row.</summary>
    Task GiveAsync(FactsWanted wanted, IFactsSink sink, CancellationToken ct);
}
