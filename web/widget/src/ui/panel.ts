import type { Product } from '../core/wire';
import { safeHref } from '../core/links';
import type { Words } from '../language/words';
import { h, icon, icons, put } from './dom';

export type PanelParts = {
  title: string;
  words: Words;
  status: HTMLElement;
  signature: HTMLElement;
  sound: HTMLElement;
  note: HTMLElement;
  list: HTMLElement;
  state: HTMLElement;
  product: HTMLElement | null;
  composer: HTMLElement;
  close(): void;
  sendFile(file: File): void;
};

/** The window of the conversation: head, record, composer; takes files dropped on it and keeps the keyboard inside. */
export const makePanel = (parts: PanelParts): HTMLElement => {
  const { words } = parts;
  const drop = h('div', { class: 'drop', hidden: true }, words.dropHere);
  const panel: HTMLElement = h(
    'section',
    {
      class: 'panel',
      role: 'dialog',
      'aria-modal': 'false',
      'aria-label': `${parts.title} ${words.title}`,
      hidden: true,
      onkeydown: (e: KeyboardEvent) => keys(e, panel, parts.list, () => parts.close()),
      ondragover: (e: DragEvent) => {
        e.preventDefault();
        drop.hidden = false;
      },
      ondragleave: (e: DragEvent) => {
        drop.hidden = e.relatedTarget === null || !panel.contains(e.relatedTarget as Node);
      },
      ondrop: (e: DragEvent) => {
        e.preventDefault();
        drop.hidden = true;
        [...(e.dataTransfer?.files ?? [])].forEach((file) => parts.sendFile(file));
      },
    },
    h('header', {}, h('div', {}, h('h2', {}, parts.title), parts.status, parts.signature), parts.sound, h('button', { class: 'ic', type: 'button', 'aria-label': words.close, onclick: () => parts.close() }, icon(icons.down))),
    parts.note,
    parts.list,
    parts.state,
    parts.product,
    parts.composer,
    drop,
  );
  return panel;
};

/** The product of the page, ready to be asked about; gone once asked. */
export const productLine = (product: Product, words: Words, ask: () => void): HTMLElement => {
  const image = safeHref(product.image);
  const line = h('div', { class: 'ask' }, image && h('img', { src: image, alt: '' }), h('span', {}, product.title));
  const asked = (): void => {
    ask();
    line.remove();
  };
  put(line, h('button', { type: 'button', onclick: asked }, words.askProduct));
  return line;
};

/** Escape closes; Tab stays inside while the panel covers the page. */
const keys = (e: KeyboardEvent, panel: HTMLElement, list: HTMLElement, close: () => void): void => {
  if (e.key === 'Escape') {
    close();
    return;
  }

  if (e.key !== 'Tab') {
    return;
  }

  const all = [...panel.querySelectorAll<HTMLElement>('button,a[href],textarea,[tabindex="0"]')].filter((x) => x.offsetParent !== null || x === list);
  const edge = e.shiftKey ? all[0] : all[all.length - 1];
  if ((panel.getRootNode() as ShadowRoot).activeElement === edge) {
    e.preventDefault();
    (e.shiftKey ? all[all.length - 1] : all[0])?.focus();
  }
};
