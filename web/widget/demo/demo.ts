/** The demo shop's page: invented goods, drawn here; it carries the widget exactly as a real shop would. */

type Good = { id: string; title: string; price: string; unit: string; size: string; text: string; draw: (s: Scene) => void };
type Identity = { id: string; name?: string; at: number; sign: string };

const SVG = 'http://www.w3.org/2000/svg';

/** A small brush: shapes on an 800 × 600 canvas. */
class Scene {
  readonly svg = document.createElementNS(SVG, 'svg');
  constructor() {
    this.svg.setAttribute('viewBox', '0 0 800 600');
    this.svg.setAttribute('preserveAspectRatio', 'xMidYMid slice');
    this.svg.setAttribute('aria-hidden', 'true');
  }

  add(name: string, attributes: Record<string, string | number>): this {
    const shape = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => shape.setAttribute(key, String(value)));
    this.svg.append(shape);
    return this;
  }

  ground(fill: string): this {
    return this.add('rect', { width: 800, height: 600, fill });
  }

  ridge(base: number, height: number, seed: number, fill: string, opacity: number): this {
    let d = `M0 600 L0 ${base}`;
    for (let x = 0; x <= 800; x += 40) {
      const y = base - height * (0.5 + 0.5 * Math.sin(x / 97 + seed) * Math.cos(x / 51 + seed * 1.7)) - (height / 6) * Math.sin(x / 19 + seed);
      d += ` L${x} ${y.toFixed(0)}`;
    }

    return this.add('path', { d: `${d} L800 600 Z`, fill, opacity });
  }

  blossom(x: number, y: number, r: number, fill: string): this {
    for (let i = 0; i < 5; i++) {
      const a = (i * 2 * Math.PI) / 5;
      this.add('circle', { cx: x + Math.cos(a) * r, cy: y + Math.sin(a) * r, r: r * 0.8, fill, opacity: 0.85 });
    }

    return this.add('circle', { cx: x, cy: y, r: r * 0.45, fill: '#f5c451' });
  }

  branch(d: string, width: number): this {
    return this.add('path', { d, fill: 'none', stroke: '#4a3426', 'stroke-width': width, 'stroke-linecap': 'round' });
  }
}

const mountains = (sky: string, ink: string, sun: string) => (s: Scene) =>
  void s.ground(sky).add('circle', { cx: 600, cy: 150, r: 56, fill: sun, opacity: 0.9 }).ridge(330, 190, 1, ink, 0.25).ridge(400, 170, 2.4, ink, 0.4).ridge(480, 140, 4, ink, 0.62).ridge(560, 90, 5.6, ink, 0.85);

const plum = (sky: string, flower: string) => (s: Scene) => {
  s.ground(sky).add('circle', { cx: 240, cy: 190, r: 120, fill: '#fff', opacity: 0.6 });
  s.branch('M800 560 C640 520 600 380 470 340 S300 240 180 250', 16).branch('M520 360 C500 280 540 200 500 130', 9).branch('M640 450 C640 380 700 330 690 260', 8).branch('M380 300 C330 340 300 390 240 400', 7);
  [[190, 248], [250, 236], [330, 262], [420, 318], [500, 140], [516, 210], [545, 300], [690, 270], [668, 350], [245, 398], [320, 352], [600, 430]].forEach(([x, y], i) => s.blossom(x!, y!, 13 + (i % 3) * 4, flower));
};

const forest = (s: Scene) => {
  s.ground('#dfeee6').add('circle', { cx: 170, cy: 130, r: 60, fill: '#ffe9a8' }).ridge(470, 60, 3, '#9cc7ae', 1);
  [90, 210, 330, 470, 590, 720].forEach((x, i) => {
    s.add('rect', { x: x - 8, y: 420, width: 16, height: 110, fill: '#8a6b52' });
    s.add('circle', { cx: x, cy: 370 - (i % 2) * 30, r: 70, fill: ['#6aa885', '#8fbf8f', '#4f8f76'][i % 3]! });
  });
  s.add('ellipse', { cx: 400, cy: 545, rx: 60, ry: 38, fill: '#d98b5f' }).add('circle', { cx: 455, cy: 515, r: 28, fill: '#d98b5f' }).add('circle', { cx: 464, cy: 510, r: 4, fill: '#2b2622' }).add('ellipse', { cx: 444, cy: 480, rx: 8, ry: 22, fill: '#d98b5f' }).add('ellipse', { cx: 464, cy: 482, rx: 8, ry: 22, fill: '#d98b5f' });
};

const lotus = (s: Scene) => {
  s.ground('#e7efe9');
  [[150, 420, 120], [420, 480, 150], [660, 400, 110], [560, 250, 70], [260, 260, 80]].forEach(([x, y, r]) => s.add('ellipse', { cx: x!, cy: y!, rx: r!, ry: r! * 0.42, fill: '#5f8f7a', opacity: 0.75 }));
  [[300, 250], [520, 320], [660, 210]].forEach(([x, y]) => {
    s.branch(`M${x} ${y! + 20} L${x! + 10} 560`, 4);
    [-50, -25, 0, 25, 50].forEach((a) => s.add('ellipse', { cx: x!, cy: y! - 30, rx: 16, ry: 46, fill: '#e7a6b0', opacity: 0.85, transform: `rotate(${a} ${x} ${y! + 15})` }));
  });
};

