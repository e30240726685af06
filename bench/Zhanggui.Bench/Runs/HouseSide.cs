using Zhanggui.Bench.Machinery;

namespace Zhanggui.Bench.Runs;

internal sealed class HouseSide(string store, ThrowawayPostgres? postgres) : IChatSide
{
    public string Name => $"house-{store}";
    public Task OpenAsync(int conversations, int agents) => throw new NotSupportedException(postgres?.ConnectionString);
    public Task SendAsync(int conversation) => throw new NotSupportedException();
    public double ServerCpuSeconds() => 0;
    public ValueTask DisposeAsync() => default;
}
