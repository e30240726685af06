// What agents say in the public dialogues, in two parts: one to mend rules with, one kept for measuring. Texts are read from the data folder and never written.
import { createHash } from 'node:crypto';
import { execSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const data = join(dirname(fileURLToPath(import.meta.url)), '../../tests/data/guard');
export const hash = (text) => createHash('sha256').update(text).digest('hex');
const rows = (folder, name) => gunzipSync(readFileSync(join(folder, name))).toString('utf8').split('\n').filter(Boolean).map((l) => l.replace(/\r$/, '').split('\t'));

/** What was masked gets a value again, so that numbers and addresses are there for the rules. */
const filled = (text) => text
  .replace(/((?:QQ|qq)[号]?[:：]?)\[数字x\]/g, (_, name) => `${name}12345678`)
  .replaceAll('[数字x]', '3').replaceAll('[金额x]', '20元').replaceAll('[链接x]', 'https://www.jd.com/a')
  .replaceAll('[日期x]', '3日').replaceAll('[时间x]', '12:00').replaceAll('[邮箱x]', 'abc@163.com').replaceAll('[电话x]', '13800001234');

/** Lines that only stand in the history of a pair have no sender; an agent's are known by how they address the buyer. */
const isAgents = (text) => /您|亲|妹子|小妹|这边|#E-s/.test(text) && text.length > 3;

/** Groups are sessions, blocks of 100 neighbouring pairs, and ECD's histories; half of the groups are for mending. */
const isMending = (group) => parseInt(hash(`guard:${group}`).slice(0, 8), 16) % 2 === 0;

/**
 * What the first draws left out, never looked at before the sample of 2026-12: agents' turns in ECD's histories that do not address the buyer (the turns alternate, the last is the
 * agent's), and the agents of U-NEED.
 */
const later = (folder, ecd, known, inHistory) => {
  const found = new Map();
  const add = (id, group, text) => {
    if (text.length > 1 && !known.has(text) && !inHistory.has(text) && !found.has(text)) found.set(text, { id, group, text, sender: 'agent' });
  };
  for (const cells of ecd) {
    const turns = '01'.includes(cells[1]) ? cells.slice(2, -1).map((t) => t.replaceAll(' ', '')) : [];
    for (let i = turns.length - 2; i >= 0; i -= 2) add(`g:${hash(turns[i]).slice(0, 12)}`, cells[2], turns[i]);
  }
  for (const talk of JSON.parse(readFileSync(join(folder, 'u-need-examples.json'), 'utf8'))) {
    for (const l of talk.dialogue) if (l.sender_type !== '用户') add(`u:${talk.sid.slice(0, 8)}:${l.seq_no}`, talk.sid, filled(String(l.send_content ?? '').trim()));
  }
  return found.values();
};

const grams = (text) => new Set([...text, ...Array.from({ length: text.length + 1 }, (_, i) => `^${text}$`.slice(i, i + 2))]);

/** How much rather an agent's than a buyer's the words are, by the lines whose sender is known (single characters and pairs, naive Bayes); above 0: rather an agent's. */
const ratherAgents = (lines) => {
  const counts = { agent: new Map(), buyer: new Map() };
  const size = { agent: 0, buyer: 0 };
  for (const { id, sender, text } of lines) {
    if (!/^[sp]:/.test(id)) continue;
    size[sender]++;
    for (const gram of grams(text)) counts[sender].set(gram, (counts[sender].get(gram) ?? 0) + 1);
  }
  const share = (sender, gram) => ((counts[sender].get(gram) ?? 0) + 0.5) / (size[sender] + 1);
  return (text) => [...grams(text)].reduce((sum, gram) => sum + Math.log(share('agent', gram) / share('buyer', gram)), 0);
};

/**
 * What nobody had read before the fifth sample: lines in the histories of pairs that do not address the buyer. Their sender is not told; those that are rather an agent's by their words are here,
 * and whoever labels them says x to a buyer's.
 */
const unaddressed = (pairs, block, lines) => {
  const known = new Set(lines.map((l) => l.text));
  const isAgent = ratherAgents(lines);
  const found = new Map();
  for (const [id, history] of pairs) {
    for (const said of history.split(',')) {
      const text = filled(said.trim());
      if (text.length > 1 && !known.has(text) && !found.has(text)) found.set(text, { id: `j:${hash(text).slice(0, 12)}`, group: block(id), text, sender: 'agent', part: 'later' });
    }
  }
  return [...found.values()].filter((l) => isAgent(l.text) > 0);
};

/**
 * Every line in order with its sender; agents' lines have `part`: mend, kept or later. A text that stands in both parts, or that somebody
 * looked at while rules were written (`looked-at.tsv`), is in mend.
 */
export const read = (folder) => {
  const lines = [];
  const counts = new Map();
  for (const [session, , agent, , , , text] of rows(folder, 'jddc-sessions.dev.tsv.gz').slice(1)) {
    if (text === undefined) continue;
    const n = counts.get(session) ?? 0;
    counts.set(session, n + 1);
    lines.push({ id: `s:${session.slice(0, 12)}:${n}`, group: session, text: filled(text), conversation: session, sender: agent === '1' ? 'agent' : 'buyer' });
  }
  const pairs = rows(folder, 'jddc-pairs.dev.tsv.gz').slice(1);
  const block = (id) => `pairs ${Math.floor(Number(id.split('-')[1]) / 100)}`;
  for (const [id, , text] of pairs) lines.push({ id: `p:${id}`, group: block(id), text: filled(text), sender: 'agent' });
  const seen = new Set();
  const ecd = rows(folder, 'ecd-sample.dev.tsv.gz');
  for (const cells of ecd) {
    const text = cells.at(-1).replaceAll(' ', '');
    if (!'01'.includes(cells[1]) || seen.has(text)) continue;
    seen.add(text);
    lines.push({ id: `e:${hash(text).slice(0, 12)}`, group: cells[2], text, sender: 'agent' });
  }
  const histories = [
    ...pairs.flatMap(([id, history]) => history.split(',').map((text) => [block(id), filled(text.trim())])),
    ...ecd.flatMap((cells) => cells.slice(2, -1).map((text) => [cells[2], text.replaceAll(' ', '')])),
  ];
  const known = new Set(lines.map((l) => l.text));
  const inHistory = new Map();
  for (const [group, text] of histories) {
    if (!isAgents(text) || known.has(text)) continue;
    const line = inHistory.get(text) ?? { id: `h:${hash(text).slice(0, 12)}`, group, text, sender: 'agent', mends: false };
    line.mends ||= isMending(group);
    inHistory.set(text, line);
  }
  lines.push(...inHistory.values());

  lines.push(...later(folder, ecd, known, inHistory));

  const looked = new Set(readFileSync(join(data, 'looked-at.tsv'), 'utf8').split('\n').map((l) => l.split('\t')[0]));
  const mending = (l) => l.mends || isMending(l.group) || looked.has(l.id);
  const texts = new Set(lines.filter((l) => l.sender === 'agent' && mending(l)).map((l) => l.text));
  for (const line of lines) if (line.sender === 'agent') line.part = texts.has(line.text) ? 'mend' : 'kept';
  return [...lines, ...unaddressed(pairs, block, lines).map((l) => (looked.has(l.id) ? { ...l, part: 'mend' } : l))];
};

/** Verdicts of a book on the agents' lines. */
export const judge = (program, book, lines) => {
  const input = lines.map(({ id, text, conversation, sender }) => JSON.stringify({ id, text, conversation, sender })).join('\n');
  const answers = execSync(`${program} guard --book ${book}`, { input, maxBuffer: 1 << 28 }).toString('utf8').trim().split('\n').map((l) => JSON.parse(l));
  const agents = new Set(lines.filter((l) => l.sender === 'agent').map((l) => l.id));
  return new Map(answers.filter((a) => agents.has(a.id)).map((a) => [a.id, a]));
};
export const rings = (answer) => answer !== undefined && ['confirm', 'block'].includes(answer.verdict);
