// Draws a sample of the kept part for labelling, after a book's rules are fixed: hits, near misses by a looser scan, others; and messages for the alarm rate.
// usage: node bench/real/guard-draw.mjs DIALOGUES ZHANGGUI BOOK SEED HITS NEAR RANDOM ALARM > FILE     (then each but the alarm rows gets 1 breaks this book, 0 does not, x is no agent's line)
// With --show FILE the texts of its rows are printed to be read.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { hash, judge, read, rings } from './agents.mjs';

const [folder, program, book, seed, ...rest] = process.argv.slice(2);
const lines = read(folder);
const kept = lines.filter((l) => l.part === 'kept');

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
  ],
  'pre-sales-handbook': [/[不你哦恩噢嗯没无别]|知道|清楚|懂|今|明|后天|天内|小时|[0-9]点|发|到|货|票|退|折|减|优惠|便宜|保证|一定|肯定|必|自己|谁|微|[qQvV]|邮箱|包邮|运费/],
}[basename(book, '.yaml')];

if (rest[0] === '--show') {
  const answers = judge(program, book, lines);
  const texts = new Map(lines.map((l) => [l.id, l]));
  for (const [id, stratum] of readFileSync(rest[1], 'utf8').split('\n').filter(Boolean).slice(2).map((l) => l.split('\t'))) {
    if (stratum === 'alarm') continue;
    const told = answers.get(id)?.hits.filter((h) => h.level === 'confirm' || h.level === 'block').map((h) => `${h.rule}「${h.text}」`).join(' ');
    console.log(`${id} ${stratum[0]} ${stratum === 'hit' ? told : ''} | ${texts.get(id).text.slice(0, 400)}`);
  }
} else {
  const answers = judge(program, book, lines);
  const stratum = (line) => (rings(answers.get(line.id)) ? 'hit' : loose.some((one) => one.test(line.text)) ? 'near' : 'random');
  const drawn = (name, from, size) => [...from].sort((a, b) => (hash(`${seed}:${name}:${a.id}`) < hash(`${seed}:${name}:${b.id}`) ? -1 : 1)).slice(0, size).map((l) => `${l.id}\t${name}\t`);
  const of = Object.groupBy ? Object.groupBy(kept, stratum) : kept.reduce((all, l) => ((all[stratum(l)] ??= []).push(l), all), {});
  const size = (name) => of[name]?.length ?? 0;
  console.log(`# strata: hit ${size('hit')}, near ${size('near')}, random ${size('random')}; seed ${seed}`);
  console.log('id\tstratum\tbreaks');
  const [hits, near, random, alarm] = rest.map(Number);
  console.log([...drawn('hit', of.hit ?? [], hits), ...drawn('near', of.near ?? [], near), ...drawn('random', of.random ?? [], random), ...drawn('alarm', kept, alarm)].join('\n'));
}
