using NodaTime;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Rules.Books;

/// <summary>Somebody by name, for screens.</summary>
internal sealed record Who(Guid Id, string Name);

/// <summary>A book as the list shows it.</summary>
internal sealed record BookLine(
    Guid Id, string Name, Words Title, BookState State, int Version, LocalDate? EffectiveDate, string? Digest, string BasedOn,
    int Revision, Who CreatedBy, Instant CreatedAt, Who ChangedBy, Instant ChangedAt, Instant? OpenedAt, Who? PublishedBy, Instant? PublishedAt,
    int Comments, int Unanswered, bool IsAcknowledged);

/// <summary>A book with its texts and what was found in it.</summary>
internal sealed record BookPage(BookLine Book, string Text, string? EffectiveText, IReadOnlyList<BookProblem> Problems, IReadOnlyList<BookDoubt> Doubts, IReadOnlyList<SignatureLine> Signatures);

/// <summary>Who signed for a doubtful clause, when and why; a signature for words that were changed since does not stand.</summary>
internal sealed record SignatureLine(string Path, Who Person, Instant At, string Reason, bool Stands);

/// <summary>What a check found; <see cref="Digest"/> is null when the text has errors.</summary>
internal sealed record CheckAnswer(bool IsSound, string? Digest, IReadOnlyList<BookProblem> Problems, IReadOnlyList<BookDoubt> Doubts, IReadOnlyList<SettingLine> Settings);

/// <summary>What a setting comes to for the whole organisation, in words, with what is extended.</summary>
internal sealed record SettingLine(string Path, bool IsEmpty, Words Value, Words Sentence);

internal sealed record CommentLine(Guid Id, string Path, Words PathName, Who Person, Instant At, string Words, string? Answer, Who? AnsweredBy, Instant? AnsweredAt);
