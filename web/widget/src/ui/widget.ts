import type { ChatClient } from '../core/client';
import type { KeyValue } from '../core/outbox';
import { unreadCount } from '../core/view';
import type { Config, Message, Product } from '../core/wire';
import type { Words } from '../language/words';
import { makeComposer } from './composer';
import { h, icon, icons, put } from './dom';
import { colourPair } from './format';
import { LineNote } from './line-note';
import { makePanel, productLine } from './panel';
import { RecordList } from './record-list';
import { Rating } from './rating';
import { Signature } from './signature';
import { Sound } from './sound';
import { applySheet } from './styles';
import { Uploads } from './uploads';
import { openViewer } from './viewer';

export type WidgetParts = {
  client: ChatClient;
  config: Config;
  words: Words;
  locale: string;
  base: string;
  key: string;
  store: KeyValue;
  product?: Product;
  theme: 'light' | 'dark' | 'auto';
};

/** The chat on the shop's page: the button, the window and when they are drawn. */
export class Widget {
  private readonly host = h('div', { id: 'zhanggui-chat' });
  private readonly root: ShadowRoot;
  private readonly launch: HTMLButtonElement;
  private readonly badge = h('span', { class: 'badge', hidden: true });
  private readonly status = h('p', {});
  private readonly note: LineNote;
  private readonly list: RecordList;
  private readonly live = h('div', { class: 'sr', 'aria-live': 'polite' });
  private readonly state = h('div', { class: 'state', role: 'status' });
  private readonly latest: HTMLButtonElement;
  private readonly rating: Rating;
  private readonly signature: Signature;
  private readonly sound: Sound;
  private readonly uploads: Uploads;
  private readonly panel: HTMLElement;
  private readonly composer: ReturnType<typeof makeComposer>;
  private heard = 0;
  private isOpen = false;
  private isDrawing = false;

  constructor(private readonly parts: WidgetParts) {
    const { words, config, client } = parts;
    this.root = this.host.attachShadow({ mode: 'open' });
    applySheet(this.root);
    this.paint();
    this.launch = h('button', { class: 'launch', type: 'button', 'aria-haspopup': 'dialog', onclick: () => this.open() }, icon(icons.chat), h('span', { class: 't' }, words.open), this.badge);
    this.note = new LineNote(client, words);
    this.rating = new Rating(client, words);
    this.signature = new Signature(client);
    this.sound = new Sound(words, parts.store, this.at('sound'));
    this.uploads = new Uploads({ ...parts, changed: () => this.draw() });
    this.list = new RecordList({
      ...parts,
      uploads: this.uploads,
      openImage: (url, name, from) => openViewer(this.root, url, name, words, from),
      scrolled: () => this.scrolled(),
    });
    this.latest = h('button', { class: 'latest', type: 'button', hidden: true, onclick: () => this.toEnd() }, words.latest);
    this.composer = makeComposer(words, config, parts.store.get(this.at('draft')) ?? '', {
      send: (text) => this.sendText(text),
      typing: (text) => client.sayTyping(config.typingText ? text : undefined),
      files: (files) => files.forEach((file) => this.sendFile(file)),
      draft: (text) => (text ? parts.store.set(this.at('draft'), text) : parts.store.remove(this.at('draft'))),
    });
    this.composer.element.prepend(this.latest);
    this.panel = makePanel({
      title: config.name,
      words,
      status: this.status,
      signature: this.signature.element,
      sound: this.sound.button,
      note: this.note.element,
      list: this.list.element,
      state: this.state,
      product: this.productLine(),
      composer: this.composer.element,
      close: () => this.close(),
      sendFile: (file) => this.sendFile(file),
    });
    this.state.before(this.rating.element);
    put(this.root as unknown as Element, this.launch, this.panel, this.live);
    client.onChange(() => this.draw());
  }

  mount(): void {
    document.body.append(this.host);
    window.visualViewport?.addEventListener('resize', () => this.fitKeyboard());
    window.visualViewport?.addEventListener('scroll', () => this.fitKeyboard());
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.paint());
    document.addEventListener('visibilitychange', () => this.readIfSeen());
    if (this.parts.store.get(this.at('open')) === '1' && innerWidth > 520) {
      this.show();
    }