const goods: Good[] = [
  { id: 'YX-1001', title: '千里江山 新中式山水壁画', price: '168.00', unit: '/㎡', size: '按墙面定制，最高3.2米整幅', text: '客厅沙发背景，青绿设色，远看有气势。', draw: mountains('#f3ead8', '#2f6f6a', '#d9633b') },
  { id: 'YX-1002', title: '踏雪寻梅 玄关竖幅', price: '198.00', unit: '/㎡', size: '0.8至1.6米宽', text: '留白多，适合窄墙与玄关。', draw: plum('#ece7df', '#c4475a') },
  { id: 'YX-1003', title: '小鹿森林 儿童房壁画', price: '158.00', unit: '/㎡', size: '按墙面定制', text: '水性墨印制，无明显气味，可擦拭。', draw: forest },
  { id: 'YX-1004', title: '荷塘清趣 餐厅花鸟', price: '178.00', unit: '/㎡', size: '按墙面定制', text: '淡雅不抢眼，与原木家具相配。', draw: lotus },
  { id: 'YX-1005', title: '云山墨韵 书房水墨', price: '188.00', unit: '/㎡', size: '最高3.2米整幅', text: '水墨五色，书房与茶室。', draw: mountains('#efefec', '#2d2f33', '#b9423a') },
  { id: 'YX-1006', title: '暮色远山 卧室背景', price: '168.00', unit: '/㎡', size: '按墙面定制', text: '暖灰渐层，床头背景安静耐看。', draw: mountains('#f0d9c8', '#6b4f63', '#f2b26b') },
];

const make = (tag: string, className: string, text = ''): HTMLElement => {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
};

const picture = (draw: (s: Scene) => void): HTMLElement => {
  const box = make('div', 'pic');
  const scene = new Scene();
  draw(scene);
  box.append(scene.svg);
  return box;
};

const priceLine = (good: Good): HTMLElement => {
  const price = make('div', 'price', `¥${good.price}`);
  price.append(make('small', '', good.unit));
  return price;
};

const chosen = (): Good | undefined => goods.find((g) => g.id === new URLSearchParams(location.search).get('item'));

const go = (change: (query: URLSearchParams) => void): void => {
  const query = new URLSearchParams(location.search);
  change(query);
  location.search = query.toString();
};

const openChat = (): void => (window as { zhangguiChat?: { open(): void } }).zhangguiChat?.open();

const showGoods = (): void => {
  const grid = document.getElementById('grid')!;
  for (const good of goods) {
    const item = make('button', 'item') as HTMLButtonElement;
    item.type = 'button';
    const words = make('div', 't');
    words.append(make('b', '', good.title), priceLine(good));
    item.append(picture(good.draw), words);
    item.addEventListener('click', () => go((q) => q.set('item', good.id)));
    grid.append(item);
  }

  document.getElementById('hero-scene')!.append(picture(goods[0]!.draw).firstElementChild!);
};

const showDetail = (good: Good): void => {
  const detail = document.getElementById('detail')!;
  const words = document.createElement('div');
  words.append(make('h2', '', good.title), make('p', '', good.text), priceLine(good));
  const facts = document.createElement('dl');
  for (const [name, value] of [['货号', good.id], ['尺寸', good.size], ['材质', '无纺布，环保水性墨'], ['发货', '确认效果图后三到五天']]) {
    facts.append(make('dt', '', name), make('dd', '', value));
  }

  const acts = make('div', 'acts');
  const ask = make('button', '', '咨询这款');
  ask.addEventListener('click', openChat);
  const back = make('button', 'plain', '看全部');
  back.addEventListener('click', () => go((q) => q.delete('item')));
  acts.append(ask, back);
  words.append(facts, acts);
  detail.append(picture(good.draw), words);
  detail.hidden = false;
  document.title = `${good.title} · 山月墙饰`;
};

const carryWidget = async (): Promise<void> => {
  const who = new URLSearchParams(location.search).get('as') ?? '';
  const answer = await fetch(`/api/visitor/demo?as=${encodeURIComponent(who)}`);
  if (!answer.ok) {
    const note = make('p', '', '演示客服没有打开：请用演示数据启动。');
    document.querySelector('footer')!.append(note);
    return;
  }

  const { key, identity } = (await answer.json()) as { key: string; identity: Identity | null };
  const good = chosen();
  (window as { zhanggui?: unknown }).zhanggui = {
    identity: identity ?? undefined,
    product: good ? { id: good.id, title: good.title, price: good.price, url: location.href } : undefined,
  };
  const script = document.createElement('script');
  script.src = '/widget.js';
  script.async = true;
  script.dataset['key'] = key;
  document.head.append(script);
};

showGoods();
const good = chosen();
if (good) {
  showDetail(good);
}

const select = document.getElementById('who') as HTMLSelectElement;
select.value = new URLSearchParams(location.search).get('as') ?? '';
select.addEventListener('change', () => go((q) => (select.value ? q.set('as', select.value) : q.delete('as'))));
document.getElementById('ask')!.addEventListener('click', openChat);
void carryWidget();
