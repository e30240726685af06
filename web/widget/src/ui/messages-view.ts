import { safeHref, textParts } from '../core/links';
import type { Outgoing } from '../core/outbox';
import type { CardBody, FileBody, Message } from '../core/wire';
import type { Words } from '../language/words';
import { h, icon, icons, put } from './dom';
import { bytesText, dayText, isSameDay, timeText } from './format';

export type RowContext = {
  words: Words;
  locale: string;
  now: number;
  base: string;
  fileTicket: string;
  agentReadSeq: number;
  conversation: string | null;
  isLive: boolean;
  lastMine: number;
  openImage(url: string, name: string, from: HTMLElement): void;
  retry(id: string): void;
  discard(id: string): void;
};

/** Words with their safe links; everything is a text node. */
export const textOf = (text: string): (Node | string)[] =>
  textParts(text).map((part) => (part.href ? h('a', { href: part.href, target: '_blank', rel: 'noopener nofollow noreferrer' }, part.text) : part.text));

export const dayLine = (at: string | number, before: string | number | null, context: RowContext): HTMLElement | null =>
  before !== null && isSameDay(before, at) ? null : h('div', { class: 'day', role: 'separator' }, dayText(at, context.now, context.words, context.locale));

export const messageRow = (message: Message, context: RowContext): HTMLElement | null => {
  const { words } = context;
  const isMine = message.sender === 'buyer';
  if (message.erased) {
    return message.kind === 'system' ? null : h('div', { class: 'sys' }, words.erased);
  }

  if (message.recalled) {
    return h('div', { class: 'sys' }, words.recalled(isMine));
  }

  if (message.kind === 'system') {
    const line = message.text || words.system[message.body?.system?.code ?? ''];
    return line ? h('div', { class: 'sys' }, line) : null;
  }

  const name = isMine ? words.me : message.sender === 'agent' ? message.person?.name || words.agent : words.robot;
  const row = h('div', { class: isMine ? 'row me' : 'row', 'data-seq': message.seq });
  put(row, h('div', { class: 'who' }, `${name} ${timeText(message.at)}`), bodyOf(message, context));
  if (isMine && message.seq === context.lastMine && message.c === context.conversation) {
    put(row, h('div', { class: 'who' }, message.seq <= context.agentReadSeq ? words.read : words.delivered));
  }

  return row;
};

const bodyOf = (message: Message, context: RowContext): HTMLElement => {
  if (message.body?.card) {
    return cardOf(message.body.card, context.words, message.text);
  }

  if (message.body?.file) {
    return fileOf(message.body.file, message.kind === 'image', context);
  }

  const bubble = h('div', { class: 'bub' });
  put(bubble, ...textOf(message.text ?? ''));
  return bubble;
};

const fileOf = (file: FileBody, isImage: boolean, context: RowContext): HTMLElement => {
  const url = context.fileTicket ? `${context.base}/api/visitor/files/${encodeURIComponent(file.id)}?t=${encodeURIComponent(context.fileTicket)}` : null;
  if (isImage && url) {
    const image = h('img', { src: url, alt: file.name, loading: 'lazy', width: shownWidth(file), height: shownHeight(file) });
    const button = h('button', { type: 'button', 'aria-label': `${context.words.viewer} ${file.name}`, onclick: () => context.openImage(url, file.name, button) }, image);
    return h('div', { class: 'bub pic' }, button);
  }

  const label = context.words.fileOf(file.name, bytesText(file.size));
  return url
    ? h('a', { class: 'card', href: url, target: '_blank', rel: 'noopener nofollow noreferrer', download: file.name }, icon(icons.file), h('div', {}, h('b', {}, file.name), h('small', {}, bytesText(file.size))))
    : h('div', { class: 'bub' }, label);
};

/** The place a picture takes is known before it comes, so nothing jumps. */
const scaleOf = (file: FileBody): number => Math.min(1, 220 / (file.width || 220), 260 / (file.height || 260));
const shownWidth = (file: FileBody): number | null => (file.width && file.height ? Math.round(file.width * scaleOf(file)) : null);
const shownHeight = (file: FileBody): number | null => (file.width && file.height ? Math.round(file.height * scaleOf(file)) : null);

const cardOf = (card: CardBody, words: Words, text?: string | null): HTMLElement => {
  const href = safeHref(card.url);
  const image = safeHref(card.image);
  const inside = h(
    'div',
    {},
    h('small', {}, card.kind === 'order' ? `${words.order} ${card.id}` : words.product),
    h('b', {}, card.title),
    ...(card.lines ?? []).slice(0, 6).map((line) => h('small', {}, line)),
    card.price != null && card.price !== '' && h('span', { class: 'price' }, priceText(card.price)),
    text && h('small', {}, text),
  );
  const children = [image && h('img', { src: image, alt: '', loading: 'lazy' }), inside];
  return href ? h('a', { class: 'card', href, target: '_blank', rel: 'noopener nofollow noreferrer' }, ...children) : h('div', { class: 'card' }, ...children);
};

export const priceText = (price: string | number): string => (/^[\d.,]+$/.test(String(price)) ? `¥${price}` : String(price));

export const outgoingRow = (entry: Outgoing, context: RowContext): HTMLElement => {
  const { words } = context;
  const isRefused = entry.state === 'refused';
  const row = h('div', { class: isRefused ? 'row me' : 'row me wait' });
  const body = entry.card ? cardOf(entry.card, words) : h('div', { class: 'bub' });
  if (!entry.card) {
    put(body, ...(entry.kind === 'text' ? textOf(entry.text) : [entry.text || words.image]));
  }

  put(row, h('div', { class: 'who' }, `${words.me} ${timeText(entry.at)}`), body);
  if (isRefused) {
    put(
      row,
      h(
        'div',
        { class: 'fail' },
        h('span', {}, entry.why ? `${words.failed}：${entry.why}` : words.failed),
        h('button', { type: 'button', onclick: () => context.retry(entry.id) }, words.retry),
        h('button', { type: 'button', onclick: () => context.discard(entry.id) }, words.discard),
      ),
    );
  } else {
    put(row, h('div', { class: 'who' }, context.isLive ? words.waiting : words.waitingOffline));
  }

  return row;
};
