using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Zhanggui.Kernel.Http;

/// <summary>Runs the act of an endpoint without a request, for demonstrations: the same checks, the same rows, the same audit.</summary>
public static class ActRunner
{
    /// <summary>What is given goes to the first parameter of its type; everything else comes from a scope of its own. Throws when the act refuses.</summary>
    public static async Task RunAsync(IServiceScopeFactory scopes, Delegate act, CancellationToken ct, params object?[] given)
    {
        await using var scope = scopes.CreateAsyncScope();
        var left = given.ToList();
        var arguments = act.Method.GetParameters().Select(p => p.ParameterType == typeof(CancellationToken) ? ct : Take(left, p.ParameterType) ?? scope.ServiceProvider.GetRequiredService(p.ParameterType)).ToArray();
        var result = await (Task<IResult>)act.DynamicInvoke(arguments)!;
        if (result is IStatusCodeHttpResult { StatusCode: >= 400 })
        {
            throw new InvalidOperationException($"{act.Method.DeclaringType?.Name}.{act.Method.Name} refused: {System.Text.Json.JsonSerializer.Serialize((result as IValueHttpResult)?.Value, HouseJson.Options)}");
        }
    }

    private static object? Take(List<object?> left, Type type)
    {
        var at = left.FindIndex(g => g is not null && type.IsInstanceOfType(g));
        if (at < 0)
        {
            return null;
        }

        var found = left[at];
        left.RemoveAt(at);
        return found;
    }
}
