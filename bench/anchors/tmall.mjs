// A real month of Tmall orders (订单编号, 总金额, 买家实际支付金额, 收货地址, 订单创建时间, 订单付款时间, 退款金额) as a facts folder, and what a
// plain sum says its slips are. The file names no agents: eight are given the orders whose number ends in 0 to 7, by a staff
// number in the note; 8 and 9 stay silent. What was paid is 总金额 (the column of payments is net of refunds); a refund succeeds when
// the order was paid, since the file has no later time. Usage: node tmall.mjs FILE.csv FOLDER
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const [file, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const fen = (text) => { const [yuan, rest = ''] = text.split('.'); return BigInt(yuan + (rest + '00').slice(0, 2)); };
const yuan = (value) => `${value / 100n}.${String(value % 100n).padStart(2, '0')}`;
const at = (text) => (text.trim() ? text.trim().replace(' ', 'T') + '+08:00' : '');
const orders = ['order_id,shop,buyer,placed_at,paid_at,status,amount,postage,paid,note'];
const refunds = ['refund_id,order_id,amount,applied_at,succeeded_at,responsible,decided_by'];
const sums = Array(9).fill(0n);
for (const line of readFileSync(file, 'utf8').split(/\r?\n/).slice(1).filter(Boolean)) {
  const [id, total, , , placed, paid, refunded] = line.split(',');
  const digit = Number(id.slice(-1));
  const isPaid = paid.trim() !== '';
  orders.push([id, 'tmall', `b${id}`, at(placed), at(paid), isPaid ? 'paid' : 'unpaid', yuan(fen(total)), '0.00', isPaid ? yuan(fen(total)) : '', digit < 8 ? `工号80${digit + 1}` : ''].join(','));
  if (isPaid && fen(refunded) > 0n) refunds.push([`r${id}`, id, yuan(fen(refunded)), at(paid), at(paid), 'buyer', 'owner'].join(','));
  if (isPaid && paid.startsWith('2020-02')) sums[Math.min(digit, 8)] += fen(total) - fen(refunded);
}
writeFileSync(`${folder}/orders.csv`, orders.join('\n') + '\n');
writeFileSync(`${folder}/refunds.csv`, refunds.join('\n') + '\n');
writeFileSync(`${folder}/people.csv`, 'person,staff_no,role,grade,hired_on\n' + Array.from({ length: 8 }, (_, i) => `a${i + 1},80${i + 1},agent,agent,2019-01-01\n`).join(''));
writeFileSync(`${folder}/book.yaml`, `book: tmall
title: 天猫一个真实月份的试算
extends: wage-article-shop
attribution:
  deductions: {refunds: as_refunded}
pay:
  components:
    base: {grades: ["* 3000元"]}
    commission: {rate: 0.5%}
    silent_commission: {rate: 0.5%}
    after_sales_cost: {limit: 200元}
`);
const half = (value) => (value * 5n + 500n) / 1000n;
const pool = half(sums[8]);
for (let i = 0; i < 8; i++) {
  const share = pool / 8n + (BigInt(i) < pool % 8n ? 1n : 0n);
  console.log(`a${i + 1}\t${yuan(half(sums[i]))}\t${yuan(share)}\t${yuan(300000n + half(sums[i]) + share)}`);
}
