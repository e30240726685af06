using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Matching;
using Zhanggui.Guard.Rules;

namespace Zhanggui.Guard.Checking;

/// <summary>What is claimed against what is known (pure). True = the facts support it, false = they say otherwise, null = nobody knows.</summary>
internal static class Claims
{
    public static void Find(CompiledRule compiled, IReadOnlyList<Stretch> found, Look look, List<GuardHit> hits)
    {
        if (found.Count == 0)
        {
            return;
        }

        var (rule, bySentence) = (compiled.Rule, new Dictionary<Stretch, bool?>());
        foreach (var at in found)
        {
            switch (Holds(rule, at, look, bySentence))
            {
                case true:
                    look.Supported.Add(at);
                    break;
                case false:
                    hits.Add(compiled.Hit(look, at, rule.Level));
                    break;
                case null:
                    hits.Add(compiled.Hit(look, at, rule.Unknown ?? Usual(rule)));
                    break;
            }
        }
    }

    private static GuardLevel Usual(GuardRule rule) =>
        rule.Denies || rule.About is ClaimAbout.Discount or ClaimAbout.Gift or ClaimAbout.Price ? GuardLevel.Confirm : GuardLevel.Hint;

    private static bool? Holds(GuardRule rule, Stretch at, Look look, Dictionary<Stretch, bool?> bySentence)
    {
        var facts = look.Facts;
        return rule.About switch
        {
            ClaimAbout.Invoice => Agrees(facts.Invoice, rule),
            ClaimAbout.Payment => Agrees(Once(look.Sentence(at), s => Payment(s, look)), rule),
            ClaimAbout.FreeShipping => Agrees(facts.FreeShipping, rule),
            ClaimAbout.Return => Agrees(facts.SevenDayReturn, rule),
            ClaimAbout.Stock => Agrees(facts.IsListed == false ? false : facts.Stock is { } stock ? stock > 0 : null, rule),
            ClaimAbout.Discount => rule.Denies ? facts.Promotions is { } running ? running.Count == 0 : null : Discount(at, look),
            ClaimAbout.Gift => rule.Denies ? facts.Promotions is { } given ? given.All(p => p.Gift is null) : null : Once(look.Sentence(at), s => Gift(s, look)),
            ClaimAbout.Price => Price(at, look),
            ClaimAbout.Brand => facts.OwnBrand == true && !rule.Denies ? true : null,
            ClaimAbout.Colour or ClaimAbout.Effect or ClaimAbout.Superlative or null => null,
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.About, "Unknown claim."),
        };

        bool? Once(Stretch sentence, Func<Stretch, bool?> judge) => bySentence.TryGetValue(sentence, out var known) ? known : bySentence[sentence] = judge(sentence);
    }

    private static bool? Agrees(bool? fact, GuardRule rule) => fact is { } known ? known != rule.Denies : null;

    /// <summary>Which way of paying is meant: the sentence says it, else the buyer asked for it.</summary>
    private static bool? Payment(Stretch at, Look look)
    {
        var sentence = Folding.Plain.Fold(look.Slice(at));
        foreach (var said in (string[])[sentence, look.BuyerText])
        {
            var named = look.Facts.Payments.Where(p => said.Contains(Folding.Plain.Fold(p.Key), StringComparison.Ordinal)).ToList();
            if (named.Count > 0)
            {
                return named.TrueForAll(p => p.Value == named[0].Value) ? named[0].Value : null;
            }
        }

        return null;
    }

    private static bool? Discount(Stretch at, Look look)
    {
        if (look.Facts.Promotions is not { } running)
        {
            return null;
        }

        var said = Numbers.Of(look.Slice(at));
        foreach (var promotion in running.Where(p => p.Value is not null))
        {
            var known = Numbers.Of(promotion.Value!);
            if (said.Count == 0 || said.All(n => known.Any(k => IsSame(n, k))))
            {
                return true;
            }
        }

        return look.Facts.Discountable == true ? null : false;
    }

    /// <summary>8 折, 80 折 and 0.8 are one discount.</summary>
    private static bool IsSame(decimal a, decimal b) => a == b || a * 10 == b || a == b * 10 || a * 100 == b || a == b * 100;

    private static bool? Gift(Stretch at, Look look)
    {
        if (look.Facts.Promotions is not { } running)
        {
            return null;
        }

        var gifts = running.Where(p => p.Gift is { Length: > 0 }).ToList();
        if (gifts.Count == 0)
        {
            return false;
        }

        var sentence = Folding.Plain.Fold(look.Slice(at));
        return gifts.Exists(p => sentence.Contains(Folding.Plain.Fold(p.Gift!), StringComparison.Ordinal)) ? true : null;
    }

    private static bool? Price(Stretch at, Look look)
    {
        var said = Numbers.Of(look.Slice(at));
        if (look.Facts.Price is not { } price || said.Count == 0)
        {
            return null;
        }

        if (said.Contains(price.Value / 100m))
        {
            return true;
        }

        return look.Facts.Promotions is { Count: 0 } && look.Facts.Discountable != true ? false : null;
    }
}
