// Agents' messages of the public dialogues under a book's guard: how often it rings, and how right it is on labelled messages of the kept part.
// usage: node bench/real/guard.mjs DIALOGUES ZHANGGUI BOOK [LABELS]     (ZHANGGUI: the program, such as "dotnet path/zhanggui.dll")
// LABELS: tests/data/guard/labels-new-shop.tsv (ids and labels only; the texts stay where they are), drawn by guard-draw.mjs.
import { readFileSync } from 'node:fs';
import { judge, read, rings } from './agents.mjs';

const [folder, program, book, labels] = process.argv.slice(2);
if (!folder || !program || !book) {
  process.stderr.write('usage: node bench/real/guard.mjs DIALOGUES ZHANGGUI BOOK [LABELS]\n');
  process.exit(2);
}

const lines = read(folder);
const answers = judge(program, book, lines);
for (const part of ['mend', 'kept', 'later']) {
  const tally = {};
  for (const line of lines) if (line.part === part) tally[answers.get(line.id).verdict] = (tally[answers.get(line.id).verdict] ?? 0) + 1;
  console.log(`${part}: ${Object.values(tally).reduce((a, b) => a + b, 0)} messages of agents`, tally);
}

/** Wilson's interval, 95 %. */
const interval = (hits, n) => {
  if (n === 0) return [0, 1];
  const [z, p] = [1.96, hits / n];
  const [mid, half] = [p + (z * z) / (2 * n), z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))];
  return [Math.max(0, (mid - half) / (1 + (z * z) / n)), Math.min(1, (mid + half) / (1 + (z * z) / n))];
};
const told = ([low, high]) => `${low.toFixed(3)} to ${high.toFixed(3)}`;

if (labels) {
  const text = readFileSync(labels, 'utf8').split('\n').filter(Boolean);
  const size = Object.fromEntries([...text[0].matchAll(/(hit|close|near|random) (\d+)/g)].map((m) => [m[1], Number(m[2])]));
  const drawn = text.slice(2).map((l) => l.split('\t'));
  const alarm = drawn.filter((k) => k[1] === 'alarm');
  const rung = alarm.filter((k) => rings(answers.get(k[0]))).length;
  console.log(`alarm rate ${rung} of ${alarm.length}, 95 % ${told(interval(rung, alarm.length))}`);
  const judged = drawn.filter((k) => k[1] !== 'alarm' && k[2] !== 'x');
  console.log(`no agent's lines: ${drawn.filter((k) => k[2] === 'x').length}`);

  const ringing = judged.filter((k) => rings(answers.get(k[0])));
  const right = ringing.filter((k) => k[2] === '1').length;
  console.log(`precision ${right} of ${ringing.length} labelled that ring: ${(right / ringing.length).toFixed(3)}, 95 % ${told(interval(right, ringing.length))}`);
  const kinds = new Map();
  for (const [id, , label] of ringing) {
    for (const kind of new Set(answers.get(id).hits.filter((h) => h.level !== 'hint').map((h) => h.rule))) {
      const count = kinds.get(kind) ?? { right: 0, of: 0 };
      kinds.set(kind, { right: count.right + Number(label === '1'), of: count.of + 1 });
    }
  }
  console.log(`messages by rule: ${[...kinds].map(([kind, c]) => `${kind} ${c.right} of ${c.of}`).join(', ')}`);

  // Each stratum counts as often as it was large when it was drawn: what breaks the book and rings, against what breaks it and does not.
  const of = (stratum) => drawn.filter((k) => k[1] === stratum);
  const share = (stratum, does) => [of(stratum).filter((k) => k[2] === '1' && rings(answers.get(k[0])) === does).length, of(stratum).length];
  const strata = ['hit', 'close', 'near', 'random'].filter((s) => size[s] !== undefined);
  const weigh = (does, one) => strata.reduce((sum, s) => sum + size[s] * one(...share(s, does)), 0);
  const plain = (n, m) => (m === 0 ? 0 : n / m);
  const recall = (found, missed) => (found / (found + missed)).toFixed(3);
  console.log(`missed: ${strata.map((s) => `${s} ${share(s, false)[0]} of ${share(s, false)[1]} (of ${size[s]})`).join(', ')}`);
  const found = weigh(true, plain);
  const bound = (i) => strata.slice(1).reduce((sum, s) => sum + size[s] * interval(...share(s, false))[i], 0);
  console.log(`weighted recall ${recall(found, weigh(false, plain))}, 95 % ${recall(found, bound(1))} to ${recall(found, bound(0))}`);
}
