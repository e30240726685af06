using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Facts;
using Zhanggui.Kernel.Ids;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Guard.Rules;

/// <inheritdoc cref="IGuardBooks"/>
internal sealed class GuardBooks(IRuleBooks books) : IGuardBooks
{
    public async ValueTask<InForce<GuardBook>> ForAsync(ShopId shop, Instant at, CancellationToken ct, string? team = null)
    {
        var rules = await books.EffectiveAsync(GuardSection.Section, shop, at, ct, team);
        return new InForce<GuardBook>(rules.Rules.Book, rules.Book);
    }
}

/// <inheritdoc cref="IGuardDesk"/>
internal sealed class GuardDesk(IBookDesk books) : IGuardDesk
{
    public InForce<GuardBook> Compile(string text, string? folder, IReadOnlyList<string> shopNames)
    {
        var rules = books.Read(GuardSection.Section, text, folder, shopNames);
        return new InForce<GuardBook>(rules.Rules.Book, rules.Book);
    }

    public IMomentFacts Know(FactSet facts) => new FolderFacts(facts);
}
