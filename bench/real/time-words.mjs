// Draws agents' messages that may name a time out of jddc-sessions.dev.tsv.gz, the same ones every time:
//   node bench/real/time-words.mjs FILE SEED COUNT [SKIP]
// Candidates are all agents' messages in which anything at all hints at time (wider than what the reader knows), each text once;
// messages with a masked number are left out. The order is that of the SHA-256 of seed and row. Prints row, tab, text.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const [file, seed, count, skip = '0'] = process.argv.slice(2);
const hint = /[0-9０-９一二两三四五六七八九十几半].{0,2}(天|日|号|月|年|周|星期|礼拜|小时|分钟|分|秒|点|钟|刻|时|工作日)|今|明|后天|昨|周|星期|礼拜|月底|月初|年底|节|假|稍|马上|尽快|立即|立刻|一会|等下|待会|片刻|这就|随后|稍后|晚|早|午|凌晨|内|之前|以前|左右|以后|之后|届时|近期|最近|到时|当天|当日|隔天|次日|第二天|工作日|:|：/u;
const rows = gunzipSync(readFileSync(file)).toString('utf8').split('\n').map((line, row) => ({ row, cells: line.replace(/\r$/, '').split('\t') }));
const seen = new Set();
const found = rows
  .filter(({ row, cells }) => row > 0 && cells[2] === '1' && !/\[数字x\]/.test(cells[6] ?? '') && hint.test(cells[6] ?? ''))
  .filter(({ cells }) => !seen.has(cells[6]) && seen.add(cells[6]))
  .map(({ row, cells }) => ({ row, text: cells[6], key: createHash('sha256').update(`${seed}:${row}`).digest('hex') }))
  .sort((a, b) => (a.key < b.key ? -1 : 1));
console.error(`${found.length} candidates`);
for (const { row, text } of found.slice(Number(skip), Number(skip) + Number(count))) {
  console.log(`${row}\t${text}`);
}
