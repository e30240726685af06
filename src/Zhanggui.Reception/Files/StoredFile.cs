using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Reception.Files;

/// <summary>A file of one buyer's talk with a shop. <paramref name="Person"/> is the agent who uploaded it; null means the buyer did.</summary>
internal sealed record StoredFile(Guid Id, ShopId Shop, Guid Buyer, PersonId? Person, string Name, FileType Type, long Size, int Chunks, Instant At)
{
    /// <summary>What messages carry of it: the wire's <c>file</c>.</summary>
    public FileShape ToShape() => new(Id, Name, Type.MediaType, Size, Type.Width, Type.Height);
}

/// <summary>The wire's <c>body.file</c>.</summary>
internal sealed record FileShape(Guid Id, string Name, string Type, long Size, int? Width, int? Height);
