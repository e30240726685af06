using Microsoft.Extensions.Hosting;

namespace Zhanggui.Rules.InForce;

/// <summary>Refuses to start without a sound fallback preset. It is read while everything else starts; whoever needs it earlier waits for it.</summary>
internal sealed class PrepareRuleBooks(RuleBooks books) : IHostedLifecycleService
{
    private Task preparing = Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        preparing = Task.Run(books.Prepare, cancellationToken);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => preparing;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
