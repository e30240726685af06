// Agents' messages of the public dialogues under a book's guard: how often it rings, and how right it is on labelled messages.
// usage: node bench/real/guard.mjs DIALOGUES ZHANGGUI BOOK [LABELS]     (ZHANGGUI: the program, such as "dotnet path/zhanggui.dll")
// LABELS: tests/data/guard/labels-new-shop.tsv (ids and labels only; the texts stay where they are).
import { createHash } from 'node:crypto';
import { execSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const [folder, program, book, labels] = process.argv.slice(2);
if (!folder || !program || !book) {
  process.stderr.write('usage: node bench/real/guard.mjs DIALOGUES ZHANGGUI BOOK [LABELS]\n');
  process.exit(2);
}

const rows = (name) => gunzipSync(readFileSync(join(folder, name))).toString('utf8').split('\n').filter(Boolean).map((l) => l.replace(/\r$/, '').split('\t'));

/** What was masked gets a value again, so that numbers and addresses are there for the rules. */
const filled = (text) => text
  .replace(/((?:QQ|qq)[号]?[:：]?)\[数字x\]/g, (_, name) => `${name}12345678`)
  .replaceAll('[数字x]', '3').replaceAll('[金额x]', '20元').replaceAll('[链接x]', 'https://www.jd.com/a')
  .replaceAll('[日期x]', '3日').replaceAll('[时间x]', '12:00').replaceAll('[邮箱x]', 'abc@163.com');

const lines = [];
const counts = new Map();
for (const [session, , agent, , , , text] of rows('jddc-sessions.dev.tsv.gz').slice(1)) {
  if (text === undefined) continue;
  const n = counts.get(session) ?? 0;
  counts.set(session, n + 1);
  lines.push({ id: `s:${session.slice(0, 12)}:${n}`, text: filled(text), conversation: session, sender: agent === '1' ? 'agent' : 'buyer' });
}
for (const [id, , text] of rows('jddc-pairs.dev.tsv.gz').slice(1)) lines.push({ id: `p:${id}`, text: filled(text), sender: 'agent' });
const seen = new Set();
for (const cells of rows('ecd-sample.dev.tsv.gz')) {
  const text = cells.at(-1).replaceAll(' ', '');
  if (!'01'.includes(cells[1]) || seen.has(text)) continue;
  seen.add(text);
  lines.push({ id: `e:${createHash('sha256').update(text).digest('hex').slice(0, 12)}`, text, sender: 'agent' });
}

const answers = execSync(`${program} guard --book ${book}`, { input: lines.map((l) => JSON.stringify(l)).join('\n'), maxBuffer: 1 << 28 }).toString('utf8').trim().split('\n').map((l) => JSON.parse(l));
const agents = new Set(lines.filter((l) => l.sender === 'agent').map((l) => l.id));
const verdicts = new Map(answers.filter((a) => agents.has(a.id)).map((a) => [a.id, a.verdict]));
const rings = (id) => ['confirm', 'block'].includes(verdicts.get(id));
const tally = {};
for (const verdict of verdicts.values()) tally[verdict] = (tally[verdict] ?? 0) + 1;
console.log(`${verdicts.size} messages of agents`, tally);

/** Wilson's interval, 95 %. */
const interval = (hits, n) => {
  const [z, p] = [1.96, hits / n];
  const [mid, half] = [p + (z * z) / (2 * n), z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))];
  return [Math.max(0, (mid - half) / (1 + (z * z) / n)), Math.min(1, (mid + half) / (1 + (z * z) / n))];
};
const told = ([low, high]) => `${low.toFixed(3)} to ${high.toFixed(3)}`;

if (labels) {
  const text = readFileSync(labels, 'utf8').split('\n').filter(Boolean);
  const size = Object.fromEntries([...text[0].matchAll(/(\w+) (\d+)/g)].map((m) => [m[1], Number(m[2])]));
  const kept = text.slice(2).map((l) => l.split('\t'));
  const alarm = kept.filter((k) => k[1] === 'alarm');
  const rung = alarm.filter((k) => rings(k[0])).length;
  console.log(`alarm rate ${rung} of ${alarm.length}, 95 % ${told(interval(rung, alarm.length))}`);
  const of = (stratum) => kept.filter((k) => k[1] === stratum);
  const judged = kept.filter((k) => k[1] !== 'alarm' && rings(k[0]));
  const right = judged.filter((k) => k[2] === '1').length;
  console.log(`precision ${right} of ${judged.length} labelled that ring, 95 % ${told(interval(right, judged.length))}`);
  const missed = (stratum) => of(stratum).filter((k) => k[2] === '1' && !rings(k[0])).length;
  const weigh = (share) => share('near') * size.near + share('random') * size.random;
  const bounds = { near: interval(missed('near'), of('near').length), random: interval(missed('random'), of('random').length) };
  const found = of('hit').filter((k) => k[2] === '1' && rings(k[0])).length;
  const recall = (missing) => (found / (found + missing)).toFixed(3);
  console.log(`missed: near ${missed('near')} of ${of('near').length}, random ${missed('random')} of ${of('random').length}`);
  console.log(`weighted recall ${recall(weigh((s) => missed(s) / of(s).length))}, 95 % ${recall(weigh((s) => bounds[s][1]))} to ${recall(weigh((s) => bounds[s][0]))}`);
}
