import type { ChatClient } from '../core/client';
import type { KeyValue } from '../core/outbox';
import { unreadCount } from '../core/view';
import type { Config, Message, Product } from '../core/wire';
import { safeHref } from '../core/links';
import type { Words } from '../language/words';
import { makeComposer } from './composer';
import { h, icon, icons, put } from './dom';
import { colourPair } from './format';
import { dayLine, messageRow, outgoingRow, type RowContext } from './messages-view';
import { applySheet } from './styles';
import { upload } from './upload';
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

type Upload = { name: string; percent: number; problem?: string };

export class Widget {
  private readonly host = h('div', { id: 'zhanggui-chat' });
  private readonly root: ShadowRoot;
  private readonly launch: HTMLButtonElement;
  private readonly badge = h('span', { class: 'badge', hidden: true });
  private readonly status = h('p', {});
  private readonly note = h('div', { class: 'note', role: 'status', hidden: true });
  private readonly list: HTMLDivElement;
  private readonly live = h('div', { class: 'sr', 'aria-live': 'polite' });
  private readonly state = h('div', { class: 'state', role: 'status' });
  private readonly latest: HTMLButtonElement;
  private readonly sound: HTMLButtonElement;
  private readonly panel: HTMLElement;
  private readonly composer: ReturnType<typeof makeComposer>;
  private uploads: Upload[] = [];
  private heard = 0;
  private isOpen = false;
  private isDrawing = false;
  private countdown: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly parts: WidgetParts) {
    const { words, config, client } = parts;
    this.root = this.host.attachShadow({ mode: 'open' });
    applySheet(this.root);
    this.paint();
    this.launch = h('button', { class: 'launch', type: 'button', 'aria-haspopup': 'dialog', onclick: () => this.open() }, icon(icons.chat), h('span', { class: 't' }, words.open), this.badge);
    this.list = h('div', { class: 'list', role: 'log', 'aria-live': 'off', 'aria-label': words.messages, tabindex: 0, onscroll: () => this.scrolled() });
    this.latest = h('button', { class: 'latest', type: 'button', hidden: true, onclick: () => this.toEnd() }, words.latest);
    this.sound = h('button', { class: 'ic', type: 'button', onclick: () => this.toggleSound() });
    this.composer = makeComposer(words, config, parts.store.get(this.at('draft')) ?? '', {
      send: (text) => this.sendText(text),
      typing: (text) => client.sayTyping(config.typingText ? text : undefined),
      files: (files) => files.forEach((file) => void this.sendFile(file)),
      draft: (text) => (text ? parts.store.set(this.at('draft'), text) : parts.store.remove(this.at('draft'))),
    });
    this.composer.element.prepend(this.latest);
    this.panel = this.makePanel();
    put(this.root as unknown as Element, this.launch, this.panel, this.live);
    this.drawSound();
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
    this.list.scrollTop = place === null ? this.list.scrollHeight : Number(place);
  }

  private makePanel(): HTMLElement {
    const { words, config } = this.parts;
    const drop = h('div', { class: 'drop', hidden: true }, words.dropHere);
    return h(
      'section',
      {
        class: 'panel',
        role: 'dialog',
        'aria-modal': 'false',
        'aria-label': `${config.name} ${words.title}`,
        hidden: true,
        onkeydown: (e: KeyboardEvent) => this.keys(e),
        ondragover: (e: DragEvent) => {
          e.preventDefault();
          drop.hidden = false;
        },
        ondragleave: (e: DragEvent) => {
          drop.hidden = e.relatedTarget === null || !this.panel.contains(e.relatedTarget as Node);
        },
        ondrop: (e: DragEvent) => {
          e.preventDefault();
          drop.hidden = true;
          [...(e.dataTransfer?.files ?? [])].forEach((file) => void this.sendFile(file));
        },
      },
      h('header', {}, h('div', {}, h('h2', {}, config.name), this.status), this.sound, h('button', { class: 'ic', type: 'button', 'aria-label': words.close, onclick: () => this.close() }, icon(icons.down))),
      this.note,
      this.list,
      this.state,
      this.productLine(),
      this.composer.element,
      drop,
    );
  }

  /** The product of the page, ready to be asked about. */
  private productLine(): HTMLElement | null {
    const { product, words, client } = this.parts;
    if (!product) {
      return null;
    }

    const image = safeHref(product.image);
    const line = h('div', { class: 'ask' }, image && h('img', { src: image, alt: '' }), h('span', {}, product.title));
    put(
      line,
      h(
        'button',
        {
          type: 'button',
          onclick: () => {
            client.send({ kind: 'card', text: '', card: { kind: 'product', ...product } });
            line.remove();
            this.composer.input.focus();
          },
        },
        words.askProduct,
      ),
    );
    return line;
  }

  /** Escape closes; Tab stays inside while the panel covers the page. */
  private keys(e: KeyboardEvent): void {
    if (e.key === 'Escape') {
      this.close();
      return;
    }

    if (e.key !== 'Tab') {
      return;
    }

    const all = [...this.panel.querySelectorAll<HTMLElement>('button,a[href],textarea,[tabindex="0"]')].filter((x) => x.offsetParent !== null || x === this.list);
    const edge = e.shiftKey ? all[0] : all[all.length - 1];
    if (this.root.activeElement === edge) {
      e.preventDefault();
      (e.shiftKey ? all[all.length - 1] : all[0])?.focus();
    }
  }

  private sendText(text: string): void {
    this.parts.client.send({ kind: 'text', text });
    this.toEnd();
  }

  private async sendFile(file: File): Promise<void> {
    const { client, words, config, base } = this.parts;
    const entry: Upload = { name: file.name || words.image, percent: 0 };
    this.uploads = [...this.uploads, entry];
    if (file.size > config.limits.fileBytes) {
      entry.problem = words.tooLarge(Math.floor(config.limits.fileBytes / 1_048_576));
      this.draw();
      return;
    }

    this.draw();
    this.toEnd();
    const token = await client.uploadToken();
    const done = token
      ? await upload(base, token, file, (percent) => {
          entry.percent = percent;
          this.draw();
        })
      : { problem: '' };
    if ('problem' in done) {
      entry.problem = done.problem || words.uploadFailed;
    } else {
      this.uploads = this.uploads.filter((u) => u !== entry);
      client.send({ kind: done.file.type.startsWith('image/') ? 'image' : 'file', text: done.file.name, fileId: done.file.id });
    }

    this.draw();
  }

  private toggleSound(): void {
    const isOn = this.parts.store.get(this.at('sound')) === '1';
    this.parts.store.set(this.at('sound'), isOn ? '0' : '1');
    this.drawSound();
  }

  private drawSound(): void {
    const isOn = this.parts.store.get(this.at('sound')) === '1';
    this.sound.replaceChildren(icon(isOn ? icons.bell : icons.bellOff));
    this.sound.setAttribute('aria-label', isOn ? this.parts.words.soundOff : this.parts.words.soundOn);
    this.sound.setAttribute('aria-pressed', String(isOn));
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
    const isStaying = this.isAtEnd();
    this.status.textContent = head?.assignee && head.state === 'open' ? words.serving(head.assignee.name) : config.online ? words.online : config.offline || words.away;
    this.drawNote();
    this.drawList();
    const position = head?.state === 'waiting' && config.online ? head.queuePosition : null; // nobody on duty: no promise of a turn
    this.state.textContent = client.typing !== null ? words.typing(client.typing) : position ? words.queue(position) : head?.state === 'closed' ? words.closedLine : '';
    if (isStaying) {
      this.list.scrollTop = this.list.scrollHeight;
    }

    this.announce();
    this.readIfSeen();
    const unread = unreadCount(client.view, client.readSeq);
    this.badge.hidden = unread === 0;
    this.badge.textContent = unread > 99 ? '99+' : String(unread);
    this.launch.setAttribute('aria-label', unread > 0 ? `${words.open}，${words.unread(unread)}` : words.open);
  }

  /** The state of the line in words; silent while all is well. */
  private drawNote(): void {
    const { client, words } = this.parts;
    clearInterval(this.countdown);
    const again = h('button', { type: 'button', onclick: () => client.hurry() }, words.retryNow);
    const say = (text: string | null, ...more: Node[]): void => {
      this.note.hidden = text === null;
      this.note.replaceChildren(h('span', {}, text ?? ''), ...more);
    };
    switch (client.connection) {
      case 'waiting': {
        const tell = (): void => say(navigator.onLine ? words.retryIn(Math.max(1, Math.ceil((client.retryAt - Date.now()) / 1000))) : words.offline, again);
        tell();
        this.countdown = setInterval(tell, 1000);
        break;
      }
      case 'connecting':
        say(client.view.epoch === null ? words.connecting : null);
        break;
      case 'polling':
        say(words.slow);
        break;
      case 'refused':
        say(client.trouble?.detail || words.refusedHere);
        break;
      case 'live':
      case 'idle':
        say(client.trouble?.detail || null);
        break;
    }
  }

  private drawList(): void {
    const { client, words, locale, base, config } = this.parts;
    const { messages, head, hasOlder } = client.view;
    const context: RowContext = {
      words,
      locale,
      base,
      fileTicket: client.view.fileTicket,
      now: Date.now(),
      agentReadSeq: head?.agentReadSeq ?? 0,
      conversation: head?.id ?? null,
      isLive: client.connection === 'live' || client.connection === 'polling',
      lastMine: messages.reduce((last, m) => (m.sender === 'buyer' && m.c === head?.id ? m.seq : last), 0),
      openImage: (url, name, from) => openViewer(this.root, url, name, words, from),
      retry: (id) => client.retry(id),
      discard: (id) => client.discard(id),
    };
    const rows: (Node | null)[] = [
      hasOlder ? h('button', { class: 'more', type: 'button', onclick: () => void this.older() }, words.older) : h('div', { class: 'row' }, h('div', { class: 'bub' }, config.greeting || words.greeting)),
    ];
    let before: string | number | null = null;
    for (const message of messages) {
      const row = messageRow(message, context);
      if (row) {
        rows.push(dayLine(message.at, before, context), row);
        before = message.at;
      }
    }

    for (const entry of client.outbox) {
      rows.push(dayLine(entry.at, before, context), outgoingRow(entry, context));
      before = entry.at;
    }

    rows.push(...this.uploads.map((u) => this.uploadRow(u)));
    this.list.replaceChildren(...rows.filter((r): r is Node => r !== null));
  }

  private uploadRow(entry: Upload): HTMLElement {
    const { words } = this.parts;
    const drop = (): void => {
      this.uploads = this.uploads.filter((u) => u !== entry);
      this.draw();
    };
    const foot = entry.problem
      ? h('div', { class: 'fail' }, h('span', {}, entry.problem), h('button', { type: 'button', onclick: drop }, words.discard))
      : h('div', { class: 'who' }, words.uploading(entry.percent));
    return h('div', { class: entry.problem ? 'row me' : 'row me wait' }, h('div', { class: 'bub' }, entry.name), foot);
  }

  private async older(): Promise<void> {
    const fromEnd = this.list.scrollHeight - this.list.scrollTop;
    await this.parts.client.loadOlder();
    this.drawNow();
    this.list.scrollTop = this.list.scrollHeight - fromEnd;
  }

  /** Tells screen readers, and the ear if wanted, of what came from the shop since the last time. */
  private announce(): void {
    const { client, words, store } = this.parts;
    const last = [...client.view.messages].reverse().find((m) => m.sender !== 'buyer' && m.kind !== 'system' && !m.recalled);
    if (!last || last.c !== client.view.head?.id || last.seq <= this.heard) {
      return;
    }

    const isFirst = this.heard === 0;
    this.heard = last.seq;
    if (!isFirst) {
      this.live.textContent = `${words.newMessage(nameOf(last, words))}：${last.text || words.image}`;
      if (store.get(this.at('sound')) === '1') {
        ring();
      }
    }
  }

  private readIfSeen(): void {
    const { client } = this.parts;
    const last = client.view.messages[client.view.messages.length - 1];
    if (this.isOpen && document.visibilityState === 'visible' && this.isAtEnd() && last && last.c === client.view.head?.id) {
      client.markRead(last.seq);
    }
  }

  private isAtEnd(): boolean {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 60;
  }

  private scrolled(): void {
    const isAtEnd = this.isAtEnd();
    this.latest.hidden = isAtEnd;
    if (isAtEnd) {
      this.parts.store.remove(this.at('place'));
      this.readIfSeen();
    } else {
      this.parts.store.set(this.at('place'), String(Math.round(this.list.scrollTop)));
    }
  }

  private toEnd(): void {
    this.drawNow();
    this.list.scrollTop = this.list.scrollHeight;
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

const ring = (): void => {
  try {
    const audio = new AudioContext();
    const tone = audio.createOscillator();
    const loud = audio.createGain();
    tone.frequency.value = 660;
    loud.gain.setValueAtTime(0.08, audio.currentTime);
    loud.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + 0.35);
    tone.connect(loud).connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + 0.36);
    tone.onended = () => void audio.close();
  } catch {
    // no sound, no harm
  }
};
