using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Ids;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Guard.Contracts;

/// <summary>The guard's rules in force, ready to be used.</summary>
public interface IGuardBooks
{
    /// <summary>From memory; compiled once per book, shop and team.</summary>
    ValueTask<InForce<GuardBook>> ForAsync(ShopId shop, Instant at, CancellationToken ct, string? team = null);
}

/// <summary>Facts of one message on the server. Give them to <see cref="GuardBook.Check"/>.</summary>
public interface IGuardFacts
{
    Task<GuardFacts> ForAsync(ShopId shop, string? item, string? buyer, Instant at, CancellationToken ct);
}

/// <summary>Work on book texts without a server.</summary>
public interface IGuardDesk
{
    /// <summary>The guard of a text, for a place known by any of these names; the text must be sound.</summary>
    InForce<GuardBook> Compile(string text, string? folder, IReadOnlyList<string> shopNames);

    /// <summary>The facts of a folder, for each message those of its moment.</summary>
    IMomentFacts Know(FactSet facts);
}

/// <summary>Facts by message, from memory.</summary>
public interface IMomentFacts
{
    GuardFacts Of(GuardLine line);
}
