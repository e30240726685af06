using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Conversations;

namespace Zhanggui.Reception.Writing;

/// <summary>Turns an uploaded file into the body of a message; the files' own corner of the room answers.</summary>
internal interface IAttachments
{
    /// <summary>The wire's <c>{"file":{…}}</c>, or null when there is no such file in this shop or it is not the sender's to send.</summary>
    Task<byte[]?> FindBodyAsync(Guid fileId, ShopId shop, Party by, CancellationToken ct);
}
