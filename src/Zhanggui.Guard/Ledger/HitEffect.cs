namespace Zhanggui.Guard.Ledger;

/// <summary>What became of what rang.</summary>
internal enum HitEffect
{
    /// <summary>The book's own words were sent instead.</summary>
    Taken,

    /// <summary>Other words were sent.</summary>
    Changed,

    /// <summary>Sent past a confirm, with a reason.</summary>
    Past,

    /// <summary>Sent as it was: the guard only hinted.</summary>
    Hinted,

    /// <summary>An approved text, sent past a block by somebody who may.</summary>
    Approved,

    /// <summary>Tried and refused.</summary>
    Stopped,

    /// <summary>Written and never sent.</summary>
    Abandoned,
}
