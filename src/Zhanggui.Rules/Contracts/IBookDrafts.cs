using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Rules.Contracts;

/// <summary>Texts that a list of the book gets besides; <paramref name="Path"/> is full, such as <c>guard.rules.insult.except</c>.</summary>
public sealed record BookAddition(string Path, IReadOnlyList<string> Texts);

/// <summary>A draft with what it says now. <paramref name="Text"/> is its effective text.</summary>
public sealed record WrittenDraft(BookId Id, Words Title, int Revision, string Text);

/// <summary>Lets rooms to the right lay a change into a draft. Nothing holds until the draft goes its way: comments, answers, publishing.</summary>
public interface IBookDrafts
{
    /// <summary>
    /// The lists with what is added, in a draft of the actor's organisation (null = a new one, of the book in force); where the shop has its own
    /// words at the place, there. The rest of the text and its comments stay. Refused and not written where the text with it is wrong or <paramref name="look"/> says no.
    /// </summary>
    Task<Outcome<WrittenDraft>> AddAsync(Actor actor, Guid? draft, string shop, IReadOnlyList<BookAddition> additions, Func<string, Refusal?> look, CancellationToken ct);

    /// <summary>The effective text that a draft (null = the book in force) would have with it; nothing is written.</summary>
    Task<Outcome<string>> TryAsync(Actor actor, Guid? draft, string shop, IReadOnlyList<BookAddition> additions, CancellationToken ct);
}
