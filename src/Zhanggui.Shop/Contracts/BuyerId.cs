using Zhanggui.Kernel.Ids;

namespace Zhanggui.Shop.Contracts;

/// <summary>A buyer of one shop. It is also the subject whose key seals what is known and said of this buyer.</summary>
public readonly record struct BuyerId(Guid Value) : ITypedId<BuyerId>
{
    public static BuyerId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
