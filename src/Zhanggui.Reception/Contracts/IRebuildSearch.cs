namespace Zhanggui.Reception.Contracts;

/// <summary>Has the index of the search made anew: by the servers that run on the data folder, or by the next that starts on it.</summary>
public interface IRebuildSearch
{
    /// <summary>Asks for it and says for how many indexes (one per shop and process).</summary>
    int Ask();
}
