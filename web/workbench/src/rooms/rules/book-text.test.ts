import { describe, expect, it } from 'vitest';
import { isReadable, readField, writeField } from './book-text';

const book = `book: t
title: 试   # 名称
reception:
  recall_window: 2 min   # 两分钟
  waiting: {amber: 60 s}
`;

describe('the form and the text of a book', () => {
  it('changes one value and keeps comments', () => {
    const changed = writeField(book, ['reception', 'recall_window'], '3 min');
    expect(changed).toContain('recall_window: 3 min # 两分钟');
    expect(changed).toContain('# 名称');
    expect(readField(changed, ['reception', 'waiting', 'amber'])).toBe('60 s');
  });

  it('leaves no quotes behind while a value is typed', () => {
    const half = writeField(book, ['reception', 'recall_window'], '3');
    expect(writeField(half, ['reception', 'recall_window'], '3 min')).toContain('recall_window: 3 min');
  });

  it('makes the groups above a value', () => {
    const changed = writeField('book: t\nreception:\n', ['reception', 'notices', 'offline'], '请留言\n上班回复');
    expect(readField(changed, ['reception', 'notices', 'offline'])).toBe('请留言\n上班回复');
  });

  it('tells an empty setting from one that is not written', () => {
    expect(readField('reception:\n  recall_window:\n', ['reception', 'recall_window'])).toBeNull();
    expect(readField('reception: {}\n', ['reception', 'recall_window'])).toBeUndefined();
  });

  it('takes a line out, with the group that it leaves empty', () => {
    const changed = writeField(book, ['reception', 'waiting', 'amber'], undefined);
    expect(changed).not.toContain('waiting');
    expect(readField(changed, ['reception', 'recall_window'])).toBe('2 min');
  });

  it('writes lists, numbers and switches as what they are', () => {
    let text = writeField(book, ['reception', 'capacity_per_agent'], 30);
    text = writeField(text, ['reception', 'marks', 'show_read'], true);
    text = writeField(text, ['reception', 'automatic_reply', 'first', 'colours'], ['红', '是: 否']);
    expect(text).toContain('capacity_per_agent: 30');
    expect(text).toContain('show_read: true');
    expect(readField(text, ['reception', 'automatic_reply', 'first', 'colours'])).toEqual(['红', '是: 否']);
  });

  it('leaves a text alone that it cannot read', () => {
    const broken = 'book: [t\n';
    expect(isReadable(broken)).toBe(false);
    expect(writeField(broken, ['reception', 'recall_window'], '3 min')).toBe(broken);
  });

  it('takes an empty text as the beginning of a book', () => {
    expect(isReadable('')).toBe(true);
    expect(writeField('', ['reception', 'recall_window'], '3 min')).toBe('reception:\n  recall_window: 3 min\n');
  });
});
