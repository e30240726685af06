namespace Zhanggui.Facts.Gathering;

/// <summary>A room that owns facts of some files; each room registers one, and whoever needs facts asks them all.</summary>
public interface IFactsSource
{
    /// <summary>Does another room take over rows from here? Then this one is asked before all others, so that a row on its way is met twice rather than not at all.</summary>
    bool HandsOver => false;

    /// <summary>Gives the rows that are wanted, in any order. Nobody else gives the same row, unless it is just being handed over.</summary>
    Task GiveAsync(FactsWanted wanted, IFactsSink sink, CancellationToken ct);
}
