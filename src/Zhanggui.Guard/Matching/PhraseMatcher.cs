using System.Numerics;
using System.Runtime.InteropServices;

namespace Zhanggui.Guard.Matching;

/// <summary>An occurrence of a phrase.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Occurrence(int Phrase, int Start, int Length);

/// <summary>
/// Finds every occurrence of many phrases in one pass. The first two characters are looked up in a small bit table that fits the
/// nearest cache; only where it says "perhaps" is the tree of phrases walked. The time is bounded by the length of the text times the
/// longest phrase, whatever the phrases are.
/// </summary>
internal sealed class PhraseMatcher
{
    private const int Nothing = -1;
    private const uint Mix = 0x9E3779B1;

    private readonly ulong[] pairs;
    private readonly int pairShift;
    private readonly Dictionary<char, int> singles = [];

    // Which characters are phrases by themselves, a bit each.
    private readonly ulong[] alone = new ulong[(char.MaxValue + 1) / 64];

    // The tree: an edge (state, character) is an entry of an open hash table; a state ends the phrase `ends[state]`.
    private readonly ulong[] keys;
    private readonly int[] targets;
    private readonly int edgeShift;
    private readonly int[] ends;

    /// <param name="phrases">Each is found under its number in the list; empty ones are never found, equal ones under the first number.</param>
    public PhraseMatcher(IReadOnlyList<string> phrases)
    {
        var characters = phrases.Sum(p => p.Length);
        var pairBits = Math.Clamp(BitOperations.Log2((uint)Math.Max(phrases.Count, 1)) + 6, 9, 18);
        (pairs, pairShift) = (new ulong[1 << (pairBits - 6)], 32 - pairBits);
        var edgeBits = BitOperations.Log2((uint)Math.Max(characters, 8)) + 2;
        (keys, targets, edgeShift) = (new ulong[1 << edgeBits], new int[1 << edgeBits], 64 - edgeBits);
        ends = new int[characters + 1];
        Array.Fill(ends, Nothing);

        var states = 1;
        for (var p = 0; p < phrases.Count; p++)
        {
            var phrase = phrases[p];
            if (phrase.Length == 1)
            {
                singles.TryAdd(phrase[0], p);
                alone[phrase[0] >> 6] |= 1UL << (phrase[0] & 63);
            }
            else if (phrase.Length > 1)
            {
                var bit = Pair(phrase[0], phrase[1]);
                pairs[bit >> 6] |= 1UL << (int)(bit & 63);
                Add(phrase, p, ref states);
            }
        }
    }

    public void Find(ReadOnlySpan<char> text, List<Occurrence> found)
    {
        if (singles.Count > 0)
        {
            for (var i = 0; i < text.Length; i++)
            {
                if ((alone[text[i] >> 6] >> (text[i] & 63) & 1) != 0)
                {
                    found.Add(new Occurrence(singles[text[i]], i, 1));
                }
            }
        }

        var table = pairs;
        uint first = text.Length > 0 ? text[0] : '\0';
        for (var i = 1; i < text.Length; i++)
        {
            uint second = text[i];
            var bit = unchecked(((first << 16) | second) * Mix) >> pairShift;
            first = second;
            if ((table[bit >> 6] >> (int)(bit & 63) & 1) != 0)
            {
                Walk(text, i - 1, found);
            }
        }
    }

    private uint Pair(char first, char second) => unchecked(((uint)first << 16 | second) * Mix) >> pairShift;

    private void Walk(ReadOnlySpan<char> text, int start, List<Occurrence> found)
    {
        var state = 0;
        for (var i = start; i < text.Length; i++)
        {
            state = Next(state, text[i]);
            if (state == 0)
            {
                return;
            }

            if (ends[state] is var phrase && phrase != Nothing)
            {
                found.Add(new Occurrence(phrase, start, i - start + 1));
            }
        }
    }

    private int Next(int state, char c)
    {
        var key = ((ulong)(uint)state << 16 | c) + 1;
        for (var slot = Slot(key); keys[slot] != 0; slot = (slot + 1) & (keys.Length - 1))
        {
            if (keys[slot] == key)
            {
                return targets[slot];
            }
        }

        return 0;
    }

    private void Add(string phrase, int number, ref int states)
    {
        var state = 0;
        foreach (var c in phrase)
        {
            var next = Next(state, c);
            if (next == 0)
            {
                next = states++;
                var key = ((ulong)(uint)state << 16 | c) + 1;
                var slot = Slot(key);
                while (keys[slot] != 0)
                {
                    slot = (slot + 1) & (keys.Length - 1);
                }

                (keys[slot], targets[slot]) = (key, next);
            }

            state = next;
        }

        ends[state] = ends[state] == Nothing ? number : ends[state];
    }

    private int Slot(ulong key) => (int)(unchecked(key * 0x9E3779B97F4A7C15UL) >> edgeShift);
}
