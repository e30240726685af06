// Ten common questions answered with the companion window, by looking the policy up and typing, and by typing alone.
// Keys and clicks are real events counted in a real browser; seconds come from the keystroke-level model (docs/companion.md).
//   scripts/run --port 5080                                   (the demo shop)
//   mkdir m && cd m && npm i playwright-core && node ../bench/real/companion.mjs http://127.0.0.1:5080 > companion.json
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { chromium } = createRequire(join(process.cwd(), 'x.js'))('playwright-core');
const url = process.argv[2] ?? 'http://127.0.0.1:5080';
const [account, password] = ['xiaomei', process.env.ZHANGGUI_PASSWORD ?? 'shanyue-demo-2026'];

// Seconds: Card, Moran & Newell 1980 (K of an average typist, P, B, H, M); 255 characters a minute: reading speed of Chinese (IReST).
const operators = { K: 0.28, P: 1.1, B: 0.1, H: 0.4, M: 1.35, read: 60 / 255 };
const questions = [
  ['invoice', '能开发票吗', '发票', '可以的，随时可开，您把抬头和税号发我登记一下。', '发票随时可开'],
  ['shipping date', '什么时候发货呀', '发货', '现货今天16点前付款今天发，定制的确认效果图后三到七天发出。', '发货时间'],
  ['bargaining', '能便宜点吗', '议价', '这个价已经很优惠了，我给您申请一下看看。', '议价口径'],
  ['return', '不喜欢能退吗', '退货', '现货签收后七天内不影响二次销售可以退，定制裁切的不支持，您拍之前我先跟您确认。', '七天无理由'],
  ['colour', '和图片颜色一样吗', '色差', '我们是实物拍摄，屏幕不同会有一点差别，可以给您寄一小块样布先看。', '图片色差'],
  ['size', '我家墙3米6宽2米7高要买多大', '尺寸', '您按宽3米7、高2米8拍，四边各留五厘米裁切。'],
  ['stock', '这款有现货吗', '库存', '这款现货有的，您直接拍就可以。'],
  ['cash on delivery', '可以货到付款吗', '付款', '本店是先付款后发货的，您放心，收到不满意七天内可以退。', '支付方式'],
  ['instalments', '能分期付款吗', '付款', '分期要看您发卡行的规定，您可以咨询一下银行。', '支付方式'],
  ['parcel', '快递到哪里了怎么还没收到', '快递', '包裹在路上了，单号在订单里能看到，我帮您催一下快递。'],
];

const table = new Map();
for (const row of readFileSync(new URL('../../src/Zhanggui.Reception/Phrases/pinyin.txt', import.meta.url), 'utf8').split('\n')) {
  if (row.startsWith('#')) continue;
  const [sound, letters] = row.split(' ');
  for (const letter of letters ?? '') if (!table.has(letter) || table.get(letter).length > sound.length) table.set(letter, sound);
}

/** The keys of a Chinese input method: whole syllables (or only initials), a blank for every four characters or less, signs and digits as they are. */
const keysOf = (text, whole = true) => {
  const keys = [];
  let open = 0;
  const close = () => {
    if (open > 0) keys.push('Space');
    open = 0;
  };
  for (const letter of text) {
    const sound = table.get(letter);
    if (sound === undefined) {
      close();
      keys.push(/[0-9a-z]/i.test(letter) ? letter : letter === '。' ? '.' : ',');
      continue;
    }
    keys.push(...(whole ? sound : sound[0]));
    if (++open === 4) close();
  }
  close();
  return keys;
};

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const context = await browser.newContext({ viewport: { width: 420, height: 760 }, locale: 'zh-CN', permissions: ['clipboard-read', 'clipboard-write'] });
await context.addInitScript(() => {
  window.counted = { keys: 0, presses: 0 };
  window.addEventListener('keydown', (e) => !e.repeat && !window.isPaused && window.counted.keys++, true);
  window.addEventListener('mousedown', () => !window.isPaused && window.counted.presses++, true);
});
await context.route('**/platform-stand-in', (route) =>
  route.fulfill({ contentType: 'text/html; charset=utf-8', body: '<meta charset=utf-8><pre id=said></pre><textarea id=reply rows=4 cols=50></textarea>' }),
);
const door = await context.newPage();
await door.goto(`${url}/sign-in`);
await door.locator('#account').fill(account);
await door.getByLabel(/密码/).first().fill(password);
await door.keyboard.press('Enter');
await door.waitForURL((at) => !at.pathname.startsWith('/sign-in'));
await door.close();
const platform = await context.newPage();
const companion = await context.newPage();
const policies = await context.newPage();
const pages = [platform, companion, policies];
await platform.goto(`${url}/platform-stand-in`);
await companion.goto(`${url}/companion`);
await companion.getByLabel('我在平台上的客服名').fill('山月旗舰店:小美');
await companion.getByRole('button', { name: '开始' }).click();
await companion.getByLabel('买家说的话').waitFor();
await policies.setViewportSize({ width: 1366, height: 768 });
await policies.goto(`${url}/policies`);
await policies.getByLabel('搜口径：发票、退货、到付').waitFor();

