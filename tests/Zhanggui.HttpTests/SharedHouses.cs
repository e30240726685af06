using Zhanggui.HttpTests;

[assembly: AssemblyFixture(typeof(SharedHouses))]

namespace Zhanggui.HttpTests;

/// <summary>Closes the servers that tests share when the last of them is done.</summary>
public sealed class SharedHouses : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await TestHouse.CloseSharedAsync();
}
