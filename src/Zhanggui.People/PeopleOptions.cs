using Microsoft.Extensions.Configuration;

namespace Zhanggui.People;

/// <summary>Settings of the room, section <c>People</c>. Ranges are checked at start.</summary>
internal sealed class PeopleOptions
{
    /// <summary>Rounds of PBKDF2-HMAC-SHA512; 100,000 to 10,000,000.</summary>
    public int PasswordIterations { get; set; } = 210_000;

    /// <summary>Shortest password that may be set, 8 to 64 characters.</summary>
    public int PasswordLength { get; set; } = 10;

    /// <summary>A session that is not used for so long ends, 1 to 720 hours.</summary>
    public int SessionIdleHours { get; set; } = 72;

    /// <summary>A session ends after so long in any case, 1 to 90 days.</summary>
    public int SessionDays { get; set; } = 30;

    /// <summary>How long a process may believe a session without asking the database, 0 to 5 seconds: the longest time a revoked session still works.</summary>
    public int SessionCacheSeconds { get; set; } = 2;

    /// <summary>How long an invitation or reset link works, 1 to 168 hours.</summary>
    public int LinkHours { get; set; } = 48;

    /// <summary>Origins besides the server's own from which the workbench may be used (<c>https://desk.example</c>).</summary>
    public string[] AllowedOrigins { get; set; } = [];

    public static PeopleOptions Read(IConfiguration configuration)
    {
        var options = new PeopleOptions();
        configuration.GetSection("People").Bind(options, b => b.ErrorOnUnknownConfiguration = true);
        Check(options.PasswordIterations, 100_000, 10_000_000, nameof(PasswordIterations));
        Check(options.PasswordLength, 8, 64, nameof(PasswordLength));
        Check(options.SessionIdleHours, 1, 720, nameof(SessionIdleHours));
        Check(options.SessionDays, 1, 90, nameof(SessionDays));
        Check(options.SessionCacheSeconds, 0, 5, nameof(SessionCacheSeconds));
        Check(options.LinkHours, 1, 168, nameof(LinkHours));
        return options;
    }

    private static void Check(int value, int least, int most, string name)
    {
        if (value < least || value > most)
        {
            throw new InvalidOperationException($"People:{name} must be between {least} and {most}, but is {value}.");
        }
    }
}
