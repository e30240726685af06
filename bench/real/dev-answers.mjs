// The guard over the development set of JDDC 2019: 52 sessions, each of the buyer's last lines answered by three agents. It is no part of the data folder; whoever repeats this brings the
// two files of that competition. All lines are labelled, so precision and recall are plain counts.
// usage: node bench/real/dev-answers.mjs dev_answer.txt dev_question.txt ZHANGGUI BOOK tests/data/guard/labels-new-shop-6.tsv [DIALOGUES]
import { execSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { read, rings } from './agents.mjs';

const [answers, questions, program, book, labels, folder] = process.argv.slice(2);
if (!labels) {
  process.stderr.write('usage: node bench/real/dev-answers.mjs ANSWERS QUESTIONS ZHANGGUI BOOK LABELS [DIALOGUES]\n');
  process.exit(2);
}

/** The lines of each session, by its name. */
const sessions = (file) => {
  const all = new Map();
  let own = null;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const begins = /^<session (\w+)>/.exec(line.trim());
    if (begins) all.set(begins[1], (own = []));
    else if (line.trim().startsWith('</session')) own = null;
    else if (own) own.push(line);
  }
  return all;
};

const [asked, answered] = [sessions(questions), sessions(answers)];
const lines = [];
const seen = new Set();
const add = (session, turn, who, text) => {
  for (const [i, part] of text.split('!@@@!').entries()) {
    const said = part.trim();
    if (!said || said === 'NULL' || seen.has(said)) continue;
    seen.add(said);
    lines.push({ id: `d:${session}-${turn}-${who}-${i}`, text: said });
  }
};
for (const [session, rows] of asked) {
  let turns = 0;
  for (const row of rows) if (row.trim().startsWith('A:')) {
    turns++;
    for (const [who, text] of row.trim().slice(2).split('<sep>').entries()) add(session, `c${turns}`, who, text);
  }
  for (const [turn, row] of (answered.get(session) ?? []).entries()) for (const [who, text] of row.split('<sep>').entries()) add(session, `q${turn + 1}`, who, text);
}

const label = new Map(readFileSync(labels, 'utf8').split('\n').filter(Boolean).slice(1).map((l) => l.split('\t')).map(([id, breaks, kind]) => [id, { breaks, kind }]));
const known = new Set(folder ? read(folder).map((l) => l.text.trim()) : []);
const judged = lines.filter((l) => !known.has(l.text) && ['0', '1'].includes(label.get(l.id)?.breaks));
const verdicts = new Map(execSync(`${program} guard --book ${book}`, { input: judged.map((l) => JSON.stringify(l)).join('\n'), maxBuffer: 1 << 28 }).toString('utf8').trim().split('\n').map((l) => JSON.parse(l)).map((a) => [a.id, a]));

const count = { right: 0, wrong: 0, missed: 0, quiet: 0 };
const kinds = {};
for (const { id } of judged) {
  const [breaks, ring] = [label.get(id).breaks === '1', rings(verdicts.get(id))];
  count[ring ? (breaks ? 'right' : 'wrong') : breaks ? 'missed' : 'quiet']++;
  if (breaks) (kinds[label.get(id).kind] ??= [0, 0])[ring ? 0 : 1]++;
}

/** Wilson's interval, 95 %. */
const interval = (hits, n) => {
  const [z, p] = [1.96, hits / n];
  const [mid, half] = [p + (z * z) / (2 * n), z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))];
  return `${((mid - half) / (1 + (z * z) / n)).toFixed(2)} to ${((mid + half) / (1 + (z * z) / n)).toFixed(2)}`;
};
const { right, wrong, missed } = count;
console.log(`${lines.length} lines, ${judged.length} judged that stand nowhere else:`, count);
console.log(`precision ${right} of ${right + wrong}: ${(right / (right + wrong)).toFixed(2)}, ${interval(right, right + wrong)}`);
console.log(`recall ${right} of ${right + missed}: ${(right / (right + missed)).toFixed(2)}, ${interval(right, right + missed)}`);
console.log('found and missed by kind:', JSON.stringify(kinds));
