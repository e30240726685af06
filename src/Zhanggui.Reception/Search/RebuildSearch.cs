using Zhanggui.Kernel;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Search.Index;

namespace Zhanggui.Reception.Search;

/// <summary>Leaves word in every folder of an index; whoever keeps it finds that within a second.</summary>
internal sealed class RebuildSearch(KernelOptions kernel) : IRebuildSearch
{
    public int Ask()
    {
        var folders = IndexSlot.All(kernel.DataDir).SelectMany(Directory.EnumerateDirectories).ToList();
        folders.ForEach(IndexFolder.AskRebuild);
        return folders.Count;
    }
}
