using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Rules.Store;

/// <summary>The room's own tables.</summary>
internal sealed class RulesDb(RoomDbTools tools) : RoomDb(tools)
{
    public DbSet<BookRow> Books => Set<BookRow>();

    public DbSet<CommentRow> Comments => Set<CommentRow>();

    public DbSet<AcknowledgementRow> Acknowledgements => Set<AcknowledgementRow>();

    public DbSet<SignatureRow> Signatures => Set<SignatureRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<BookId>().HaveConversion<TypedIdConverter<BookId>>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<BookRow>().ToTable("rules_book").HasKey(r => r.Id);
        modelBuilder.Entity<BookRow>().Property(r => r.Revision).IsConcurrencyToken();
        modelBuilder.Entity<CommentRow>().ToTable("rules_comment").HasKey(r => r.Id);
        modelBuilder.Entity<AcknowledgementRow>().ToTable("rules_acknowledgement").HasKey(r => new { r.BookId, r.PersonId });
        modelBuilder.Entity<SignatureRow>().ToTable("rules_signature").HasKey(r => new { r.BookId, r.Path });
        modelBuilder.Entity<BookRow>().Property(r => r.Id).ValueGeneratedNever();
        modelBuilder.Entity<CommentRow>().Property(r => r.Id).ValueGeneratedNever();
        MapSnakeCase(modelBuilder);
    }
}

/// <summary>What is stored of a book's way into force; the rest follows from dates.</summary>
internal static class StoredState
{
    public const string Draft = "draft";
    public const string Open = "open";
    public const string Published = "published";
    public const string Withdrawn = "withdrawn";
}

/// <summary>One edition. Text and effective text never change once it is published.</summary>
internal sealed class BookRow
{
    public BookId Id { get; init; }
    public OrganisationId OrganisationId { get; init; }
    public string State { get; set; } = StoredState.Draft;
    public int Revision { get; set; }
    public string Name { get; set; } = string.Empty;
    public string Title { get; set; } = string.Empty;
    public string TitleEn { get; set; } = string.Empty;
    public string Text { get; set; } = string.Empty;
    public string BasedOn { get; init; } = string.Empty;
    public PersonId CreatedBy { get; init; }
    public Instant CreatedAt { get; init; }
    public PersonId ChangedBy { get; set; }
    public Instant ChangedAt { get; set; }
    public Instant? OpenedAt { get; set; }
    public int Version { get; set; }
    public LocalDate? EffectiveDate { get; set; }
    public string? EffectiveText { get; set; }
    public string? Digest { get; set; }

    /// <summary>Shop ids by the names used in variants, as they were when the book was published (JSON): a renamed shop keeps its rules.</summary>
    public string? Places { get; set; }

    /// <summary>Paths of the doubtful clauses that were signed for when the book was published (JSON).</summary>
    public string? Signed { get; set; }
    public PersonId? PublishedBy { get; set; }
    public Instant? PublishedAt { get; set; }
    public Instant? WithdrawnAt { get; set; }
}

/// <summary>What somebody said about a book that is open for comments, and the owner's answer.</summary>
internal sealed class CommentRow
{
    public Guid Id { get; init; }
    public BookId BookId { get; init; }
    public string Path { get; init; } = string.Empty;
    public PersonId PersonId { get; init; }
    public Instant At { get; init; }
    public string Words { get; init; } = string.Empty;
    public string? Answer { get; set; }
    public PersonId? AnsweredBy { get; set; }
    public Instant? AnsweredAt { get; set; }
}

/// <summary>A person was shown a published book and said so.</summary>
internal sealed class AcknowledgementRow
{
    public BookId BookId { get; init; }
    public PersonId PersonId { get; init; }
    public Instant At { get; init; }
}

/// <summary>Somebody signed for a doubtful clause as it read then.</summary>
internal sealed class SignatureRow
{
    public BookId BookId { get; init; }
    public string Path { get; init; } = string.Empty;

    /// <summary>What the clause said (<see cref="Document.ClauseDigests"/>); another digest today, and the signature does not stand.</summary>
    public string ClauseDigest { get; init; } = string.Empty;
    public PersonId PersonId { get; init; }
    public Instant At { get; init; }
    public string Reason { get; init; } = string.Empty;
}
