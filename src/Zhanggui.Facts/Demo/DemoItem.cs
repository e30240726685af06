using Zhanggui.Kernel.Money;

namespace Zhanggui.Facts.Demo;

/// <summary>Something the demo shops sell.</summary>
internal sealed record DemoItem(string Item, string Title, string ShortName, Fen Price, string Category, bool IsCustom);
