import type { Config } from '../core/wire';
import type { Words } from '../language/words';
import { h, icon, icons, put } from './dom';
import { emoticons } from './emoticons';

export type ComposerActs = { send(text: string): void; typing(text: string): void; files(files: File[]): void; draft(text: string): void };

/** The line one writes in: Enter sends, Shift+Enter breaks the line, a half-typed Chinese word is left alone. */
export const makeComposer = (words: Words, config: Config, draft: string, acts: ComposerActs) => {
  const input = h('textarea', { rows: 1, 'aria-label': words.placeholder, placeholder: words.placeholder, maxlength: config.limits.textLength, enterkeyhint: 'send' });
  const picker = h('input', { type: 'file', hidden: true, multiple: true, 'aria-label': words.attach, tabindex: -1 });
  const faces = h('div', { class: 'emo', role: 'group', 'aria-label': words.emoticon, hidden: true });
  const smile = h('button', { class: 'ic', type: 'button', 'aria-label': words.emoticon, 'aria-expanded': 'false', onclick: () => showFaces(faces.hasAttribute('hidden')) }, icon(icons.smile));
  const clip = h('button', { class: 'ic', type: 'button', 'aria-label': words.attach, onclick: () => picker.click() }, icon(icons.clip));
  const go = h('button', { class: 'ic go', type: 'button', 'aria-label': words.send, 'aria-disabled': 'true', onclick: () => submit() }, icon(icons.send));

  const grow = (): void => {
    input.style.height = 'auto';
    input.style.height = `${Math.min(132, input.scrollHeight)}px`;
    go.setAttribute('aria-disabled', String(input.value.trim() === ''));
  };
  const changed = (): void => {
    grow();
    acts.draft(input.value);
  };
  const submit = (): void => {
    const text = input.value.trim();
    if (text !== '') {
      input.value = '';
      changed();
      acts.send(text);
    }

    input.focus();
  };
  const showFaces = (isShown: boolean): void => {
    faces.hidden = !isShown;
    smile.setAttribute('aria-expanded', String(isShown));
    if (isShown) {
      (faces.firstElementChild as HTMLElement | null)?.focus();
    }
  };
  const insert = (face: string): void => {
    const at = input.selectionStart ?? input.value.length;
    input.setRangeText(face, at, input.selectionEnd ?? at, 'end');
    showFaces(false);
    input.focus();
    changed();
  };

  put(faces, ...emoticons.map((face) => h('button', { type: 'button', 'aria-label': face, onclick: () => insert(face) }, face)));
  faces.addEventListener('keydown', (e) => {
    const all = [...faces.children] as HTMLElement[];
    const now = all.indexOf((faces.getRootNode() as ShadowRoot).activeElement as HTMLElement);
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8 }[e.key];
    if (e.key === 'Escape') {
      e.stopPropagation();
      showFaces(false);
      smile.focus();
    } else if (step && now >= 0) {
      e.preventDefault();
      all[Math.max(0, Math.min(all.length - 1, now + step))]!.focus();
    }
  });
  input.addEventListener('input', () => {
    changed();
    acts.typing(input.value);
  });
  input.addEventListener('keydown', (e) => {
    if (e.key === 'Enter' && !e.shiftKey && !e.isComposing && e.keyCode !== 229) {
      e.preventDefault();
      submit();
    }
  });
  input.addEventListener('paste', (e) => {
    const files = [...(e.clipboardData?.files ?? [])];
    if (files.length > 0) {
      e.preventDefault();
      acts.files(files);
    }
  });
  picker.addEventListener('change', () => {
    acts.files([...(picker.files ?? [])]);
    picker.value = '';
  });
  input.value = draft;
  const element = h('footer', {}, faces, smile, clip, picker, input, go);
  return { element, input, grow };
};
