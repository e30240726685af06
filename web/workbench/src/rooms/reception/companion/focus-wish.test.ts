import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFocusWish } from './focus-wish';

describe('the field that is written in next', () => {
  let pasted: HTMLTextAreaElement;
  let answer: HTMLTextAreaElement;
  const field = (): HTMLTextAreaElement => document.body.appendChild(document.createElement('textarea'));
  beforeEach(() => {
    pasted = field();
    answer = field();
    pasted.focus();
  });
  afterEach(() => document.body.replaceChildren());

  it('has the focus when it comes, however late', () => {
    const wish = createFocusWish();
    wish.make();
    wish.grant(null);
    wish.grant(null);
    expect(document.activeElement).toBe(pasted);
    wish.grant(answer);
    expect(document.activeElement).toBe(answer);
  });
  it('has it once: whoever leaves is not fetched back', () => {
    const wish = createFocusWish();
    wish.make();
    wish.grant(answer);
    pasted.focus();
    wish.grant(answer);
    expect(document.activeElement).toBe(pasted);
  });
  it('takes it from nobody who has gone on to another field', () => {
    const wish = createFocusWish();
    const nick = field();
    wish.make();
    nick.focus();
    wish.grant(answer);
    expect(document.activeElement).toBe(nick);
  });
  it('has it where the asking form is gone since', () => {
    const wish = createFocusWish();
    wish.make();
    pasted.remove();
    wish.grant(answer);
    expect(document.activeElement).toBe(answer);
  });
  it('is not asked for without a wish, nor after it was forgotten', () => {
    const wish = createFocusWish();
    wish.grant(answer);
    wish.make();
    wish.forget();
    wish.grant(answer);
    expect(document.activeElement).toBe(pasted);
  });
});
