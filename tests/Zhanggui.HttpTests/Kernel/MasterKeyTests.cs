using System.Security.Cryptography;
using Zhanggui.Kernel.Db;

namespace Zhanggui.HttpTests.Kernel;

public sealed class MasterKeyTests
{
    [Theory, BothDatabases]
    public async Task A_second_process_with_another_key_does_not_start(DatabaseKind db)
    {
        await using var first = await TestHouse.OpenAsync(db);

        var refused = await Should.ThrowAsync<InvalidOperationException>(() => TestHouse.StartAsync(first.DataDir, first.Postgres, builder =>
            builder.Configuration["ZHANGGUI_MASTER_KEY"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));

        refused.Message.ShouldContain("ZHANGGUI_MASTER_KEY");
        await using var second = await TestHouse.StartAsync(first.DataDir, first.Postgres);
    }
}
