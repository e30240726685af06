// Made-up sentences under the guard of new-shop: how many that break a rule ring, and how many that do not break it ring all the same.
// usage: node bench/real/sentences.mjs ZHANGGUI BOOK [mend|kept] [--show]     (ZHANGGUI: the program, such as "dotnet path/zhanggui.dll")
// Half of each rule's sentences are for mending it, half are kept apart from that. Facts contradict what is claimed, so that claims can ring.
import { execSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const data = join(dirname(fileURLToPath(import.meta.url)), '../../tests/data/guard');
const shows = process.argv.includes('--show');
const [program, book, part = 'kept'] = process.argv.slice(2).filter((a) => a !== '--show');
if (!program || !book || !['mend', 'kept'].includes(part)) {
  process.stderr.write('usage: node bench/real/sentences.mjs ZHANGGUI BOOK [mend|kept] [--show]\n');
  process.exit(2);
}

const withoutStock = new Set(['free_shipping', 'in_stock']);
const rows = readFileSync(join(data, 'sentences-new-shop.tsv'), 'utf8').split('\n').filter(Boolean).slice(1).map((l) => l.split('\t')).filter((r) => r[0] === part);
const lines = rows.map(([, rule, , buyer, text], id) => ({
  id: String(id),
  text,
  sender: 'agent',
  item: withoutStock.has(rule) ? 'no' : rule === 'policy' ? 'policy' : 'yes',
  at: '2026-10-03T12:00:00+08:00',
  buyer: rule === 'position' ? 'b9' : 'b1',
  ...(buyer === '' ? {} : { buyer_text: buyer }),
}));
const answers = execSync(`${program} guard --book ${book} --facts ${join(data, 'sentence-facts')}`, { input: lines.map((l) => JSON.stringify(l)).join('\n') }).toString('utf8').trim().split('\n').map((l) => JSON.parse(l));
const rung = new Map(answers.map((a) => [a.id, a.hits.filter((h) => h.level === 'confirm' || h.level === 'block').map((h) => h.rule)]));

const told = new Map();
const [all, none] = [{ caught: 0, of: 0, rings: 0, innocent: 0 }, () => ({ caught: 0, of: 0, rings: 0, innocent: 0 })];
rows.forEach(([, rule, breaks, , text], id) => {
  const by = rung.get(String(id)) ?? [];
  const count = told.get(rule) ?? none();
  told.set(rule, count);
  for (const c of [count, all]) {
    if (breaks === '1') [c.of, c.caught] = [c.of + 1, c.caught + (by.length > 0 ? 1 : 0)];
    else [c.innocent, c.rings] = [c.innocent + 1, c.rings + (by.length > 0 ? 1 : 0)];
  }
  if (shows && (by.length > 0) !== (breaks === '1')) console.log(`  ${rule} ${breaks === '1' ? 'missed' : `rings (${by})`}: ${text}`);
});
/** Wilson's interval, 95 %. */
const interval = (hits, n) => {
  const [z, p] = [1.96, hits / n];
  const [mid, half] = [p + (z * z) / (2 * n), z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))];
  return `${Math.max(0, (mid - half) / (1 + (z * z) / n)).toFixed(2)} to ${Math.min(1, (mid + half) / (1 + (z * z) / n)).toFixed(2)}`;
};
for (const [rule, c] of told) console.log(`${rule}: caught ${c.caught} of ${c.of}, rings wrongly on ${c.rings} of ${c.innocent}`);
console.log(`${part}: recall ${(all.caught / all.of).toFixed(2)} (${all.caught} of ${all.of}, 95 % ${interval(all.caught, all.of)}), false alarms ${all.rings} of ${all.innocent} (95 % ${interval(all.rings, all.innocent)})`);