const zero = () => Promise.all(pages.map((p) => p.evaluate(() => (window.counted = { keys: 0, presses: 0 }))));
const counts = async () => {
  const all = await Promise.all(pages.map((p) => p.evaluate(() => window.counted)));
  return { keys: all.reduce((n, c) => n + c.keys, 0), presses: all.reduce((n, c) => n + c.presses, 0) };
};
const aside = async (page, act) => {
  await page.evaluate(() => (window.isPaused = true));
  await act();
  await page.evaluate(() => (window.isPaused = false));
};
/** Alt Tab cannot be pressed in a test browser: two keys, counted apart. */
const switchTo = (page, run) => {
  run.switches++;
  return page.bringToFront();
};
const timed = async (run, what) => {
  const began = performance.now();
  await what();
  run.waited += (performance.now() - began) / 1000;
};
/** Presses the keys of the input method in the field, then puts the words there that it would have made. */
const write = async (page, field, text) => {
  for (const key of keysOf(text)) await page.keyboard.press(key);
  await aside(page, () => field.fill(text));
};
const drag = async (page, run, locator) => {
  const box = await locator.boundingBox();
  await page.mouse.move(box.x + 1, box.y + 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 1, box.y + box.height - 2, { steps: 4 });
  await page.mouse.up();
  run.points += 2;
  run.hands += 2;
};
const click = async (run, locator) => {
  await locator.click();
  run.points++;
  run.hands += 2;
};
const reply = platform.locator('#reply');
const show = (nick, words) =>
  platform.evaluate(([n, w]) => {
    document.querySelector('#said').textContent = `${n} 2026-11-20 10:01:22\n${w}`;
    document.querySelector('#reply').value = '';
    document.querySelector('#reply').focus();
  }, [nick, words]);
const fresh = () => ({ switches: 0, waited: 0, points: 0, hands: 0, thoughts: 0, read: 0 });
const closed = async (run) => {
  const { keys, presses } = await counts();
  const all = keys + 2 * run.switches;
  const { K, P, B, H, M, read } = operators;
  const seconds = all * K + run.points * P + presses * 2 * B + run.hands * H + run.thoughts * M + run.read * read + run.waited;
  return { keys: all, presses, seconds: Math.round(seconds * 10) / 10, waited: Math.round(run.waited * 100) / 100 };
};

const withCompanion = async (nick, [, asked, , answer]) => {
  const run = fresh();
  await platform.bringToFront();
  await show(nick, asked);
  await zero();
  await drag(platform, run, platform.locator('#said'));
  await platform.keyboard.press('Control+c');
  await switchTo(companion, run);
  const field = companion.getByLabel('写给买家的回复');
  const fits = companion.getByRole('region', { name: '这句该怎么答' }).locator('div:has(> div):has(button)', { hasText: answer }).last();
  const topics = companion.waitForResponse((response) => response.url().endsWith('/api/guard/topics'));
  await timed(run, async () => {
    await companion.keyboard.press('Control+v');
    await companion.getByText(asked, { exact: true }).first().waitFor();
    await field.waitFor();
    await topics;
  });
  await companion.waitForTimeout(300); // drawn by then; not counted
  const offered = (await fits.count()) > 0;
  run.thoughts++;
  if (offered) {
    run.read += answer.length;
    const label = await fits.locator('kbd').innerText();
    await companion.keyboard.press(`Alt+${label.trim().slice(-1)}`);
    await companion.waitForFunction((text) => document.querySelector('footer textarea')?.value === text, answer);
  } else {
    await write(companion, field, answer);
  }
  run.thoughts++;
  await timed(run, async () => {
    await companion.keyboard.press('Control+Enter');
    await companion.getByText('已复制，到平台粘贴发送。').waitFor();
  });
  await switchTo(platform, run);
  await click(run, reply); // the mark on the buyer's line took the focus from the box
  await platform.keyboard.press('Control+v');
  const pasted = await reply.inputValue();
  await platform.keyboard.press('Enter');
  if (pasted !== answer) throw new Error(`${nick}: ${pasted}`);
  return { offered, ...(await closed(run)) };
};

const withPolicies = async (nick, [, asked, topic, answer, title]) => {
  const run = fresh();
  await platform.bringToFront();
  await show(nick, asked);
  await zero();
  run.thoughts++;
  await switchTo(policies, run);
  const find = policies.getByLabel('搜口径：发票、退货、到付').first();
  await click(run, find);
  await policies.keyboard.press('Control+a');
  await write(policies, find, topic);
  if (title === undefined) {
    await policies.waitForTimeout(400); // nothing to be found; not counted
  } else {
    const row = policies.locator('tbody tr.ant-table-row', { hasText: title });
    await timed(run, () => row.waitFor());
    await click(run, row);
    await timed(run, () => policies.locator('.ant-drawer-body').getByText(answer).first().waitFor());
    run.read += answer.length;
    await aside(policies, () => policies.keyboard.press('Escape'));
    await policies.waitForTimeout(400);
  }
  await switchTo(platform, run);
  run.thoughts++;
  await aside(platform, () => reply.focus());
  await write(platform, reply, answer);
  await platform.keyboard.press('Enter');
  return closed(run);
};

const fromMemory = async (nick, [, asked, , answer]) => {
  const run = fresh();
  await platform.bringToFront();
  await show(nick, asked);
  await zero();
  run.thoughts++;
  await write(platform, reply, answer);
  await platform.keyboard.press('Enter');
  return { ...(await closed(run)), initials: keysOf(answer, false).length + 1 };
};

const rows = [];
for (const [i, question] of questions.entries()) {
  const nick = `tb_测${Date.now().toString(36)}${i}`;
  rows.push({ question: question[0], with: await withCompanion(nick, question), policies: await withPolicies(nick, question), memory: await fromMemory(nick, question) });
  console.error(question[0], JSON.stringify(rows.at(-1)));
}
await browser.close();
const sum = (pick) => Math.round(rows.reduce((n, row) => n + pick(row), 0) * 10) / 10;
const total = Object.fromEntries(['with', 'policies', 'memory'].map((way) => [way, { keys: sum((r) => r[way].keys), presses: sum((r) => r[way].presses), seconds: sum((r) => r[way].seconds), waited: sum((r) => r[way].waited) }]));
console.log(JSON.stringify({ operators, rows, total, initials: sum((r) => r.memory.initials) }, null, 2));
