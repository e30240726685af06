// The anchor of `bench/run settle`: DuckDB loads the same facts folder, decides order-first with a window of three days, takes
// 1 % of what each person sold and writes one row a person. Prints milliseconds of load, then of query and write, the fen of
// all commissions, and milliseconds of the processor. Run in a folder with @duckdb/node-api.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { DuckDBInstance } = createRequire(join(process.cwd(), 'package.json'))('@duckdb/node-api');
const [facts, out] = process.argv.slice(2);
const db = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
const now = () => Number(process.hrtime.bigint()) / 1e6;
const from = now();
const spent = process.cpuUsage();
await db.run(`create table talk as select id, buyer, account, epoch_ms(sent_at) as at from read_csv('${facts}/messages.csv', header = true, types = {'sent_at': 'TIMESTAMPTZ'})`);
await db.run(`create table orders as select order_id as id, buyer, epoch_ms(placed_at) as placed, epoch_ms(paid_at) as settled, ((paid - postage) * 100)::bigint as fen
  from read_csv('${facts}/orders.csv', header = true, types = {'placed_at': 'TIMESTAMPTZ', 'paid_at': 'TIMESTAMPTZ', 'paid': 'DECIMAL(18,2)', 'postage': 'DECIMAL(18,2)'})`);
const loaded = now();
const day = (at) => `(${at} + 28800000) // 86400000`;
await db.run(`create table won as
  select o.id, o.fen, coalesce(case when ${day('o.placed')} < ${day('t.at')} + 3 then t.account end, case when p.at > o.placed then p.account end) as agent
  from orders o asof left join talk t on o.buyer = t.buyer and o.placed >= t.at asof left join talk p on o.buyer = p.buyer and o.settled >= p.at`);
await db.run(`create table slips as select agent as person, count(*) as orders, sum(fen) as sold, (sum(fen)::hugeint + 50) // 100 as commission from won where agent is not null group by agent order by agent`);
await db.run(`copy slips to '${out}' (header)`);
const done = now();
const cpu = process.cpuUsage(spent);
const [[fen]] = await (await db.runAndReadAll('select sum(commission)::bigint from slips')).getRows();
console.log(`${loaded - from} ${done - loaded} ${fen} ${(cpu.user + cpu.system) / 1e3}`);