    this.draw();
  }

  open(): void {
    this.show();
    this.composer.input.focus();
  }

  close(): void {
    this.isOpen = false;
    this.panel.hidden = true;
    this.launch.hidden = false;
    this.parts.store.set(this.at('open'), '0');
    this.launch.focus();
    this.draw();
  }

  private at(name: string): string {
    return `zg:${this.parts.key}:${name}`;
  }

  private show(): void {
    this.isOpen = true;
    this.panel.hidden = false;
    this.panel.classList.add('in');
    this.launch.hidden = true;
    this.parts.store.set(this.at('open'), '1');
    this.parts.client.start();
    this.fitKeyboard();
    this.draw();
    this.composer.grow();
    const place = this.parts.store.get(this.at('place'));
    if (place === null) {
      this.list.goToEnd();
    } else {
      this.list.goTo(Number(place));
    }
  }

  private productLine(): HTMLElement | null {
    const { product, words, client } = this.parts;
    return product
      ? productLine(product, words, () => {
          client.send({ kind: 'card', text: '', card: { kind: 'product', ...product } });
          this.composer.input.focus();
        })
      : null;
  }

  private sendText(text: string): void {
    this.parts.client.send({ kind: 'text', text });
    this.toEnd();
  }

  private sendFile(file: File): void {
    void this.uploads.send(file);
    this.toEnd();
  }

  private draw(): void {
    if (this.isDrawing) {
      return;
    }

    this.isDrawing = true;
    queueMicrotask(() => {
      this.isDrawing = false;
      this.drawNow();
    });
  }

  private drawNow(): void {
    const { client, words, config } = this.parts;
    const head = client.view.head;
    const isStaying = this.list.isAtEnd;
    this.status.textContent = head?.assignee && head.state === 'open' ? words.serving(head.assignee.name) : config.online ? words.online : config.offline || words.away;
    this.note.draw();
    this.rating.draw(this.isOpen);
    this.signature.draw(this.isOpen);
    this.list.draw();
    const position = head?.state === 'waiting' && config.online ? head.queuePosition : null; // nobody on duty: no promise of a turn
    this.state.textContent = client.typing !== null ? words.typing(client.typing) : position ? words.queue(position) : head?.state === 'closed' ? words.closedLine : '';
    if (isStaying) {
      this.list.goToEnd();
    }

    this.announce();
    this.readIfSeen();
    const unread = unreadCount(client.view, client.readSeq);
    this.badge.hidden = unread === 0;
    this.badge.textContent = unread > 99 ? '99+' : String(unread);
    this.launch.setAttribute('aria-label', unread > 0 ? `${words.open}，${words.unread(unread)}` : words.open);
  }

  /** Tells screen readers, and the ear if wanted, of what came from the shop since the last time. */
  private announce(): void {
    const { client, words } = this.parts;
    const last = [...client.view.messages].reverse().find((m) => m.sender !== 'buyer' && m.kind !== 'system' && !m.recalled);
    if (!last || last.c !== client.view.head?.id || last.seq <= this.heard) {
      return;
    }

    const isFirst = this.heard === 0;
    this.heard = last.seq;
    if (!isFirst) {
      this.live.textContent = `${words.newMessage(nameOf(last, words))}：${last.text || words.image}`;
      this.sound.ring();
    }
  }

  private readIfSeen(): void {
    const { client } = this.parts;
    const last = client.view.messages[client.view.messages.length - 1];
    if (this.isOpen && document.visibilityState === 'visible' && this.list.isAtEnd && last && last.c === client.view.head?.id) {
      client.markRead(last.seq);
    }
  }

  private scrolled(): void {
    const isAtEnd = this.list.isAtEnd;
    this.latest.hidden = isAtEnd;
    if (isAtEnd) {
      this.parts.store.remove(this.at('place'));
      this.readIfSeen();
    } else {
      this.parts.store.set(this.at('place'), String(Math.round(this.list.place)));
    }
  }

  private toEnd(): void {
    this.drawNow();
    this.list.goToEnd();
  }

  /** On telephones the keyboard covers the page without resizing it: the sheet follows what is really seen. */
  private fitKeyboard(): void {
    const seen = window.visualViewport;
    if (seen) {
      this.host.style.setProperty('--high', `${seen.height}px`);
      this.host.style.setProperty('--top', `${seen.offsetTop}px`);
    }
  }

  private paint(): void {
    const { fill, ink } = colourPair(this.parts.config.colour);
    this.host.style.setProperty('--fill', fill);
    this.host.style.setProperty('--ink', ink);
    const isDark = this.parts.theme === 'dark' || (this.parts.theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
    this.host.toggleAttribute('data-dark', isDark);
  }
}

const nameOf = (message: Message, words: Words): string => message.person?.name || words.agent;
