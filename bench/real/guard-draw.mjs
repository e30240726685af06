// Draws a sample of the kept part for labelling, after a book's rules are fixed: hits, close misses (words of an offer or a denial), near misses by a looser scan,
// others; and messages for the alarm rate.
// usage: node bench/real/guard-draw.mjs DIALOGUES ZHANGGUI BOOK SEED HITS CLOSE NEAR RANDOM ALARM > FILE     (then each but the alarm rows gets 1 breaks this book, 0 does not, x is no agent's line)
// With --show FILE the texts of its rows are printed to be read; with --blind FILE in another order, without stratum or verdict.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { hash, judge, read, rings } from './agents.mjs';

const [folder, program, book, seed, ...rest] = process.argv.slice(2);
const lines = read(folder);
const kept = lines.filter((l) => l.part === (process.env.PART ?? 'kept')); // PART=later: what was never read before the fifth sample

/** Words with which the kinds of a book are said or refused. */
const close = {
  'new-shop': [
    /(?<![配派发推运投])送(?!货|达|到|您手|修|检|上门|站|自提|去|往|来|回|过|件)|赠|优惠|便宜|折(?!叠|页|腾)|半价|特价|返现|返[您亲你]|改.{0,3}价|[领发][券卷]|满减|减(?!少|震|肥|速)|补偿|补[您亲你]|赔|小礼|礼品|礼物|小样|试吃|京豆|红包|免单|抹/,
    /[缺无没断]货|没有货|现货|库存|售罄|卖完|包邮|[运邮]费|不[给能让可支予]{0,2}[退换]|无理由|货到付款|(发票|开票).{0,8}[不没无]|[不没无].{0,4}(发票|开票)/,
    /券|卷|劵|差价|积分|活动|[售原现价]价|价格|[0-9一二三两几]元|[0-9]块|到手|预售|补货|到货|采购|下架|断码|没了|没有了/,
    /(?<![不法能敢没])(保证|保准)|肯定|绝对|百分|打包票|(退[款货])?(理由|原因).{0,6}改|改.{0,6}(理由|原因)/,
  ],
}[basename(book, '.yaml')] ?? [];

/** Single characters, pinyin and whole subjects; far looser than any rule. */
const loose = {
  'new-shop': [
    /[微薇威维魏]|wei|xin|[vV]|\bw\b|[qQ]|群|扣|好友|加我|邮箱|邮件|@|[a-zA-Z0-9_-]{6,}/,
    /http|www|\.com|\.cn|网址|链接|二维码|扫/,
    /转账|打款|汇款|付给|转给|打给|打到|红包|卡号|账号|账户|线下|私下|押金|定金/,
    /好评|差评|中评|评价|评论|五星|晒/,
    /别的客|其他客|其他买|别的买|另一位|那位|他的|她的|邻居|先生|女士/,
    /经理|主管|领导|同事|店长|老板|负责人/,
    /票/,
    /折|减|优惠|便宜|券|卷|抹|半价|特价|降价/,
    /送您|送你|赠|礼|小样|试用|多给|多发|送.{0,6}[个包份件条瓶盒]/,
    /保证|肯定|一定|绝对|必须|必定|百分|包[您你]|担保|放心/,
    /你|自己|谁|难道|到底|怎么|为什么|活该|麻烦死|烦|笨|傻|蠢|滚|骂|贱|有病|垃圾/,
    /投诉|后果|曝光|等着|起诉|黑名单/,
    /[0-9]元|[0-9]块|价|免费|不能|不支持|无法|没有/,
  ],
  'pre-sales-handbook': [/[不你哦恩噢嗯没无别]|知道|清楚|懂|今|明|后天|天内|小时|[0-9]点|发|到|货|票|退|折|减|优惠|便宜|保证|一定|肯定|必|自己|谁|微|[qQvV]|邮箱|包邮|运费/],
}[basename(book, '.yaml')];

const isIn = (words, line) => words.some((one) => one.test(line.text));
if (rest[0] === '--blind') {
  const texts = new Map(lines.map((l) => [l.id, l.text]));
  const ids = readFileSync(rest[1], 'utf8').split('\n').filter(Boolean).slice(2).map((l) => l.split('\t')).filter((k) => k[1] !== 'alarm').map((k) => k[0]);
  ids.sort((a, b) => (hash(`blind:${rest[2] ?? ''}:${a}`) < hash(`blind:${rest[2] ?? ''}:${b}`) ? -1 : 1));
  for (const id of ids) console.log(`${id} | ${texts.get(id).slice(0, 400)}`);
} else if (rest[0] === '--show') {
  const answers = judge(program, book, lines);
  const texts = new Map(lines.map((l) => [l.id, l]));
  for (const [id, stratum] of readFileSync(rest[1], 'utf8').split('\n').filter(Boolean).slice(2).map((l) => l.split('\t'))) {
    if (stratum === 'alarm') continue;
    const told = answers.get(id)?.hits.filter((h) => h.level === 'confirm' || h.level === 'block').map((h) => `${h.rule}「${h.text}」`).join(' ');
    console.log(`${id} ${stratum[0]} ${stratum === 'hit' ? told : ''} | ${texts.get(id).text.slice(0, 400)}`);
  }
} else {
  const answers = judge(program, book, lines);
  const stratum = (line) => (rings(answers.get(line.id)) ? 'hit' : isIn(close, line) ? 'close' : isIn(loose, line) ? 'near' : 'random');
  const drawn = (name, from, size) => [...from].sort((a, b) => (hash(`${seed}:${name}:${a.id}`) < hash(`${seed}:${name}:${b.id}`) ? -1 : 1)).slice(0, size).map((l) => `${l.id}\t${name}\t`);
  const of = Object.groupBy ? Object.groupBy(kept, stratum) : kept.reduce((all, l) => ((all[stratum(l)] ??= []).push(l), all), {});
  const size = (name) => of[name]?.length ?? 0;
  console.log(`# strata: hit ${size('hit')}, close ${size('close')}, near ${size('near')}, random ${size('random')}; seed ${seed}`);
  console.log('id\tstratum\tbreaks');
  const [hits, closest, near, random, alarm] = rest.map(Number);
  console.log([...drawn('hit', of.hit ?? [], hits), ...drawn('close', of.close ?? [], closest), ...drawn('near', of.near ?? [], near), ...drawn('random', of.random ?? [], random), ...drawn('alarm', kept, alarm)].join('\n'));
}
