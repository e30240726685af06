import type { ChatClient } from '../core/client';
import type { Config, Message } from '../core/wire';
import type { Words } from '../language/words';
import { h } from './dom';
import { dayLine, messageRow, outgoingRow, type RowContext } from './messages-view';
import type { Uploads } from './uploads';

/** Nearer to the end than this counts as being there, pixels. */
const END_PX = 60;

export type RecordListParts = {
  client: ChatClient;
  config: Config;
  words: Words;
  locale: string;
  base: string;
  uploads: Uploads;
  openImage: RowContext['openImage'];
  scrolled(): void;
};

/** The record: what was said, what is on its way, and where the visitor stands in it. */
export class RecordList {
  readonly element: HTMLDivElement;

  constructor(private readonly parts: RecordListParts) {
    this.element = h('div', { class: 'list', role: 'log', 'aria-live': 'off', 'aria-label': parts.words.messages, tabindex: 0, onscroll: () => parts.scrolled() });
  }

  get isAtEnd(): boolean {
    return this.element.scrollHeight - this.element.scrollTop - this.element.clientHeight < END_PX;
  }

  get place(): number {
    return this.element.scrollTop;
  }

  goTo(place: number): void {
    this.element.scrollTop = place;
  }

  goToEnd(): void {
    this.element.scrollTop = this.element.scrollHeight;
  }

  draw(): void {
    const { client, words, config, uploads } = this.parts;
    const context = this.context();
    const rows: (Node | null)[] = [
      client.view.hasOlder
        ? h('button', { class: 'more', type: 'button', onclick: () => void this.older() }, words.older)
        : h('div', { class: 'row' }, h('div', { class: 'bub' }, config.greeting || words.greeting)),
    ];
    let before: string | number | null = null;
    for (const message of client.view.messages) {
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

    this.element.replaceChildren(...[...rows, ...uploads.rows()].filter((r): r is Node => r !== null));
  }

  private context(): RowContext {
    const { client, words, locale, base, openImage } = this.parts;
    const { messages, head, fileTicket } = client.view;
    return {
      words,
      locale,
      base,
      fileTicket,
      now: Date.now(),
      agentReadSeq: head?.agentReadSeq ?? 0,
      conversation: head?.id ?? null,
      isLive: client.connection === 'live' || client.connection === 'polling',
      lastMine: messages.reduce((last: number, m: Message) => (m.sender === 'buyer' && m.c === head?.id ? m.seq : last), 0),
      openImage,
      retry: (id) => client.retry(id),
      discard: (id) => client.discard(id),
    };
  }

  /** Older messages come in above; what is being looked at stays where it is. */
  private async older(): Promise<void> {
    const fromEnd = this.element.scrollHeight - this.element.scrollTop;
    await this.parts.client.loadOlder();
    this.draw();
    this.element.scrollTop = this.element.scrollHeight - fromEnd;
  }
}
