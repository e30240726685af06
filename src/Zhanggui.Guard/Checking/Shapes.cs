using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Matching;
using Zhanggui.Guard.Rules;

namespace Zhanggui.Guard.Checking;

/// <summary>Rules about the whole message and the talk around it (pure). How many or how long is the book's: a shape without its number never rings.</summary>
internal static class Shapes
{
    public static void Wanted(CompiledRule compiled, int number, Look look, List<GuardHit> hits)
    {
        var (has, when) = (false, compiled.Rule.With.Count == 0);
        foreach (var mark in look.MarksOf(number))
        {
            has |= mark.Role is Role.Word or Role.Except;
            when |= mark.Role == Role.With;
        }

        if (when && !has && Letters(look.Line.Text) > 0)
        {
            hits.Add(compiled.Hit(look, look.Everything, compiled.Rule.Level));
        }
    }

    public static void Find(CompiledRule compiled, int number, Look look, List<GuardHit> hits)
    {
        var rule = compiled.Rule;
        var letters = Letters(look.Line.Text);
        var rings = rule.Shape switch
        {
            TalkShape.OneWord => letters > 0 && letters <= rule.Most && look.BuyerText.Length > 0 && !Has(number, look, Role.Except),
            TalkShape.Bare => letters > 0 && letters <= rule.Most && look.BuyerText.Length > 0 && !Has(number, look, Role.Word, Role.Except),
            TalkShape.Monologue => Trailing(look) + 1 >= rule.AtLeast,
            TalkShape.Unanswered => letters > 0 && look.BuyerText.Length > 0 && Left(number, look) == 0,
            TalkShape.NoClosing => look.BuyerText.Length > 0 && !Has(number, look, Role.Word, Role.Except),
            TalkShape.Interrogation => look.Text.Characters.Count('?') >= rule.AtLeast,
            null => false,
            _ => throw new ArgumentOutOfRangeException(nameof(compiled), rule.Shape, "Unknown shape."),
        };
        if (rings)
        {
            hits.Add(compiled.Hit(look, look.Everything, rule.Level));
        }
        else if (rule.Shape == TalkShape.Interrogation)
        {
            var rewrites = Rewriting.Marks(number, look);
            hits.AddRange(RuleHits.Stretches(compiled, number, look).Select(at => Rewriting.Offer(compiled, rewrites, look, at, rule.Level)));
        }
    }

    /// <summary>Soothing the same buyer once or twice helps; from the third time on it is a matter for somebody else (CHAT-25).</summary>
    public static void Soothing(CompiledRule compiled, int number, Look look, List<GuardHit> hits)
    {
        if (RuleHits.Stretches(compiled, number, look) is not [var at, ..])
        {
            return;
        }

        var words = compiled.Rule.Words.SelectMany(w => w.Split('|')).Select(Folding.Plain.Fold).ToList();
        var before = look.Line.Earlier.Count(e => !e.IsBuyer && Folding.Plain.Fold(e.Text) is var said && words.Exists(w => said.Contains(w, StringComparison.Ordinal)));
        if (before + 1 >= compiled.Rule.AtLeast)
        {
            hits.Add(compiled.Hit(look, at, compiled.Rule.Level));
        }
    }

    private static int Trailing(Look look)
    {
        var count = 0;
        for (var i = look.Line.Earlier.Count - 1; i >= 0 && !look.Line.Earlier[i].IsBuyer; i--)
        {
            count++;
        }

        return count;
    }

    private static int Letters(string text) => text.Count(char.IsLetterOrDigit);

    /// <summary>How many letters are left without the words of greeting and the like.</summary>
    private static int Left(int number, Look look)
    {
        var text = look.Line.Text;
        var isWord = new bool[text.Length];
        foreach (var mark in look.MarksOf(number))
        {
            if (mark.Role == Role.Word)
            {
                Array.Fill(isWord, true, mark.At.From, mark.At.Length);
            }
        }

        return text.Where((c, i) => !isWord[i] && char.IsLetterOrDigit(c)).Count();
    }

    private static bool Has(int number, Look look, params ReadOnlySpan<Role> roles)
    {
        foreach (var mark in look.MarksOf(number))
        {
            if (roles.Contains(mark.Role))
            {
                return true;
            }
        }

        return false;
    }
}
