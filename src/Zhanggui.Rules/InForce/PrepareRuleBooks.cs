using Microsoft.Extensions.Hosting;

namespace Zhanggui.Rules.InForce;

/// <summary>Refuses to start without a sound fallback preset.</summary>
internal sealed class PrepareRuleBooks(RuleBooks books) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        books.Prepare();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
