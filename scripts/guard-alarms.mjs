// How often a book's guard rings on real agents' messages, and on what. Texts are read from the data folder and never written.
// usage: node scripts/guard-alarms.mjs --data DIR --book BOOK [--book BOOK ...] [--size 400] [--seed 7] [--show RULE|all] [--program DLL]
// DIR holds dialogues-zh/jddc-sessions.dev.tsv.gz; every session is given to the command as it was spoken, the sample is drawn from its agents' messages.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const options = { book: [], size: '400', seed: '7', program: join(root, 'src/Zhanggui.Host/bin/Debug/net10.0/zhanggui.dll') };
for (let i = 2; i < process.argv.length; i += 2) {
  const key = process.argv[i].replace(/^--/, '');
  if (key === 'book') options.book.push(process.argv[i + 1]);
  else options[key] = process.argv[i + 1];
}

// The data hides numbers; a guard that looks for numbers must see some.
const unmask = (text) =>
  text.replaceAll('[数字x]', '3').replaceAll('[金额x]', '20元').replaceAll('[日期x]', '12月5日').replaceAll('[时间x]', '10:30').replaceAll('[姓名x]', '小王').replaceAll('[地址x]', '某地').replace(/\[(站点|订单|电话|组织机构|链接|邮箱|身份证号)x\]/g, '$1');

const rows = gunzipSync(readFileSync(join(options.data, 'dialogues-zh/jddc-sessions.dev.tsv.gz'))).toString('utf8').split('\n').slice(1).filter(Boolean).map((l) => l.split('\t'));
const lines = [];
let [session, said] = ['', ''];
rows.forEach(([id, buyer, isAgent, , , , content], i) => {
  if (id !== session) [session, said] = [id, ''];
  const text = unmask(content ?? '');
  lines.push({ id: String(i), text, conversation: id, buyer, sender: isAgent === '1' ? 'agent' : 'buyer', buyer_text: isAgent === '1' && said ? said : undefined });
  if (isAgent !== '1') said = text;
});
const agents = lines.filter((l) => l.sender === 'agent');
const drawn = (id) => createHash('sha256').update(`${options.seed}:${id}`).digest('hex');
const sample = new Set(agents.map((l) => [drawn(l.id), l.id]).sort((a, b) => (a[0] < b[0] ? -1 : 1)).slice(0, Number(options.size)).map(([, id]) => id));
const input = lines.map((l) => JSON.stringify(l)).join('\n') + '\n';

for (const book of options.book) {
  const run = spawnSync('dotnet', [options.program, 'guard', '--book', book], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(run.stderr);
  const verdicts = new Map(run.stdout.split('\n').filter(Boolean).map((l) => JSON.parse(l)).map((v) => [v.id, v]));
  const count = (ids) => {
    const levels = { hint: 0, confirm: 0, block: 0 };
    for (const id of ids) if (verdicts.get(id)?.verdict in levels) levels[verdicts.get(id).verdict]++;
    return levels;
  };
  const [all, some] = [count(agents.map((l) => l.id)), count(sample)];
  const rules = new Map();
  for (const line of agents) {
    for (const hit of verdicts.get(line.id)?.hits ?? []) {
      const key = `${hit.rule} ${hit.level}`;
      const found = rules.get(key) ?? { all: new Set(), some: new Set(), texts: new Map() };
      found.all.add(line.id);
      if (sample.has(line.id)) found.some.add(line.id);
      found.texts.set(hit.text, (found.texts.get(hit.text) ?? 0) + 1);
      rules.set(key, found);
      if (options.show === 'all' ? hit.level !== 'hint' : options.show === hit.rule) console.log(`  ${hit.rule} ${hit.level} 「${hit.text}」 ${line.text.slice(0, 160)}`);
    }
  }
  const percent = (n, of) => ((100 * n) / of).toFixed(2);
  console.log(`${book}: sample ${sample.size}: confirm ${some.confirm}, block ${some.block} = ${percent(some.confirm + some.block, sample.size)} in 100, hint ${some.hint}; all ${agents.length}: confirm ${all.confirm}, block ${all.block} = ${percent(all.confirm + all.block, agents.length)} in 100, hint ${all.hint}`);
  for (const [key, found] of [...rules].sort((a, b) => b[1].all.size - a[1].all.size)) {
    const often = [...found.texts].sort((a, b) => b[1] - a[1]).slice(0, 5).map(([t, n]) => `${t.slice(0, 14)}×${n}`).join(' ');
    console.log(`    ${key}: sample ${found.some.size}, all ${found.all.size} (${percent(found.all.size, agents.length)})${options.show === undefined ? '' : '  ' + often}`);
  }
}
