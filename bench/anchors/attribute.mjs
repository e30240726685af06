// The anchor of `bench/run attribute`: order-first with a window of three days as a DuckDB query over rows that the same
// fixed sequence makes. Prints milliseconds and the number of orders that somebody won. Run in a folder with @duckdb/node-api.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { DuckDBInstance } = createRequire(join(process.cwd(), 'package.json'))('@duckdb/node-api');
const [orders, talks] = process.argv.slice(2).map(Number);
const db = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
const pick = (salt, below) =>
  `(((xor((i * 2654435761) % 4294967296, ${(salt * 2246822519) % 4294967296}) * 3266489917) % 4294967296 >> 4) % ${below})`;
const buyers = Math.floor(orders / 2);
await db.run(`create table talk as select i::int as id, ${pick(1, buyers)}::int as buyer, ${pick(2, 50)}::int as agent, ${pick(3, 31 * 86400)}::bigint as at from (select range::hugeint as i from range(${talks}))`);
await db.run(`create table orders as select i::int as id, ${pick(4, buyers)}::int as buyer, ${pick(5, 31 * 86400)}::bigint as placed, (${pick(5, 31 * 86400)} + ${pick(6, 600)} * 60)::bigint as paid, (100 + ${pick(7, 50000)})::bigint as fen from (select range::hugeint as i from range(${orders}))`);
const started = process.hrtime.bigint();
// Days in Shanghai: 8 hours ahead. The last talk by placing in the window, else the last one between order and payment.
await db.run(`create table won as
  select o.id, coalesce(case when (o.placed + 28800) // 86400 < (t.at + 28800) // 86400 + 3 then t.agent end, case when p.at > o.placed then p.agent end) as agent,
    case when (o.placed + 28800) // 86400 < (t.at + 28800) // 86400 + 3 then 'order' when p.at > o.placed then 'payment' end as basis
  from orders o asof left join talk t on o.buyer = t.buyer and o.placed >= t.at asof left join talk p on o.buyer = p.buyer and o.paid >= p.at`);
const took = Number(process.hrtime.bigint() - started) / 1e6;
const [[won]] = await (await db.runAndReadAll('select count(agent)::int from won')).getRows();
console.log(`${took} ${won}`);
