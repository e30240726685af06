import type { Words } from '../language/words';
import { h, icon, icons } from './dom';

/** A picture over everything; Escape or a click closes it and gives the focus back. */
export const openViewer = (root: ShadowRoot, url: string, name: string, words: Words, from: HTMLElement): void => {
  const close = (): void => {
    view.remove();
    from.focus();
  };
  const button = h('button', { class: 'ic', type: 'button', 'aria-label': words.closeViewer, onclick: close }, icon(icons.close));
  const view = h(
    'div',
    {
      class: 'view',
      role: 'dialog',
      'aria-modal': 'true',
      'aria-label': `${words.viewer} ${name}`,
      onclick: (e: MouseEvent) => e.target === view && close(),
      onkeydown: (e: KeyboardEvent) => {
        if (e.key === 'Escape' || e.key === 'Tab') {
          e.preventDefault();
          e.stopPropagation();
          if (e.key === 'Escape') {
            close();
          }
        }
      },
    },
    h('img', { src: url, alt: name }),
    button,
  );
  root.append(view);
  button.focus();
};
