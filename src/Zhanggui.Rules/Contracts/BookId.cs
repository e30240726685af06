using Zhanggui.Kernel.Ids;

namespace Zhanggui.Rules.Contracts;

/// <summary>One edition of an organisation's book: a draft, or what became of it.</summary>
public readonly record struct BookId(Guid Value) : ITypedId<BookId>
{
    public static BookId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
