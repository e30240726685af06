using Zhanggui.Host.Doctor;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Checks;
using Zhanggui.Kernel.Http;

namespace Zhanggui.Host.House;

/// <summary><c>POST /api/house/doctor</c>: what <c>zhanggui doctor --json</c> says, while the house runs.</summary>
internal static class RunDoctor
{
    public static void Map(IEndpointRouteBuilder house) =>
        house.MapPost("/doctor", HandleAsync).Requires(Permissions.RunDoctor);

    private static async Task<IResult> HandleAsync(Actor actor, HouseDoctor doctor, HouseTurnstiles turnstiles, HouseHostOptions options, HouseRecord record, CancellationToken ct)
    {
        if (actor.ShopsFor(Permissions.RunDoctor) is not null)
        {
            return new NotAllowed().ToProblem();
        }

        var entered = turnstiles.Doctor.Enter();
        if (!entered.IsDone)
        {
            return entered.Refusal!.ToProblem();
        }

        // On its own: whoever closes the page or waits too long does not stop it half way, and nobody else begins before it has ended.
        var examined = Task.Run(
            async () =>
            {
                using (entered.Value)
                {
                    return await doctor.RunAsync(CancellationToken.None);
                }
            },
            CancellationToken.None);
        DoctorReport report;
        try
        {
            report = await examined.WaitAsync(TimeSpan.FromSeconds(options.DoctorSeconds), ct);
        }
        catch (TimeoutException)
        {
            return new DoctorTakesLonger(options.DoctorSeconds).ToProblem();
        }

        var findings = report.Checks.SelectMany(c => c.Findings).ToList();
        await record.WriteAsync(actor, Permissions.RunDoctor, new { report.Ok, errors = findings.Count(f => f.Level == FindingLevel.Error), warnings = findings.Count(f => f.Level == FindingLevel.Warning) }, ct);
        return Results.Json(report, HouseJson.Options);
    }
}
