using Zhanggui.Kernel.Db;

namespace Zhanggui.Kernel.Privacy;

/// <summary>
/// Refuses to start with a master key other than the one this database was written with: every personal field
/// would be unreadable, and new ones unreadable for the other processes.
/// </summary>
public sealed class MasterKeyCheck(Database database, MasterKey master)
{
    private const string Fact = "master_key_check";

    public async Task RunAsync(CancellationToken ct)
    {
        var mine = Convert.ToHexStringLower(master.Derive("zhanggui key check"));
        var stored = await database.WriteAsync(async (connection, transaction) =>
        {
            await connection.ExecuteAsync(transaction, "insert into kernel_fact (name, value) values (@name, @value) on conflict do nothing", ct, ("name", Fact), ("value", mine));
            return await connection.ReadAllAsync(transaction, "select value from kernel_fact where name = @name", r => r.GetString(0), ct, ("name", Fact));
        }, ct);
        if (stored[0] != mine)
        {
            throw new InvalidOperationException("This database was written with another master key. Give every process the same ZHANGGUI_MASTER_KEY, or the key file of the first (keys/master.key in its data folder).");
        }
    }
}
