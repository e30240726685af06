namespace Zhanggui.Kernel.Outcomes;

/// <summary>Why an act was refused, as HTTP sees it.</summary>
public enum RefusalKind
{
    /// <summary>400: the request does not make sense; a field is named.</summary>
    Invalid,

    /// <summary>401: nobody is signed in, or the sign-in failed.</summary>
    Unauthenticated,

    /// <summary>403: signed in, but without the right.</summary>
    Forbidden,

    /// <summary>404: absent, or not yours; both look the same.</summary>
    NotFound,

    /// <summary>409: the state of things does not allow it.</summary>
    Conflict,

    /// <summary>413: too large.</summary>
    TooLarge,

    /// <summary>429: too often.</summary>
    TooMany,

    /// <summary>503: the house cannot do it now; trying again later is right.</summary>
    Unavailable,
}

/// <summary>An expected "no": stable code, and one sentence in Chinese and in English.</summary>
public abstract record Refusal(RefusalKind Kind, string Code, string Zh, string En, string? Field = null);

/// <summary>Either a value or a refusal.</summary>
public readonly struct Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, Refusal? refusal) => (this.value, Refusal) = (value, refusal);

    /// <summary>The refusal, or null when the act succeeded.</summary>
    public Refusal? Refusal { get; }

    public bool IsDone => Refusal is null;

    /// <summary>The value; asking a refused outcome for it is a bug.</summary>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException($"Refused: {Refusal.Code}");

    public TResult Match<TResult>(Func<T, TResult> done, Func<Refusal, TResult> refused) =>
        Refusal is null ? done(value!) : refused(Refusal);

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}
