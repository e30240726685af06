using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;

namespace Zhanggui.Guard.Disputes;

/// <summary>
/// Whoever answers takes the case first and only then writes the draft of the book: of two owners who press at once one finds it taken, and no second draft is made.
/// A claim ends by itself after <see cref="HeldFor"/>, should the process fail between the two.
/// </summary>
internal sealed class AnswerClaims(Database database, TimeProvider clock)
{
    public const string Dispute = "guard_dispute";
    public const string Near = "guard_near";

    private static readonly Duration HeldFor = Duration.FromMinutes(2);

    /// <summary>The claim; null when somebody else holds one or the case has been decided.</summary>
    public async Task<long?> TakeAsync(string table, Guid id, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var until = (now + HeldFor).ToUnixTimeMilliseconds();
        var taken = await database.WriteAsync((c, t) => c.ExecuteAsync(t, $"update {table} set claimed_until = @until where id = @id and state = 0 and claimed_until <= @now", ct,
            ("until", until), ("id", id), ("now", now.ToUnixTimeMilliseconds())), ct);
        return taken > 0 ? until : null;
    }

    /// <summary>Nothing came of it: the next one may answer at once.</summary>
    public Task GiveBackAsync(string table, Guid id, long claim) => database.WriteAsync((c, t) => c.ExecuteAsync(t,
        $"update {table} set claimed_until = 0 where id = @id and claimed_until = @claim", CancellationToken.None, ("id", id), ("claim", claim)), CancellationToken.None);
}
