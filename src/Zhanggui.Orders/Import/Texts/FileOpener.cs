using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Tables;

namespace Zhanggui.Orders.Import.Texts;

/// <summary>Opens whatever people bring as a table: tables of all kinds, JSON Lines, and what they copied out of a chat window.</summary>
internal sealed class FileOpener(IStaffHistory staff, IShops shops)
{
    public async Task<(TableFile? File, TableRefused? Refused)> OpenAsync(Stream stream, string name, ShopId shop, CancellationToken ct)
    {
        if (TextLines.TryOpen(stream, null, out var lines, out _))
        {
            if (JsonLinesFile.Find(lines.Again()) is { } json)
            {
                return (json, null);
            }

            if (ChatCopyFile.Find(lines.Again(), new ChatSides(await AccountsAsync(shop, ct))) is { } chat)
            {
                return (chat, null);
            }
        }

        return TableFile.TryOpen(stream, name, null, out var table, out var refused) ? (table, null) : (null, refused);
    }

    private async Task<IReadOnlySet<string>> AccountsAsync(ShopId shop, CancellationToken ct)
    {
        var accounts = (await staff.AccountUsesAsync(shop, ct)).Select(u => u.Account);
        var names = await shops.FindAsync(shop, ct) is { } card ? (await staff.StaffAsync(card.Organisation, ct)).Select(s => s.Name) : [];
        return accounts.Concat(names).ToHashSet(StringComparer.Ordinal);
    }
}
