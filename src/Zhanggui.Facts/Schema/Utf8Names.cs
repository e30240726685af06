using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Zhanggui.Facts.Schema;

/// <summary>Names that come again and again, each kept once: from their UTF-8 to a number and to one string.</summary>
internal sealed class Utf8Names
{
    private const int Few = 64;
    private static readonly ulong Seed = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1; // nobody can make names that all meet
    private int[] slots = new int[Few * 2];
    private uint[] hashes = new uint[Few];
    private int[] ends = new int[Few];
    private string?[] texts = new string?[Few];
    private byte[] bytes = new byte[Few * 16];

    public int Count { get; private set; }

    public string this[int number] => texts[number] ??= Encoding.UTF8.GetString(Bytes(number));

    public ReadOnlySpan<byte> Bytes(int number) => number == 0 ? bytes.AsSpan(0, ends[0]) : bytes.AsSpan(ends[number - 1], ends[number] - ends[number - 1]);

    public static uint Hash(ReadOnlySpan<byte> name)
    {
        unchecked
        {
            var hash = Seed ^ (uint)name.Length;
            while (name.Length >= sizeof(ulong))
            {
                hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(name));
                name = name[sizeof(ulong)..];
            }

            var rest = 0UL;
            foreach (var one in name)
            {
                rest = (rest << 8) | one;
            }

            hash = Mix(hash ^ rest);
            return (uint)(hash ^ (hash >> 32));
        }
    }

    public int Number(ReadOnlySpan<byte> name)
    {
        var hash = Hash(name);
        var mask = slots.Length - 1;
        for (var slot = (int)(hash & (uint)mask); ; slot = (slot + 1) & mask)
        {
            var number = slots[slot] - 1;
            if (number < 0)
            {
                return Add(name, hash, slot);
            }

            if (hashes[number] == hash && Bytes(number).SequenceEqual(name))
            {
                return number;
            }
        }
    }

    private static ulong Mix(ulong value)
    {
        var high = Math.BigMul(value, Seed, out var low);
        return high ^ low;
    }

    private int Add(ReadOnlySpan<byte> name, uint hash, int slot)
    {
        if (Count == hashes.Length)
        {
            Grow();
            slot = Free(hash);
        }

        var start = Count == 0 ? 0 : ends[Count - 1];
        if (bytes.Length < start + name.Length)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, start + name.Length));
        }

        name.CopyTo(bytes.AsSpan(start));
        (hashes[Count], ends[Count], slots[slot]) = (hash, start + name.Length, Count + 1);
        return Count++;
    }

    private void Grow()
    {
        Array.Resize(ref hashes, Count * 2);
        Array.Resize(ref ends, Count * 2);
        Array.Resize(ref texts, Count * 2);
        slots = new int[(int)BitOperations.RoundUpToPowerOf2((uint)Count * 4)];
        for (var number = 0; number < Count; number++)
        {
            slots[Free(hashes[number])] = number + 1;
        }
    }

    private int Free(uint hash)
    {
        var mask = slots.Length - 1;
        var slot = (int)(hash & (uint)mask);
        while (slots[slot] > 0)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }
}
