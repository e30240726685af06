using Zhanggui.Kernel.Checks;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Reception.Contracts;

/// <summary>
/// Verifies the tamper-evident record: altered, missing and reordered messages, and keys that are gone without a
/// recorded erasure. At most a hundred findings; none means the record is whole.
/// </summary>
public interface IRecordCheck
{
    Task<IReadOnlyList<Finding>> VerifyAsync(ShopId shop, CancellationToken ct);

    Task<IReadOnlyList<Finding>> VerifyAsync(ConversationId conversation, CancellationToken ct);
}
