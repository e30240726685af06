// A whole talk of ten questions and their answers pasted at once: how long one paste takes, the same again, and what is read out of it.
//   scripts/run --port 5080                                                     (the demo shop)
//   node bench/real/companion-paste.mjs http://127.0.0.1:5080 [buyers 30]
const url = process.argv[2] ?? 'http://127.0.0.1:5080';
const buyers = Number(process.argv[3] ?? 30);
const talk = [
  ['能开发票吗', '可以的，您把抬头发我'],
  ['什么时候发货呀', '我帮您看一下库存'],
  ['能便宜点吗', '我帮您申请一下'],
  ['不喜欢能退吗', '签收后七天内符合条件可以申请'],
  ['和图片颜色一样吗', '屏幕不同会有一点差别'],
  ['我家墙3米6要买多大', '您按宽3米7拍'],
  ['这款有现货吗', '有的'],
  ['可以货到付款吗', '本店先付款后发货'],
  ['能分期付款吗', '您可以咨询一下发卡行'],
  ['快递到哪里了', '单号在订单里能看到'],
];

const signed = await fetch(`${url}/api/people/session`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ account: 'xiaomei', password: process.env.ZHANGGUI_PASSWORD ?? 'shanyue-demo-2026' }),
});
if (!signed.ok) throw new Error(`sign-in: ${signed.status}`);
const cookie = signed.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
const call = async (path, body) => {
  const answer = await fetch(url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
};
const { shops } = await call('/api/people/session');
const shop = shops[0].id;
const { accounts } = await call(`/api/companion/accounts?shop=${shop}`);
const channel = (accounts[0] ?? (await call('/api/companion/accounts', { shop, kind: 'taobao' }))).id;
const own = '山月墙布:小美';
const stamp = Date.now().toString(36);
const textOf = (nick) =>
  talk
    .flatMap(([question, answer], i) => {
      const at = (second) => `2026-11-20 10:${String(i).padStart(2, '0')}:${second}`;
      return [`${nick} ${at('05')}`, question, `${own} ${at('25')}`, answer];
    })
    .join('\n');

const waits = { first: [], again: [], topics: [] };
const timed = async (list, work) => {
  const from = performance.now();
  const value = await work();
  list.push(performance.now() - from);
  return value;
};
let [stored, repeated, topics] = [0, 0, 0];
for (let i = 0; i < buyers; i++) {
  const nick = `t${stamp}${i}`;
  const body = { shop, channel, buyer: nick, text: textOf(nick), own: [own], takeOver: true };
  const first = await timed(waits.first, () => call('/api/companion/paste', body));
  if (first.ask !== undefined) throw new Error(`asked: ${JSON.stringify(first.ask).slice(0, 300)}`);
  stored += first.stored;
  repeated += (await timed(waits.again, () => call('/api/companion/paste', body))).repeated;
  const asked = talk.slice(-3).map(([question]) => question).join('\n');
  topics += (await timed(waits.topics, () => call('/api/guard/topics', { shop, conversation: first.head.id, text: asked }))).topics.length;
}
const at = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))].toFixed(1);
console.log(`${buyers} talks of ${talk.length} questions, ${textOf('t').length} characters each: ${stored} lines stored, ${repeated} known when pasted again`);
for (const [name, list] of Object.entries(waits)) console.log(`${name.padEnd(7)} p50 ${at(list, 0.5)} ms, p95 ${at(list, 0.95)} ms, longest ${at(list, 1)} ms`);
console.log(`topics of the last three questions: ${(topics / buyers).toFixed(1)} each`);
