using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay.Months;

/// <summary>A settlement as it is stored, without its slips.</summary>
internal sealed record StoredRun(int Number, BookId Book, BookName BookName, string FactsDigest, Instant AsOf, PersonId? AskedBy, Fen Total, int Slips, IReadOnlyList<PayDecision> Decisions, IReadOnlyList<DoubtfulPay> Legality);

/// <summary>A slip without its lines; the digest is over the lines.</summary>
internal sealed record SlipHead(string Person, string? Grade, Fen Total, string Digest);

/// <summary>A stored line with its place on the slip.</summary>
internal sealed record StoredLine(string Person, int Place, SlipLine Line);
