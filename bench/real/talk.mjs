// Makes facts folders (formats: messages.csv, people.csv, accounts.csv, shops.csv) of three public collections of real talk, row by row.
// usage: node bench/real/talk.mjs jddc|u-need|twcs FILE OUT [TIMES]
// TIMES repeats the collection under other ids and buyers, to see how fast a big one comes in.
import { createReadStream, createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createGunzip } from 'node:zlib';

const [kind, file, out, times = '1'] = process.argv.slice(2);
if (!['jddc', 'u-need', 'twcs'].includes(kind) || !file || !out) {
  process.stderr.write('usage: node bench/real/talk.mjs jddc|u-need|twcs FILE OUT [TIMES]\n');
  process.exit(2);
}

const quoted = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Rows of a CSV or TSV; in a CSV a quoted cell may hold line breaks. */
async function* rowsOf(path, comma) {
  const source = createReadStream(path);
  const text = (path.endsWith('.gz') ? source.pipe(createGunzip()) : source).setEncoding('utf8');
  let [row, cell, isQuoted, wasQuote] = [[], '', false, false];
  for await (const chunk of text) {
    for (const c of chunk) {
      if (comma === ',' && c === '"') {
        if (wasQuote) cell += '"'; // a doubled quote inside
        wasQuote = isQuoted && !wasQuote;
        isQuoted = !isQuoted;
        continue;
      }
      wasQuote = false;
      if (isQuoted || (c !== comma && c !== '\n')) cell += c;
      else {
        row.push(c === '\n' ? cell.replace(/\r$/, '') : cell);
        cell = '';
        if (c === '\n') {
          yield row;
          row = [];
        }
      }
    }
  }
  if (cell !== '' || row.length > 0) yield [...row, cell];
}

/** No times at all: the rows are kept and enter no figure of time. */
async function* jddc(round) {
  let n = 0;
  for await (const [session, user, waiter, isTransfer, isRepeat, sku, content] of rowsOf(file, '\t')) {
    if (session === 'session_id') continue;
    n += 1;
    yield {
      id: `jddc${round}-${String(n).padStart(6, '0')}`, buyer: user + round, account: '', sender: waiter === '1' ? 'agent' : 'buyer', sent_at: '', text: content,
      session, is_transfer: isTransfer, is_repeat: isRepeat, sku,
    };
  }
}

async function* uNeed(round) {
  for (const one of JSON.parse(readFileSync(file, 'utf8'))) {
    for (const m of one.dialogue) {
      yield {
        id: `${one.sid}${round}-${String(m.seq_no).padStart(3, '0')}`, buyer: one.userid + round, account: one.sellerid, sender: m.sender_type === '用户' ? 'buyer' : 'agent',
        sent_at: `${m.time.replace(' ', 'T')}+08:00`, text: m.send_content, session: one.sid,
      };
    }
  }
}

const months = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** A company's answer belongs to whom it answers; the buyer's words are addressed to the company of the thread. */
async function* twcs(round) {
  let thread = [];
  for await (const row of rowsOf(file, ',')) {
    if (row[0] === 'conversation_root') continue;
    if (thread.length > 0 && thread[0][0] !== row[0]) yield* spoken(thread, round);
    thread = thread.length > 0 && thread[0][0] === row[0] ? [...thread, row] : [row];
  }
  yield* spoken(thread, round);
}

function* spoken(thread, round) {
  const isIn = (row) => row[3] === 'True';
  const first = thread.find(isIn)?.[2];
  const company = thread.find((row) => !isIn(row))?.[2] ?? '';
  if (first === undefined) return; // a company speaking to nobody we know
  const byId = new Map(thread.map((row) => [row[1], row]));
  for (const row of thread) {
    const asked = byId.get(String(Number(row[7])));
    const [, month, day, clock, zone, year] = row[4].split(' ');
    yield {
      id: `twcs${round}-${row[1].padStart(8, '0')}`, buyer: (isIn(row) ? row[2] : asked !== undefined && isIn(asked) ? asked[2] : first) + round, account: isIn(row) ? company : row[2],
      sender: isIn(row) ? 'buyer' : 'agent', text: row[5], session: row[0],
      sent_at: `${year}-${String(months.indexOf(month) / 3 + 1).padStart(2, '0')}-${day}T${clock}${zone.slice(0, 3)}:${zone.slice(3)}`,
    };
  }
}

mkdirSync(out, { recursive: true });
const messages = createWriteStream(`${out}/messages.csv`);
const extra = { jddc: ['session', 'is_transfer', 'is_repeat', 'sku'], 'u-need': ['session'], twcs: ['session'] }[kind];
const columns = ['id', 'shop', 'buyer', 'account', 'sender', 'sent_at', 'kind', 'text', ...extra];
messages.write(`${columns.join(',')}\n`);
const [accounts, sessions, started] = [new Set(), new Set(), performance.now()];
let [rows, timeless] = [0, 0];
for (let round = 0; round < Number(times); round++) {
  const made = { jddc, 'u-need': uNeed, twcs }[kind](round === 0 ? '' : `.${round}`);
  for await (const row of made) {
    rows += 1;
    timeless += row.sent_at === '' ? 1 : 0;
    sessions.add(`${round}/${row.session}`);
    if (row.account !== '') accounts.add(row.account);
    const line = columns.map((c) => quoted(c === 'shop' ? kind : c === 'kind' ? 'text' : row[c])).join(',');
    if (!messages.write(`${line}\n`)) await once(messages, 'drain');
  }
}
messages.end();
await once(messages, 'finish');
const zone = kind === 'twcs' ? 'America/New_York' : 'Asia/Shanghai';
writeFileSync(`${out}/shops.csv`, `shop,name,platform,zone,calendar\n${kind},${kind},,${zone},\n`);
writeFileSync(`${out}/people.csv`, `person,name,staff_no,role,team,grade,from,to,hired_on,left_on\n${[...accounts].map((a) => `p-${quoted(a)},${quoted(a)},,agent,,,,,,\n`).join('')}`);
writeFileSync(`${out}/accounts.csv`, `account,person,shop,from,to\n${[...accounts].map((a) => `${quoted(a)},p-${quoted(a)},${kind},,\n`).join('')}`);
const seconds = (performance.now() - started) / 1000;
process.stderr.write(`${kind}: ${rows} messages of ${sessions.size} sessions, ${timeless} without a time, ${accounts.size} accounts; ${Math.round(rows / seconds)} rows/s, ${Math.round(process.memoryUsage().rss / 1048576)} MB\n`);
