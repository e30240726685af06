namespace Zhanggui.Facts.Demo;

/// <summary>What is to happen on a later day because of an earlier one.</summary>
internal enum DemoVisitKind
{
    /// <summary>The buyer asks again, of whoever is there, and orders.</summary>
    AskAgain,

    /// <summary>The buyer orders without another word.</summary>
    OrderLater,

    /// <summary>Another agent presses an unpaid order to be placed anew.</summary>
    Chase,

    /// <summary>The buyer writes about an order that went wrong.</summary>
    AfterSales,

    /// <summary>A mass message.</summary>
    Push,
}

internal sealed record DemoVisit(DemoVisitKind Kind, long At, int Shop, string Buyer, DemoItem Item, DemoStint? First = null, DemoOrder? Order = null);
