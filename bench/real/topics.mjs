// Buyers' lines of the public dialogues under a book's topics: what rings, a sample to label, and precision and recall on labelled lines.
// usage: node bench/real/topics.mjs DIALOGUES ZHANGGUI BOOK tally              how often each topic rings
//        node bench/real/topics.mjs DIALOGUES ZHANGGUI BOOK sample SEED SKIP   200 lines that ring and 200 that do not (SKIP: a file of ids left out)
//        node bench/real/topics.mjs DIALOGUES ZHANGGUI BOOK fresh SEED SKIP [SIZE]   150 of each of the half of the talks that mends nothing, shuffled, without what rings
//        node bench/real/topics.mjs DIALOGUES ZHANGGUI BOOK judge LABELS       LABELS: tests/data/topics/labels-new-shop.tsv or -2.tsv (ids and labels only)
// ZHANGGUI: the program, such as "dotnet path/zhanggui.dll". The texts stay where they are.
import { createHash } from 'node:crypto';
import { execSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const [folder, program, book, act = 'tally', ...more] = process.argv.slice(2);
if (!folder || !program || !book) {
  process.stderr.write('usage: node bench/real/topics.mjs DIALOGUES ZHANGGUI BOOK tally | sample SEED SKIP | judge LABELS\n');
  process.exit(2);
}

const rows = (name) => gunzipSync(readFileSync(join(folder, name))).toString('utf8').split('\n').filter(Boolean).map((l) => l.replace(/\r$/, '').split('\t'));
const hash = (text) => createHash('sha256').update(text).digest('hex');
const lines = new Map();
const keep = (id, text) => {
  const said = text.replaceAll('[数字x]', '3').replaceAll('[金额x]', '20元').trim();
  if (said !== '' && !lines.has(id)) lines.set(id, said);
};

const counts = new Map();
for (const [session, , agent, , , , text] of rows('jddc-sessions.dev.tsv.gz').slice(1)) {
  if (text === undefined) continue;
  const n = counts.get(session) ?? 0;
  counts.set(session, n + 1);
  if (agent !== '1') keep(`s:${session.slice(0, 12)}:${n}`, text);
}
for (const cells of rows('ecd-sample.dev.tsv.gz')) {
  // The lines before the answer; who said which is not marked, so only the first one, which opens the talk.
  if (!'01'.includes(cells[1])) continue;
  const text = cells[2].replaceAll(' ', '');
  keep(`e:${hash(text).slice(0, 12)}`, text);
}
for (const talk of JSON.parse(readFileSync(join(folder, 'u-need-examples.json'), 'utf8'))) {
  for (const line of talk.dialogue) if (line.sender_type === '用户') keep(`u:${talk.sid.slice(0, 8)}:${line.seq_no}`, String(line.send_content ?? ''));
}

const input = [...lines].map(([id, text]) => JSON.stringify({ id, text })).join('\n');
const found = new Map(execSync(`${program} topics --book ${book}`, { input, maxBuffer: 1 << 28 }).toString('utf8').trim().split('\n').map((l) => JSON.parse(l)).map((a) => [a.id, a.topics.map((t) => t.topic)]));
const ringing = [...lines.keys()].filter((id) => found.get(id).length > 0);
const silent = [...lines.keys()].filter((id) => found.get(id).length === 0);

if (act === 'tally') {
  const tally = {};
  for (const id of ringing) for (const topic of found.get(id)) tally[topic] = (tally[topic] ?? 0) + 1;
  console.log(`${lines.size} lines of buyers, ${ringing.length} ring`, Object.fromEntries(Object.entries(tally).sort((a, b) => b[1] - a[1])));
} else if (act === 'sample') {
  const [seed = '1', skip] = more;
  const left = new Set(skip && existsSync(skip) ? readFileSync(skip, 'utf8').split('\n').map((l) => l.split('\t')[0]) : []);
  const draw = (ids, n) => ids.filter((id) => !left.has(id)).sort((a, b) => (hash(seed + a) < hash(seed + b) ? -1 : 1)).slice(0, n);
  for (const id of [...draw(ringing, 200), ...draw(silent, 200)]) console.log([id, found.get(id).join(',') || '-', lines.get(id)].join('\t'));
} else if (act === 'fresh') {
  const [seed = '1', skip, size = 150] = more;
  const left = new Set(skip && existsSync(skip) ? readFileSync(skip, 'utf8').split('\n').map((l) => l.split('\t')[0]) : []);
  const kept = (ids) => ids.filter((id) => parseInt(hash(`topics:${id.split(':')[1]}`).slice(0, 8), 16) % 2 === 1 && !left.has(id)).sort((a, b) => (hash(seed + a) < hash(seed + b) ? -1 : 1));
  const [rung, quiet] = [kept(ringing), kept(silent)];
  console.log(`# ringing ${rung.length}, silent ${quiet.length}; seed ${seed}`);
  const drawn = [...rung.slice(0, size), ...quiet.slice(0, size)].sort((a, b) => (hash(`blind${a}`) < hash(`blind${b}`) ? -1 : 1));
  for (const id of drawn) console.log([id, lines.get(id)].join('\t'));
} else {
  const strata = /ringing (\d+), silent (\d+)/.exec(readFileSync(more[0], 'utf8').split('\n')[0]);
  const labels = readFileSync(more[0], 'utf8').split('\n').filter((l) => l !== '' && !l.startsWith('#')).map((l) => l.split('\t'));
  const per = {};
  const of = (topic) => (per[topic] ??= { right: 0, wrong: 0, missed: 0, missedSilent: 0 });
  const [all, first] = [{ right: 0, wrong: 0 }, { right: 0, wrong: 0, none: 0 }];
  for (const [id, label] of labels) {
    const [meant, rang] = [label === '-' ? [] : label.split(','), found.get(id)];
    for (const topic of rang) {
      of(topic)[meant.includes(topic) ? 'right' : 'wrong']++;
      all[meant.includes(topic) ? 'right' : 'wrong']++;
    }
    for (const topic of meant.filter((t) => !rang.includes(t))) of(topic)[rang.length > 0 ? 'missed' : 'missedSilent']++;
    if (rang.length > 0) first[meant.length === 0 ? 'none' : meant.includes(rang[0]) ? 'right' : 'wrong']++;
  }
  const interval = (hits, n) => {
    if (n === 0) return '-';
    const [z, p] = [1.96, hits / n];
    const [mid, half] = [p + (z * z) / (2 * n), z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))];
    return `${Math.max(0, (mid - half) / (1 + (z * z) / n)).toFixed(2)} to ${Math.min(1, (mid + half) / (1 + (z * z) / n)).toFixed(2)}`;
  };
  const told = (hits, n) => (n === 0 ? '-' : `${hits} of ${n} = ${(hits / n).toFixed(2)} (${interval(hits, n)})`);
  // A silent line of the sample stands for more lines than a ringing one.
  const [quiet, rung] = strata ? [Number(strata[2]), Number(strata[1])] : [silent.length, ringing.length];
  const weight = quiet / labels.filter(([id]) => found.get(id).length === 0).length / (rung / labels.filter(([id]) => found.get(id).length > 0).length);
  console.log(`lines ${lines.size}, ringing ${ringing.length}, silent ${silent.length}; weight of a silent line of the sample ${weight.toFixed(2)}`);
  console.log(`precision, all topics: ${told(all.right, all.right + all.wrong)}`);
  console.log(`the first topic is meant: ${told(first.right, first.right + first.wrong + first.none)}`);
  const missed = labels.filter(([id, label]) => label !== '-' && found.get(id).length === 0).length;
  console.log(`silent lines that mean a topic: ${told(missed, labels.filter(([id]) => found.get(id).length === 0).length)}`);
  const [r, m, s] = Object.values(per).reduce(([a, b, c], p) => [a + p.right, b + p.missed, c + p.missedSilent], [0, 0, 0]);
  console.log(`recall, weighted: ${(r / (r + m + s * weight)).toFixed(2)}; in the sample ${told(r, r + m + s)}`);
  for (const [topic, p] of Object.entries(per).sort((a, b) => b[1].right + b[1].wrong - a[1].right - a[1].wrong))
    console.log(`| ${topic} | ${told(p.right, p.right + p.wrong)} | ${told(p.right, p.right + p.missed + p.missedSilent)} | ${p.right + p.missed + p.missedSilent === 0 ? '-' : (p.right / (p.right + p.missed + p.missedSilent * weight)).toFixed(2)} |`);
}
